import type { BarMark } from '@/lib/ui/IntervalBar';

/** What other people had, for comparison (clinical-evidence.md). */
export const published: readonly BarMark[] = [
  { low: 0.119, high: 0.119, label: 'Source study, one hospital: about 12 of 100' },
  { low: 0.19, high: 0.244, label: 'Pooled published series: 19 to 24 of 100' },
];
