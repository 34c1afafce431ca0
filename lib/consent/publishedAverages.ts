import { perHundred } from '@/lib/core/perHundred';

/** Shares of people with residual back pain, as published; every screen and the patient view take them from here. */
export const publishedShares = {
  /** 102 of 856 at one hospital in Shanghai, 2025; doi 10.7150/ijms.114419, which does not say how it defined the pain. */
  hospital: { patients: 856, events: 102, share: 102 / 856 },
  /** 13 studies, 2025; doi 10.1186/s12891-025-08731-8. */
  pooledLow: 0.19,
  /** 27 studies of 8806 people, 2025; doi 10.1007/s00198-025-07609-8. */
  pooledHigh: 0.244,
} as const;

/** The patient view gives no other average. */
export const publishedAverages = {
  hospital: perHundred(publishedShares.hospital.share),
  pooledLow: perHundred(publishedShares.pooledLow),
  pooledHigh: perHundred(publishedShares.pooledHigh),
} as const;
