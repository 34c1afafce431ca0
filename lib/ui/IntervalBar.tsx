import { perHundred } from '@/lib/core/perHundred';

export interface BarMark {
  /** 0 to 1. */
  readonly low: number;
  readonly high: number;
  readonly label: string;
}

interface IntervalBarProps {
  readonly probability: number;
  readonly low: number;
  readonly high: number;
  readonly marks: readonly BarMark[];
}

/** The estimate with its range on a line from 0 to 100, and what other people had for comparison; the list says the same in words. */
export function IntervalBar({ probability, low, high, marks }: IntervalBarProps) {
  const at = (value: number) => 2 + value * 96;
  const [point, from, to] = [probability, low, high].map((value) => perHundred(value).label);
  return (
    <figure className="min-w-0 flex-1">
      <svg viewBox="0 0 100 18" aria-hidden="true" className="w-full">
        <line x1={at(0)} x2={at(1)} y1="6" y2="6" className="stroke-line" strokeWidth="0.6" />
        <line x1={at(low)} x2={at(high)} y1="6" y2="6" className="stroke-estimate" strokeWidth="2.4" />
        <circle cx={at(probability)} cy="6" r="2.2" className="fill-estimate" />
        {marks.map((mark) => (
          <rect
            key={mark.label}
            x={at(mark.low)}
            y="10"
            width={Math.max(0.8, at(mark.high) - at(mark.low))}
            height="1.6"
            className="fill-soft"
          />
        ))}
        {[0, 25, 50, 75, 100].map((tick) => (
          <text key={tick} x={at(tick / 100)} y="17" textAnchor="middle" className="fill-soft text-[3.4px]">
            {tick}
          </text>
        ))}
      </svg>
      <figcaption>
        <ul className="text-soft">
          <li>
            This estimate: about {point} of 100, range {from} to {to}
          </li>
          {marks.map(({ label }) => (
            <li key={label}>{label}</li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}
