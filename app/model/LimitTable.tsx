import type { ModelManifest } from '@/lib/model/manifest';
import { StateMark } from '@/lib/ui/StateMark';

const effects = [
  { severity: 'abstain', state: 'stop', title: 'Otherwise no estimate' },
  { severity: 'caution', state: 'attention', title: 'Otherwise an estimate with a warning' },
] as const;

/** The limits of the manifest, as the limits engine applies them. */
export function LimitTable({ limits }: Pick<ModelManifest, 'limits'>) {
  return effects.map(({ severity, state, title }) => {
    const these = limits.filter((limit) => limit.severity === severity);
    return (
      <section key={severity} className="mb-4">
        <h3 className="py-1 font-semibold">
          <StateMark state={state}>{`${title} (${these.length})`}</StateMark>
        </h3>
        <ul>
          {these.map(({ id, reason, limit, remedy }) => (
            <li key={id} className="border-t border-line py-2 sm:grid sm:grid-cols-3 sm:gap-4">
              <p className="font-semibold">{limit}</p>
              <p className="max-w-[68ch] sm:col-span-2">
                {reason} <span className="text-soft">{remedy}</span>
              </p>
            </li>
          ))}
        </ul>
      </section>
    );
  });
}
