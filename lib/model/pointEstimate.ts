import type { Estimate } from './assessment';

/** A range wider than this says too little for a single number (experience.md S9). */
const widestRange = 0.4;

/** Whether a single number may be shown, printed or written in words; otherwise the range stands alone. */
export const hasPointEstimate = ({ interval }: Pick<Estimate, 'interval'>): boolean =>
  interval.high - interval.low <= widestRange;
