import type { Estimated } from '../metrics/uncertainty';

/** Observed events against the sum of the chances that were shown, where both are known. */
export interface EventCounts {
  readonly patients: number;
  readonly events: number;
  readonly expected: number;
}

/** Only where there are enough events; else the two words of S23. */
export type Judged<T> = T | 'too few to judge';

export interface Performance {
  readonly observedToExpected: Estimated;
  /** Of the outcome on the logit of the chance, slope held at 1; 0 is right on average. */
  readonly intercept: Estimated;
  /** 1 is right; less: too extreme. */
  readonly slope: Estimated;
  readonly brier: number;
  readonly auroc: Estimated;
}

/** A limit that was passed. */
export interface Alarm {
  readonly about: string;
  readonly message: string;
}

export interface MonitorResult {
  readonly cases: number;
  readonly from: string;
  readonly to: string;
  /** Cases that were answered with an estimate at or above `flagAt`. */
  readonly flagged: Estimated;
  readonly flagAt: number;
  readonly abstained: Estimated;
  readonly outlineEdited: Estimated;
  /** Estimates whose outcome was asked. */
  readonly followedUp: Estimated;
  readonly counts: EventCounts;
  readonly performance: Judged<Performance>;
  readonly months: readonly (EventCounts & {
    readonly month: string;
    readonly cases: number;
    readonly abstained: number;
  })[];
  readonly groups: readonly (EventCounts & {
    readonly by: string;
    readonly group: string;
    readonly observedToExpected: Judged<Estimated>;
  })[];
  readonly drift: readonly { readonly input: string; readonly psi: Judged<number> }[];
  readonly alarms: readonly Alarm[];
}
