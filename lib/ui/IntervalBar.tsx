import { type DisplayRange, endsPerHundred, perHundred, rangeInWords } from '@/lib/core/perHundred';

export interface BarMark {
  /** 0 to 1. */
  readonly low: number;
  readonly high: number;
  readonly label: string;
  /** Of whom, where, when, and by which definition. */
  readonly basis?: string;
  /** Drawn filled, with this word beside it: what the reader said, not what others had. */
  readonly own?: string;
}

interface IntervalBarProps {
  /** Left out where the range is too wide for a single number (S9). */
  readonly probability?: number;
  readonly low: number;
  readonly high: number;
  /** What validation covered; nothing is drawn beyond it (S10). */
  readonly displayRange?: DisplayRange;
  readonly marks: readonly BarMark[];
}

const box = { width: 400, left: 16, axis: 30, line: 18, bottom: 16 } as const;
const px = (share: number) => box.left + share * (box.width - 2 * box.left);

/**
 * The estimate with its range on a line from 0 to 100, and below it what the reader said, a filled triangle, and what other people
 * had: a diamond for one number, a bracket for a range. The list beside it says the same in words, each with its mark.
 */
export function IntervalBar({ probability, low, high, displayRange, marks }: IntervalBarProps) {
  const [from, to] = endsPerHundred({ low, high }, displayRange);
  const shown = probability === undefined ? undefined : perHundred(probability, displayRange);
  const point = shown ? `${shown.about} of 100, ` : '';
  const height = box.axis + 18 + marks.length * box.line + box.bottom;
  const [start, end] = [px(from.count / 100), px(to.count / 100)];
  return (
    <figure className="min-w-0">
      <svg viewBox={`0 0 ${box.width} ${height}`} aria-hidden="true" className="w-full max-w-[560px]">
        {[0, 25, 50, 75, 100].map((tick) => (
          <g key={tick}>
            <path d={`M${px(tick / 100)} 6V${height - box.bottom - 4}`} className="stroke-line" />
            <text
              x={px(tick / 100)}
              y={height - 1}
              textAnchor="middle"
              className="fill-soft text-[12px] max-[520px]:text-[16px]"
            >
              {tick}
            </text>
          </g>
        ))}
        <rect
          x={start}
          y={12}
          width={Math.max(4, end - start)}
          height={14}
          rx="3"
          className="fill-estimate-rest"
          opacity="0.75"
        />
        {shown && <rect x={px(shown.count / 100) - 3} y={6} width="6" height="26" rx="3" className="fill-estimate" />}
        {marks.map((mark, row) => (
          <g key={mark.label} transform={`translate(0 ${box.axis + 18 + row * box.line})`}>
            <MarkShape from={px(mark.low)} to={px(mark.high)} own={mark.own !== undefined} />
            {mark.own && (
              <text
                x={px(mark.high) + (mark.high > 0.8 ? -10 : 10)}
                y="5"
                textAnchor={mark.high > 0.8 ? 'end' : 'start'}
                className="fill-ink text-[13px] max-[520px]:text-[16px]"
              >
                {mark.own}
              </text>
            )}
          </g>
        ))}
      </svg>
      <figcaption>
        <ul className="mt-1 grid gap-1">
          <li className="flex gap-2">
            <svg viewBox="0 0 20 14" aria-hidden="true" className="mt-0.5 h-4 w-5 shrink-0">
              <rect x="0" y="3" width="20" height="8" rx="2" className="fill-estimate-rest" opacity="0.75" />
              {shown && <rect x="8" y="0" width="4" height="14" rx="2" className="fill-estimate" />}
            </svg>
            <span className="font-medium">
              This estimate: {point}range {rangeInWords(from, to)} of 100
            </span>
          </li>
          {marks.map(({ low: least, high: most, label, basis, own }) => (
            <li key={label} className={`flex gap-2 ${own ? '' : 'text-soft'}`}>
              <svg viewBox="0 -7 20 14" aria-hidden="true" className="mt-0.5 h-4 w-5 shrink-0">
                <MarkShape from={least === most ? 10 : 2} to={least === most ? 10 : 18} own={own !== undefined} />
              </svg>
              <span>
                {label}
                {basis && <span className="block text-xs">{basis}</span>}
              </span>
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}

/** Around y = 0. */
function MarkShape({ from, to, own }: { readonly from: number; readonly to: number; readonly own: boolean }) {
  if (own) return <path d={`M${from} -6l6 11h-12Z`} className="fill-ink" />;
  if (to - from < 1)
    return <path d={`M${from} -5l5 5-5 5-5-5Z`} className="fill-raised stroke-ink" strokeWidth="1.5" />;
  return <path d={`M${from} -5v10M${from} 0H${to}M${to} -5v10`} className="fill-none stroke-ink" strokeWidth="1.5" />;
}
