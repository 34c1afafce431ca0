/** What acting at a threshold means for a cohort: positive when p >= threshold. */
export interface AtThreshold {
  readonly threshold: number;
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly tn: number;
  readonly recall: number;
  readonly specificity: number;
  /** PPV; NaN if nobody is flagged. */
  readonly precision: number;
  /** NPV; NaN if everybody is flagged. */
  readonly npv: number;
  readonly f1: number;
  /** tp/n - fp/n * t/(1-t) (Vickers and Elkin 2006). */
  readonly netBenefit: number;
  readonly netBenefitAll: number;
}

export function atThreshold(p: ArrayLike<number>, y: Uint8Array, threshold: number): AtThreshold {
  let tp = 0;
  let fp = 0;
  let events = 0;
  for (let i = 0; i < y.length; i++) {
    events += y[i];
    if (p[i] < threshold) continue;
    if (y[i]) tp++;
    else fp++;
  }
  const fn = events - tp;
  const tn = y.length - events - fp;
  const odds = threshold / (1 - threshold);
  return {
    threshold,
    tp,
    fp,
    fn,
    tn,
    recall: tp / events,
    specificity: tn / (tn + fp),
    precision: tp / (tp + fp),
    npv: tn / (tn + fn),
    f1: (2 * tp) / (2 * tp + fp + fn),
    netBenefit: (tp - fp * odds) / y.length,
    netBenefitAll: (events - (y.length - events) * odds) / y.length,
  };
}
