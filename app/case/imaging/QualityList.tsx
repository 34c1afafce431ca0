import type { QualityCheck, QualityId } from '@/lib/core/imagingRecord';
import { withMinus } from '@/lib/core/inPrint';
import { StateMark } from '@/lib/ui/StateMark';

const names: Readonly<Record<QualityId, string>> = {
  volume: 'Volume',
  'cut-by-edge': 'Cut by the edge of the scan',
  islands: 'Pieces',
  holes: 'Holes',
  'mean-hu': 'Mean attenuation',
  metal: 'Metal',
  cement: 'Cement',
  level: 'Level',
  'slice-spacing': 'Slice spacing',
};
const words: Readonly<Record<QualityCheck['state'], string>> = {
  ok: 'In order',
  attention: 'Look',
  stop: 'Out of limits',
  unknown: 'Not known',
};

/** The scan's own facts stand beside the model's limits in the list of the scan. */
const isOfOutline = ({ id }: QualityCheck): boolean => id !== 'slice-spacing';

/** What was measured on the outline, each with its limit and, where it is not met, what to do. */
export function QualityList({ checks }: { readonly checks: readonly QualityCheck[] }) {
  return (
    <section aria-label="Checks of the outline" className="mt-4 rounded-md border border-line bg-raised p-3">
      <h2 className="font-medium">Checks of the outline</h2>
      <dl className="mt-1">
        {checks.filter(isOfOutline).map((check) => (
          <div key={check.id} className="grid grid-cols-[1fr_auto] gap-x-3 border-t border-line py-1">
            <dt className="text-soft">{names[check.id]}</dt>
            <dd>
              <StateMark state={check.state}>{words[check.state]}</StateMark>
            </dd>
            <dd className="col-span-2">
              {withMinus(check.measured)}. <span className="text-soft">Limit: {withMinus(check.limit)}.</span>
              {check.state !== 'ok' && <span className="block text-soft">{check.remedy}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
