import { perHundred } from '@/lib/core/perHundred';

/** Shares of people with residual back pain, as published; every screen and the patient view take them from here. */
export const publishedShares = {
  /** 102 of 856 at one hospital in Shanghai, 2025; doi 10.7150/ijms.114419, which does not say how it defined the pain. */
  hospital: { patients: 856, events: 102, share: 102 / 856 },
  /** Two meta-analyses: 19 % (95 % interval 14 to 23) and 24.4 % (19.5 to 29.3). */
  pooledLow: 0.19,
  pooledHigh: 0.244,
} as const;

/** The patient view gives no other average. */
export const publishedAverages = {
  hospital: perHundred(publishedShares.hospital.share),
  pooledLow: perHundred(publishedShares.pooledLow),
  pooledHigh: perHundred(publishedShares.pooledHigh),
} as const;
