import { fewestPatients, isValidated } from '@/lib/decide/counts';
import type { DecisionData, DecisionPoint } from '@/lib/decide/decisionData';
import { Chart, type ChartSeries } from '@/lib/ui/Chart';
import { ChartWithTable } from '@/lib/ui/ChartWithTable';
import type { TableContent } from '@/lib/ui/DataTable';

const curves: readonly { readonly name: string; readonly dash?: string; readonly of: (at: DecisionPoint) => number }[] =
  [
    { name: 'By the estimate', of: ({ netBenefit }) => netBenefit },
    { name: 'By clinical values alone', dash: '7 3', of: ({ clinicalOnly }) => clinicalOnly },
    { name: 'Act on all', dash: '2 3', of: ({ actOnAll }) => actOnAll },
    { name: 'Act on nobody', dash: '1 5', of: () => 0 },
  ];

/** Decision curve in Vickers' plain words, benefit by preference, greyed where the report has too few patients; or its table. */
export function DecisionCurve({ decision, per100 }: { readonly decision: DecisionData; readonly per100?: number }) {
  const { points } = decision;
  const [from, to] = [points[0].per100, points[points.length - 1].per100];
  const valid = points.filter((point) => isValidated(point, decision));
  const [firstValid, lastValid] = [valid[0]?.per100 ?? to, valid[valid.length - 1]?.per100 ?? to];
  const series = curves.map(
    ({ of, ...curve }): ChartSeries => ({
      ...curve,
      mark: 'line',
      points: points.map((point) => [point.per100, of(point)]),
    }),
  );
  return (
    <ChartWithTable
      table={tableOf(decision)}
      caption={
        <>
          Benefit is the share of patients acted on rightly, less those acted on without need, weighed by the
          preference. Higher is better. The band holds 95 of 100 repeated draws. Grey: fewer than {fewestPatients} test
          patients on one side.
        </>
      }
    >
      <Chart
        label={`Decision curve from ${from} to ${to} of 100; the table holds its values.`}
        x={{ label: 'Preference: act from this many of 100', from, to, ticks: [10, 20, 30, 40, 50] }}
        y={{ label: 'Benefit', from: -0.05, to: 0.12, ticks: [0, 0.05, 0.1] }}
        series={series}
        band={points.flatMap(({ per100: x, band }) => (band ? [{ x, ...band }] : []))}
        grey={(
          [
            [from, firstValid],
            [lastValid, to],
          ] as const
        ).filter(([start, end]) => end > start)}
        {...(per100 !== undefined && { at: { x: per100, name: 'Your threshold' } })}
      />
    </ChartWithTable>
  );
}

function tableOf(decision: DecisionData): TableContent {
  const number = (value: number) => value.toFixed(3);
  return {
    caption: 'Benefit at each preference',
    head: ['Act from', ...curves.map(({ name }) => name)],
    rows: decision.points
      .filter(({ per100 }) => per100 % 5 === 0)
      .map((point) => [
        `${point.per100} of 100${isValidated(point, decision) ? '' : ' (too few patients)'}`,
        ...curves.map(({ of }, column) =>
          column === 0 && point.band
            ? `${number(of(point))} (${number(point.band.low)} to ${number(point.band.high)})`
            : number(of(point)),
        ),
      ]),
  };
}
