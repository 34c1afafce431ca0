import { withMinus } from '@/lib/core/inPrint';

export interface ChartAxis {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
}

export interface ChartSeries {
  readonly name: string;
  readonly mark: 'line' | 'dots';
  /** Tells lines apart in grey and to who does not see colours; the model's own line has none. */
  readonly dash?: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

interface ChartProps {
  /** What the chart shows, as a sentence. */
  readonly label: string;
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  readonly series: readonly ChartSeries[];
  readonly band?: readonly { readonly x: number; readonly low: number; readonly high: number }[];
  /** Spans of x that are not to be relied on. */
  readonly grey?: readonly (readonly [from: number, to: number])[];
  /** A value of x that is looked at, and what the legend calls the line through it. */
  readonly at?: { readonly x: number; readonly name: string };
  /** Where x and y are the same. */
  readonly diagonal?: boolean;
}

const box = { width: 400, height: 240, left: 44, right: 10, top: 8, bottom: 44 } as const;
const right = box.width - box.right;
const bottom = box.height - box.bottom;

/** Lines and dots over two axes with a legend; its numbers stand in a table beside it (ChartWithTable). */
export function Chart({ label, x, y, series, band = [], grey = [], at, diagonal = false }: ChartProps) {
  const px = (value: number) => box.left + ((value - x.from) / (x.to - x.from)) * (right - box.left);
  const py = (value: number) => bottom - ((value - y.from) / (y.to - y.from)) * (bottom - box.top);
  const outline = [
    ...band.map(({ x: position, high }) => `${px(position)},${py(high)}`),
    ...band.toReversed().map(({ x: position, low }) => `${px(position)},${py(low)}`),
  ].join(' ');
  return (
    <>
      <svg
        viewBox={`0 0 ${box.width} ${box.height}`}
        role="img"
        aria-label={label}
        className="mt-2 w-full max-w-[560px]"
      >
        {grey.map(([from, to]) => (
          <rect
            key={from}
            x={px(from)}
            y={box.top}
            width={px(to) - px(from)}
            height={bottom - box.top}
            className="fill-line/40"
          />
        ))}
        {band.length > 0 && <polygon points={outline} className="fill-estimate opacity-20" />}
        <path d={`M${box.left} ${box.top}V${bottom}H${right}`} className="fill-none stroke-soft" />
        {diagonal && (
          <path
            d={`M${px(x.from)} ${py(x.from)}L${px(x.to)} ${py(x.to)}`}
            className="fill-none stroke-soft"
            strokeDasharray="2 4"
          />
        )}
        {series.map((one) => (
          <Marks
            key={one.name}
            series={one}
            points={one.points
              .filter(([, value]) => value >= y.from && value <= y.to)
              .map(([position, value]) => [px(position), py(value)])}
          />
        ))}
        {at && <path d={`M${px(at.x)} ${box.top}V${bottom}`} className="stroke-focus" strokeWidth="1.5" />}
        {x.ticks.map((tick) => (
          <text
            key={tick}
            x={px(tick)}
            y={bottom + 18}
            textAnchor="middle"
            className="fill-soft text-[10px] max-[480px]:text-[15px]"
          >
            {withMinus(String(tick))}
          </text>
        ))}
        {y.ticks.map((tick) => (
          <text
            key={tick}
            x={box.left - 6}
            y={py(tick) + 4}
            textAnchor="end"
            className="fill-soft text-[10px] max-[480px]:text-[15px]"
          >
            {withMinus(String(tick))}
          </text>
        ))}
        <text
          x={(box.left + box.width) / 2}
          y={box.height - 6}
          textAnchor="middle"
          className="fill-ink text-[10px] max-[480px]:text-[15px]"
        >
          {x.label}
        </text>
        <text x={box.left + 6} y={box.top + 12} className="fill-ink text-[10px] max-[480px]:text-[15px]">
          {y.label}
        </text>
      </svg>
      <Legend series={series} at={at?.name} />
    </>
  );
}

function Marks({
  series: { mark, dash },
  points,
}: {
  readonly series: ChartSeries;
  readonly points: readonly (readonly number[])[];
}) {
  if (mark === 'dots')
    return points.map(([x, y]) => <circle key={`${x} ${y}`} cx={x} cy={y} r="4" className="fill-estimate" />);
  return (
    <polyline
      points={points.map((point) => point.join(',')).join(' ')}
      className={`fill-none ${dash ? 'stroke-ink' : 'stroke-estimate'}`}
      strokeWidth={dash ? 1.5 : 2.5}
      strokeDasharray={dash}
    />
  );
}

function Legend({ series, at }: { readonly series: readonly ChartSeries[]; readonly at: string | undefined }) {
  return (
    <ul className="mt-1 flex flex-wrap gap-x-5">
      {series.map(({ name, mark, dash }) => (
        <li key={name} className="flex items-center gap-2">
          <svg viewBox="0 0 28 8" className="h-2 w-7" aria-hidden="true">
            {mark === 'dots' ? (
              <circle cx="14" cy="4" r="4" className="fill-estimate" />
            ) : (
              <path
                d="M0 4h28"
                className={dash ? 'stroke-ink' : 'stroke-estimate'}
                strokeWidth={dash ? 1.5 : 2.5}
                strokeDasharray={dash}
              />
            )}
          </svg>
          {name}
        </li>
      ))}
      {at && (
        <li className="flex items-center gap-2">
          <svg viewBox="0 0 28 14" className="h-3.5 w-7" aria-hidden="true">
            <path d="M14 0v14" className="stroke-focus" strokeWidth="1.5" />
          </svg>
          {at}
        </li>
      )}
    </ul>
  );
}
