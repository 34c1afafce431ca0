/** On every screen and print while a demonstration model is installed (product.md, safety rules). */
export function DemonstrationBanner() {
  return (
    <p className="border-b border-line bg-raised px-4 py-1 text-attention">
      <strong className="font-semibold">Demonstration, not for care.</strong> The model learned from simulated patients.
      Investigational; it informs and does not decide.
    </p>
  );
}
