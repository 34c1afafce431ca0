import type { ModelManifest } from '@/lib/model/manifest';

const effects = { abstain: 'No estimate', caution: 'Estimate with a warning' } as const;

/** The limits of the manifest, as the limits engine applies them. */
export function LimitTable({ limits }: Pick<ModelManifest, 'limits'>) {
  return (
    <ul className="border-t border-line">
      {limits.map(({ id, severity, reason, limit, remedy }) => (
        <li key={id} className="border-b border-line py-2 sm:grid sm:grid-cols-3 sm:gap-4">
          <p>
            <span className="block font-semibold">{limit}</span>
            <span className="text-soft">Otherwise: {effects[severity].toLowerCase()}</span>
          </p>
          <p className="sm:col-span-2">
            {reason} <span className="text-soft">{remedy}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}
