'use client';
import { useState } from 'react';
import { fewestPatients, isValidated } from '@/lib/decide/counts';
import type { DecisionData, DecisionPoint } from '@/lib/decide/decisionData';

const box = { width: 400, height: 240, left: 36, right: 8, top: 8, bottom: 38 } as const;
const [lowest, highest] = [-0.05, 0.12];

const series: readonly { readonly name: string; readonly dash?: string; readonly of: (at: DecisionPoint) => number }[] =
  [
    { name: 'By the estimate', of: ({ netBenefit }) => netBenefit },
    { name: 'By clinical values alone', dash: '7 3', of: ({ clinicalOnly }) => clinicalOnly },
    { name: 'Act on all', dash: '2 3', of: ({ actOnAll }) => actOnAll },
    { name: 'Act on nobody', dash: '1 5', of: () => 0 },
  ];

/** Decision curve in Vickers' plain words, benefit by preference, greyed where the report has too few patients; or its table. */
export function DecisionCurve({ decision, per100 }: { readonly decision: DecisionData; readonly per100?: number }) {
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className="mt-2">
      <button
        type="button"
        className="min-h-8 rounded-md border border-line bg-surface px-3"
        aria-pressed={asTable}
        onClick={() => setAsTable(!asTable)}
      >
        {asTable ? 'Show as a curve' : 'Show as a table'}
      </button>
      {asTable ? (
        <Table decision={decision} />
      ) : (
        <Curve decision={decision} {...(per100 !== undefined && { per100 })} />
      )}
      <figcaption className="mt-2 max-w-[68ch] text-soft">
        Benefit is the share of patients acted on rightly, less those acted on without need, weighed by the preference.
        Higher is better. The band holds 95 of 100 repeated draws. Grey: fewer than {fewestPatients} test patients on
        one side.
      </figcaption>
    </figure>
  );
}

function Curve({ decision, per100 }: { readonly decision: DecisionData; readonly per100?: number }) {
  const { points } = decision;
  const [from, to] = [points[0].per100, points[points.length - 1].per100];
  const x = (at: number) => box.left + ((at - from) / (to - from)) * (box.width - box.left - box.right);
  const y = (benefit: number) =>
    box.height - box.bottom - ((benefit - lowest) / (highest - lowest)) * (box.height - box.top - box.bottom);
  const isInside = (benefit: number) => benefit >= lowest && benefit <= highest;
  const bottom = box.height - box.bottom;
  const valid = points.filter((point) => isValidated(point, decision));
  const [firstValid, lastValid] = [valid[0]?.per100 ?? to, valid[valid.length - 1]?.per100 ?? to];
  const banded = points.filter(({ band }) => band);
  const outline = [
    ...banded.map(({ per100: at, band }) => `${x(at)},${y(band?.high ?? 0)}`),
    ...banded.toReversed().map(({ per100: at, band }) => `${x(at)},${y(band?.low ?? 0)}`),
  ].join(' ');
  return (
    <>
      <svg
        viewBox={`0 0 ${box.width} ${box.height}`}
        role="img"
        aria-label={`Decision curve from ${from} to ${to} of 100; the table holds its values.`}
        className="mt-2 w-full max-w-[560px]"
      >
        {firstValid > from && <Grey x={x(from)} width={x(firstValid) - x(from)} />}
        {lastValid < to && <Grey x={x(lastValid)} width={x(to) - x(lastValid)} />}
        <polygon points={outline} className="fill-estimate opacity-20" />
        <path d={`M${box.left} ${box.top}V${bottom}H${box.width - box.right}`} className="fill-none stroke-soft" />
        {series.map(({ name, dash, of }) => (
          <polyline
            key={name}
            points={points
              .filter((point) => isInside(of(point)))
              .map((point) => `${x(point.per100)},${y(of(point))}`)
              .join(' ')}
            className={`fill-none ${dash ? 'stroke-ink' : 'stroke-estimate'}`}
            strokeWidth={dash ? 1.5 : 2.5}
            strokeDasharray={dash}
          />
        ))}
        {per100 !== undefined && (
          <path d={`M${x(per100)} ${box.top}V${bottom}`} className="stroke-focus" strokeWidth="1.5" />
        )}
        {[10, 20, 30, 40, 50].map((tick) => (
          <text key={tick} x={x(tick)} y={bottom + 16} textAnchor="middle" className="fill-soft text-[11px]">
            {tick}
          </text>
        ))}
        {[0, 0.05, 0.1].map((tick) => (
          <text key={tick} x={box.left - 6} y={y(tick) + 4} textAnchor="end" className="fill-soft text-[11px]">
            {tick === 0 ? '0' : tick.toFixed(2)}
          </text>
        ))}
        <text x={(box.left + box.width) / 2} y={box.height - 6} textAnchor="middle" className="fill-ink text-[11px]">
          Preference: act from this many of 100
        </text>
        <text x={box.left + 6} y={box.top + 10} className="fill-ink text-[11px]">
          Benefit
        </text>
      </svg>
      <ul className="mt-1 flex flex-wrap gap-x-5">
        {series.map(({ name, dash }) => (
          <li key={name} className="flex items-center gap-2">
            <svg viewBox="0 0 28 6" className="h-1.5 w-7" aria-hidden="true">
              <path
                d="M0 3h28"
                className={dash ? 'stroke-ink' : 'stroke-estimate'}
                strokeWidth={dash ? 1.5 : 2.5}
                strokeDasharray={dash}
              />
            </svg>
            {name}
          </li>
        ))}
      </ul>
    </>
  );
}

function Grey({ x, width }: { readonly x: number; readonly width: number }) {
  return <rect x={x} y={box.top} width={width} height={box.height - box.top - box.bottom} className="fill-line/40" />;
}

function Table({ decision }: { readonly decision: DecisionData }) {
  const shown = decision.points.filter(({ per100 }) => per100 % 5 === 0);
  const number = (value: number) => value.toFixed(3);
  return (
    <div className="mt-2 overflow-x-auto">
      <table className="w-full text-left">
        <caption className="sr-only">Benefit at each preference</caption>
        <thead>
          <tr className="border-b border-line">
            <th scope="col" className="py-1 pr-3 font-medium">
              Act from
            </th>
            {series.map(({ name }) => (
              <th key={name} scope="col" className="py-1 pr-3 font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((point) => (
            <tr key={point.per100} className="border-b border-line">
              <th scope="row" className="py-1 pr-3 font-normal">
                {point.per100} of 100{isValidated(point, decision) ? '' : ' (too few patients)'}
              </th>
              {series.map(({ name, of }, column) => (
                <td key={name} className="py-1 pr-3">
                  {number(of(point))}
                  {column === 0 && point.band && ` (${number(point.band.low)} to ${number(point.band.high)})`}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
