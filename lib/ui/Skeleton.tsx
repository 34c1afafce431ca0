const widths = ['w-11/12', 'w-4/5', 'w-2/3'];

/** The shape of what is coming, with a sentence for who cannot see it. */
export function Skeleton({ lines, label }: { readonly lines: number; readonly label: string }) {
  return (
    <div role="status" className="my-3 space-y-2">
      <span className="sr-only">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines never change places.
        <div key={line} aria-hidden="true" className={`h-4 rounded-md bg-line/50 ${widths[line % widths.length]}`} />
      ))}
    </div>
  );
}
