import type { InputChange } from '@/lib/client/case/inputChanges';
import { Panel } from '@/lib/ui/Panel';

/** What is signed other than as the chart says it, old and new beside each other (P6). */
export function InputChanges({ changes }: { readonly changes: readonly InputChange[] }) {
  return (
    <Panel title="Changed against the chart">
      {changes.length === 0 ? (
        <p className="mt-1">Nothing: every input is used as the chart says it.</p>
      ) : (
        <ul className="mt-1">
          {changes.map(({ label, inChart, used, why }) => (
            <li key={label} className="border-t border-line py-2 first:border-t-0">
              <p className="text-soft">{label}</p>
              <p className="text-base">
                <span className="sr-only">In the chart: </span>
                <s className="text-soft">{inChart}</s> <span aria-hidden="true">→</span>{' '}
                <span className="sr-only">Used: </span>
                <strong className="font-semibold">{used}</strong>
              </p>
              <p className="text-soft">{why}</p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
