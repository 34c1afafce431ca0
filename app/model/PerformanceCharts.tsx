import type { ReactNode } from 'react';
import type { DecisionData } from '@/lib/decide/decisionData';
import { rocPoints } from '@/lib/decide/rocPoints';
import type { ModelReport } from '@/lib/server/models/reportSchema';
import { Chart } from '@/lib/ui/Chart';
import { ChartWithTable } from '@/lib/ui/ChartWithTable';
import { DecisionCurve } from '../case/decide/DecisionCurve';

interface PerformanceChartsProps {
  readonly report: ModelReport;
  readonly decision: DecisionData;
}

/** The figures of the package's own model, each drawn from the report's numbers, which its table shows. */
export function PerformanceCharts({ report, decision }: PerformanceChartsProps) {
  return (
    <div className="grid gap-x-8 gap-y-6 border-t border-line pt-4 md:grid-cols-2">
      <Figure title="Telling patients with and without the outcome apart">
        <Roc decision={decision} />
      </Figure>
      <Figure title="Estimates against what happened">
        <Calibration report={report} />
      </Figure>
      <Figure title="Acting by the estimate">
        <DecisionCurve decision={decision} />
      </Figure>
    </div>
  );
}

function Figure({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0">
      <h3 className="font-medium">{title}</h3>
      {children}
    </div>
  );
}

const shares = { from: 0, to: 1, ticks: [0, 0.2, 0.4, 0.6, 0.8, 1] } as const;

function Roc({ decision }: { readonly decision: DecisionData }) {
  const points = rocPoints(decision);
  return (
    <ChartWithTable
      table={{
        caption: 'Sensitivity and specificity at each threshold',
        head: ['Threshold', 'Sensitivity', 'Specificity'],
        rows: points
          .filter(({ per100 }) => per100 % 5 === 0)
          .map(({ per100, sensitivity, falsePositiveRate }) => [
            `${per100} of 100`,
            sensitivity.toFixed(3),
            (1 - falsePositiveRate).toFixed(3),
          ]),
      }}
      caption="Each point is one threshold from 1 to 50 of 100. Chance alone would lie on the dotted line."
    >
      <Chart
        label="Receiver operating characteristic: sensitivity against one minus specificity; the table holds its values."
        x={{ ...shares, label: 'One minus specificity' }}
        y={{ ...shares, label: 'Sensitivity' }}
        diagonal
        series={[
          {
            name: decision.modelLabel,
            mark: 'line',
            points: [
              [0, 0],
              ...points.map(({ falsePositiveRate, sensitivity }) => [falsePositiveRate, sensitivity] as const),
              [1, 1],
            ],
          },
        ]}
      />
    </ChartWithTable>
  );
}

function Calibration({ report }: { readonly report: ModelReport }) {
  const [{ label, performance }] = report.models;
  const { bins } = performance.calibration;
  return (
    <ChartWithTable
      table={{
        caption: 'Estimated and observed share, by tenths',
        head: ['Estimates', 'Patients', 'Mean estimate', 'Share with the outcome'],
        rows: bins.map(({ bin, n, mean_p, rate }) => [
          `${bin * 10} to ${bin * 10 + 10} of 100`,
          String(n),
          mean_p.toFixed(3),
          rate.toFixed(3),
        ]),
      }}
      caption={`Each dot is a tenth of the scale; on the dotted line both agree. The dots stand for ${bins.map(({ n }) => n).join(', ')} patients, from left to right: those of few patients move by chance.`}
    >
      <Chart
        label="Calibration: share of patients with the outcome against the mean estimate, in tenths; the table holds its values."
        x={{ ...shares, label: 'Mean estimate' }}
        y={{ ...shares, label: 'Share with the outcome' }}
        diagonal
        series={[{ name: label, mark: 'dots', points: bins.map(({ mean_p, rate }) => [mean_p, rate]) }]}
      />
    </ChartWithTable>
  );
}
