const widths = ['w-11/12', 'w-4/5', 'w-2/3'];
const bar = 'h-4 rounded-md bg-line/50';

/** The shape of what is coming, with a sentence for who cannot see it. */
export function Skeleton({ lines, label }: { readonly lines: number; readonly label: string }) {
  return (
    <div role="status" className="my-3 space-y-2">
      <span className="sr-only">{label}</span>
      <Lines count={lines} />
    </div>
  );
}

/** Panels that are coming, two beside each other where there is room. */
export function PanelSkeletons({ panels, label }: { readonly panels: number; readonly label: string }) {
  return (
    <div role="status" className="mt-4 grid gap-4 sm:grid-cols-2">
      <span className="sr-only">{label}</span>
      {Array.from({ length: panels }, (_, panel) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the panels never change places.
          key={panel}
          aria-hidden="true"
          className="space-y-3 rounded-md border border-line bg-raised p-4"
        >
          <div className={`w-1/3 ${bar}`} />
          <div className="h-7 w-1/2 rounded-md bg-line/50" />
          <Lines count={2} />
        </div>
      ))}
    </div>
  );
}

function Lines({ count }: { readonly count: number }) {
  return Array.from({ length: count }, (_, line) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the lines never change places.
    <div key={line} aria-hidden="true" className={`${bar} ${widths[line % widths.length]}`} />
  ));
}
