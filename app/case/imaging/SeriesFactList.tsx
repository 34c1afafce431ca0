import { formatDate } from '@/lib/core/dates';
import type { SeriesFacts } from '@/lib/core/imagingRecord';

/** What radiomics depends on, as the scan's headers say it; what they do not say is "not stated". */
export function SeriesFactList({ facts }: { readonly facts: SeriesFacts }) {
  const stated = (value: string | number | undefined, unit = ''): string =>
    value === undefined ? 'not stated' : `${value}${unit}`;
  const rows: readonly (readonly [string, string])[] = [
    ['Date', facts.acquired ? formatDate(facts.acquired) : 'not stated'],
    ['Slices', `${facts.sliceCount}, ${facts.sliceSpacingMm.toFixed(2)} mm apart`],
    ['Slice thickness', stated(facts.sliceThicknessMm, ' mm')],
    [
      'Pixel',
      facts.inPlaneSpacingMm
        .map((mm) => mm.toFixed(2))
        .join(' x ')
        .concat(' mm'),
    ],
    ['Tube voltage', stated(facts.kvp, ' kV')],
    ['Kernel', stated(facts.kernel)],
    ['Contrast', facts.contrast === undefined ? 'not stated' : facts.contrast ? 'given' : 'none'],
    ['Scanner', [facts.manufacturer, facts.scannerModel].filter(Boolean).join(' ') || 'not stated'],
  ];
  return (
    <section aria-label="The scan" className="mt-4 rounded-md border border-line bg-raised p-3">
      <h2 className="font-medium">The scan</h2>
      <dl className="mt-1 grid gap-x-6 sm:grid-cols-2">
        {rows.map(([name, value]) => (
          <div key={name} className="flex justify-between gap-3 border-t border-line py-1">
            <dt className="text-soft">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
