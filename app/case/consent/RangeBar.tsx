interface RangeBarProps {
  /** People out of 100. */
  readonly low: number;
  readonly high: number;
  readonly label: string;
}

/** From how few to how many people out of 100: outlined ends and a filled span on a ruler, so that it survives grey print (R9, R16). */
export function RangeBar({ low, high, label }: RangeBarProps) {
  return (
    <svg viewBox="0 0 110 22" role="img" aria-label={label} className="mt-2 w-full">
      <path d="M5 10h100" className="stroke-estimate-rest" strokeWidth="0.8" />
      <rect x={5 + low} y="6.5" width={Math.max(1, high - low)} height="7" rx="1" className="fill-estimate" />
      {[0, 50, 100].map((tick) => (
        <g key={tick}>
          <path d={`M${5 + tick} 8v4`} className="stroke-estimate-rest" strokeWidth="0.8" />
          <text x={5 + tick} y="21" textAnchor="middle" className="fill-ink text-[6px]">
            {tick}
          </text>
        </g>
      ))}
    </svg>
  );
}
