interface FactorRowProps {
  readonly label: string;
  readonly direction: 'higher' | 'lower' | 'neither';
  /** Direction and size as words. */
  readonly words: string;
  /** -1 to 1, as a share of the scale, whose ends the list names. */
  readonly length: number;
}

const arrows = {
  higher: 'M8 13V3M3.5 7.5 8 3l4.5 4.5',
  lower: 'M8 3v10M3.5 8.5 8 13l4.5-4.5',
  neither: 'M3 8h10',
} as const;

/** One thing that an estimate is linked with: arrow and words for the direction, a bar to its side of the middle for the size. */
export function FactorRow({ label, direction, words, length }: FactorRowProps) {
  const size = Math.min(1, Math.abs(length)) * 50;
  return (
    <li className="grid gap-x-4 border-t border-line py-2 first:border-t-0 min-[520px]:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="min-w-0">
        <span className="font-medium">{label}</span>
        <span className="flex items-start gap-1.5 text-soft">
          <svg
            viewBox="0 0 16 16"
            aria-hidden="true"
            className="mt-0.5 size-4 shrink-0"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.6"
          >
            <path d={arrows[direction]} />
          </svg>
          {words}
        </span>
      </div>
      <svg viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true" className="mt-1 h-4 w-full self-center">
        <path d="M0 0v14M100 0v14" className="stroke-line" strokeWidth="2" vectorEffect="non-scaling-stroke" />
        <path d="M50 0v14" className="stroke-soft" strokeWidth="1" vectorEffect="non-scaling-stroke" />
        <rect
          x={length >= 0 ? 50 : 50 - size}
          y="3"
          width={Math.max(0.6, size)}
          height="8"
          className={length >= 0 ? 'fill-estimate' : 'fill-raised stroke-estimate'}
          strokeWidth="1.5"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
    </li>
  );
}
