interface RangeBarProps {
  /** People out of 100. */
  readonly low: number;
  readonly high: number;
  readonly label: string;
}

/**
 * From how few to how many people out of 100: outlined ends and a filled span on a ruler, so that it survives grey print (R9, R16).
 * Zero stands left in every language: it is a scale, and scales are drawn so where text is written from the right too. What is read is mirrored there,
 * the 100 people included.
 */
export function RangeBar({ low, high, label }: RangeBarProps) {
  return (
    <svg viewBox="0 0 116 22" role="img" aria-label={label} className="mt-2 w-full">
      <path d="M8 10h100" className="stroke-estimate-rest" strokeWidth="0.8" />
      <rect x={8 + low} y="6.5" width={Math.max(1, high - low)} height="7" rx="1" className="fill-estimate" />
      {[0, 50, 100].map((tick) => (
        <g key={tick}>
          <path d={`M${8 + tick} 8v4`} className="stroke-estimate-rest" strokeWidth="0.8" />
          <text x={8 + tick} y="21" textAnchor="middle" className="fill-ink text-[6px]">
            {tick}
          </text>
        </g>
      ))}
    </svg>
  );
}
