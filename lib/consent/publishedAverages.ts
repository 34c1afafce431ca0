import { perHundred } from '@/lib/core/perHundred';

/** Share of people with residual back pain, as published; the patient view gives no other average. */
const published = {
  /** 102 of 856 at one hospital; doi 10.7150/ijms.114419. */
  hospital: 102 / 856,
  /** Two meta-analyses: 19 % and 24.4 %. */
  pooledLow: 0.19,
  pooledHigh: 0.244,
} as const;

export const publishedAverages = {
  hospital: perHundred(published.hospital),
  pooledLow: perHundred(published.pooledLow),
  pooledHigh: perHundred(published.pooledHigh),
} as const;
