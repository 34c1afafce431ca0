/** A resource as it stands, to read and to copy. */
export function JsonBox({
  label,
  rows,
  value,
}: {
  /** What it is, for whoever does not see it. */
  readonly label: string;
  readonly rows: number;
  readonly value: object;
}) {
  return (
    <textarea
      readOnly
      rows={rows}
      aria-label={label}
      className="w-full rounded-md border border-soft bg-surface p-2 font-mono text-xs"
      value={JSON.stringify(value, null, 2)}
    />
  );
}
