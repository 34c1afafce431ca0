import { formatDate } from '@/lib/core/dates';
import { withMinus } from '@/lib/core/inPrint';
import type { BmdSite, ChartData } from '@/lib/fhir/chartData';
import { ChartRow } from './ChartRow';
import { Origin } from './Origin';

const sites: Readonly<Record<BmdSite, string>> = {
  'lumbar-spine': 'lumbar spine',
  'femoral-neck': 'femoral neck',
  'total-hip': 'total hip',
  femur: 'femur, region not said',
};

/** Bone density by site, and what imaging reports conclude: to look up, and not in the way (R13). */
export function MoreFromChart({ chart }: { readonly chart: ChartData }) {
  const { tScores, arealBmd, reports } = chart;
  const rows = (Object.keys(sites) as BmdSite[]).flatMap((site) => {
    const [tScore, bmd] = [tScores[site], arealBmd[site]];
    return [
      ...(tScore
        ? [{ label: `T-score ${sites[site]}`, value: tScore, say: (score: number) => withMinus(score.toFixed(1)) }]
        : []),
      ...(bmd
        ? [{ label: `BMD ${sites[site]}`, value: bmd, say: (density: number) => `${density.toFixed(3)} g/cm²` }]
        : []),
    ];
  });
  if (rows.length === 0 && reports.length === 0) return null;
  return (
    <details className="rounded-md border border-line bg-raised px-4 py-2">
      <summary className="min-h-8 cursor-pointer content-center font-semibold">
        Bone density by site, and imaging reports
      </summary>
      {rows.length > 0 && (
        <dl>
          {rows.map((row) => (
            <ChartRow key={row.label} {...row} />
          ))}
        </dl>
      )}
      {reports.length > 0 && (
        <ul aria-label="Imaging reports">
          {reports.map(({ source, status, conclusion }) => (
            <li key={source.reference} className="border-b border-line py-2">
              <p className="font-medium">
                {source.display}
                {source.date && `, ${formatDate(source.date)}`}
                {status !== 'final' && ` (${status})`}
              </p>
              <p>{conclusion ?? 'The chart holds no conclusion of this report.'}</p>
              <Origin source={source} beside={[source.display]} />
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
