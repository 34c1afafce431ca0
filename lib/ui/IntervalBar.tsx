import { type DisplayRange, perHundred } from '@/lib/core/perHundred';

export interface BarMark {
  /** 0 to 1. */
  readonly low: number;
  readonly high: number;
  readonly label: string;
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

/** The estimate with its range on a line from 0 to 100, and what other people had for comparison; the list says the same in words. */
export function IntervalBar({ probability, low, high, displayRange, marks }: IntervalBarProps) {
  const [from, to] = [perHundred(low, displayRange), perHundred(high, displayRange)];
  const shown = probability === undefined ? undefined : perHundred(probability, displayRange);
  const point = shown ? `${shown.about} of 100, ` : '';
  const place = (start: number, end: number) => ({
    left: `${start * 100}%`,
    width: `max(4px, ${(end - start) * 100}%)`,
  });
  return (
    <figure className="min-w-60 flex-1">
      <div aria-hidden="true" className="relative mx-2 h-14">
        <div className="absolute top-3 h-px w-full bg-line" />
        <div
          className="absolute top-2 h-2.5 rounded-full bg-estimate-rest"
          style={place(from.count / 100, to.count / 100)}
        />
        {shown && (
          <div
            className="absolute top-1 h-4.5 w-1.5 -translate-x-1/2 rounded-full bg-estimate"
            style={{ left: `${shown.count}%` }}
          />
        )}
        {marks.map((mark) => (
          <div key={mark.label} className="absolute top-6 h-1.5 bg-soft" style={place(mark.low, mark.high)} />
        ))}
        {[0, 25, 50, 75, 100].map((tick) => (
          <span key={tick} className="absolute top-8 -translate-x-1/2 text-xs text-soft" style={{ left: `${tick}%` }}>
            {tick}
          </span>
        ))}
      </div>
      <figcaption>
        <ul className="text-soft">
          <li>
            This estimate: {point}range {from.label} to {to.label} of 100
          </li>
          {marks.map(({ label }) => (
            <li key={label}>{label}</li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}
