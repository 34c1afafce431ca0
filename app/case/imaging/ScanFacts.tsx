import { formatAge, formatDate } from '@/lib/core/dates';
import type { SeriesFacts } from '@/lib/core/imagingRecord';
import type { ScanFact, ScanLimit } from '@/lib/model/scanLimits';
import { StateMark } from '@/lib/ui/StateMark';

const names: Readonly<Record<ScanFact, string>> = {
  ctAgeDays: 'Date',
  modality: 'Modality',
  sliceSpacingMm: 'Slice spacing',
  sliceThicknessMm: 'Slice thickness',
  inPlaneSpacingMm: 'Pixel',
  kvp: 'Tube voltage',
  kernel: 'Kernel',
  contrast: 'Contrast',
  scannerModel: 'Scanner',
};
const words = { ok: 'Within', attention: 'Look', stop: 'Outside' } as const;

interface ScanFactsProps {
  readonly facts: SeriesFacts;
  readonly ageDays: number | undefined;
  readonly limits: readonly ScanLimit[];
}

/** What the scan's headers say, each beside the limit that the model enforces; what they do not say is "not stated". */
export function ScanFacts({ facts, ageDays, limits }: ScanFactsProps) {
  const stated = valuesOf(facts, ageDays);
  return (
    <section aria-label="The scan" className="mt-4 self-start rounded-md border border-line bg-raised p-3">
      <h2 className="font-medium">The scan against the model's limits</h2>
      <dl className="mt-1">
        {limits.map(({ fact, state, limit }) => (
          <div
            key={fact}
            className="grid grid-cols-[1fr_auto] gap-x-3 border-t border-line py-1 sm:grid-cols-[8rem_1fr_auto]"
          >
            <dt className="text-soft">{names[fact]}</dt>
            <dd className="max-sm:col-span-2 max-sm:row-start-2">
              {stated[fact]}
              {limit && <span className="block text-soft">limit: {limit}</span>}
            </dd>
            <dd className="max-sm:col-start-2 max-sm:row-start-1">
              {limit && <StateMark state={state}>{words[state]}</StateMark>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function valuesOf(facts: SeriesFacts, ageDays: number | undefined): Readonly<Record<ScanFact, string>> {
  const mm = (value: number | undefined) => (value === undefined ? 'not stated' : `${value.toFixed(2)} mm`);
  return {
    ctAgeDays: facts.acquired
      ? `${formatDate(facts.acquired)}${ageDays === undefined ? '' : ` (${formatAge(ageDays)})`}`
      : 'not stated',
    modality: 'CT',
    sliceSpacingMm: `${mm(facts.sliceSpacingMm)}, ${facts.sliceCount} slices`,
    sliceThicknessMm: mm(facts.sliceThicknessMm),
    inPlaneSpacingMm: `${facts.inPlaneSpacingMm.map((size) => size.toFixed(2)).join(' x ')} mm`,
    kvp: facts.kvp === undefined ? 'not stated' : `${facts.kvp} kVp`,
    kernel: facts.kernel ?? 'not stated',
    contrast: facts.contrast === undefined ? 'not stated' : facts.contrast ? 'given' : 'none',
    scannerModel: [facts.manufacturer, facts.scannerModel].filter(Boolean).join(' ') || 'not stated',
  };
}
