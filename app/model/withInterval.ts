interface ValueWithInterval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** "0.814 (0.718 to 0.893)". */
export const withInterval = ({ value, low, high }: ValueWithInterval): string =>
  `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
