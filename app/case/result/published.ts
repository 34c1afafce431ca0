import { publishedAverages, publishedShares } from '@/lib/consent/publishedAverages';
import type { BarMark } from '@/lib/ui/IntervalBar';

const { hospital, pooledLow, pooledHigh } = publishedShares;

/** What other people had, for comparison (clinical-evidence.md). */
export const published: readonly BarMark[] = [
  {
    low: hospital.share,
    high: hospital.share,
    label: `Source study, one hospital: ${publishedAverages.hospital.about} of 100`,
    basis: `${hospital.events} of ${hospital.patients} people, Shanghai, published 2025; the study does not say which pain it counted.`,
  },
  {
    low: pooledLow,
    high: pooledHigh,
    label: `Pooled published series: ${publishedAverages.pooledLow.label} to ${publishedAverages.pooledHigh.label} of 100`,
    basis:
      'Two meta-analyses: 19 % (95 % interval 14 to 23) and 24.4 % (19.5 to 29.3). Single series reach from 4.6 to 28 %.',
  },
];
