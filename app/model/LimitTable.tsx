import type { ModelManifest } from '@/lib/model/manifest';
import { StateMark } from '@/lib/ui/StateMark';
import { limitName } from './limitName';

const effects = [
  { severity: 'abstain', state: 'stop', title: 'Otherwise no estimate' },
  { severity: 'caution', state: 'attention', title: 'Otherwise an estimate with a warning' },
] as const;

/** The limits of the manifest, as the limits engine applies them: what each is about, how far it goes, why, and what to do. */
export function LimitTable({ limits, inputs }: Pick<ModelManifest, 'limits' | 'inputs'>) {
  return effects.map(({ severity, state, title }) => {
    const these = limits.filter((limit) => limit.severity === severity);
    return (
      <section key={severity} className="mb-4">
        <h3 className="py-1 font-semibold">
          <StateMark state={state}>{`${title} (${these.length})`}</StateMark>
        </h3>
        <ul>
          {these.map((limit) => (
            <li key={limit.id} className="border-t border-line py-2 sm:grid sm:grid-cols-3 sm:gap-4">
              <div>
                <p className="text-soft">{limitName(limit, inputs)}</p>
                <p className="font-semibold">{limit.limit}</p>
              </div>
              <p className="max-w-[68ch] sm:col-span-2">
                {limit.reason} <span className="text-soft">{limit.remedy}</span>
              </p>
            </li>
          ))}
        </ul>
      </section>
    );
  });
}
