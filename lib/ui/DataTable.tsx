import { withMinus } from '@/lib/core/inPrint';

export interface TableContent {
  readonly caption: string;
  readonly head: readonly string[];
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly string[])[];
}

/** A table that scrolls sideways by itself in a narrow window, by keyboard too (E1, E2). */
export function DataTable({ caption, head, rows }: TableContent) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls a region that can be focused.
    <section aria-label={caption} tabIndex={0} className="mt-2 overflow-x-auto">
      <table className="w-full max-w-3xl text-left">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line">
            {head.map((name) => (
              <th key={name} scope="col" className="py-1 pr-3 font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells]) => (
            <tr key={name} className="border-b border-line">
              <th scope="row" className="py-1 pr-3 font-normal">
                {name}
              </th>
              {cells.map((cell, column) => (
                <td key={head[column + 1]} className="py-1 pr-3">
                  {withMinus(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
