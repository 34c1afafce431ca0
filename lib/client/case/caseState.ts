import 'client-only';
import type { ConsentRecord } from '@/lib/consent/consentRecord';
import type { DisagreementReason } from '@/lib/core/disagreement';
import type { CleftReading, ImagingRecord } from '@/lib/core/imagingRecord';
import type { Problem } from '@/lib/core/result';
import type { ChartData } from '@/lib/fhir/chartData';
import type { EarlierEstimate } from '@/lib/fhir/write/earlierEstimates';
import type { Assessment, LimitFinding } from '@/lib/model/assessment';
import type { KeptOutline } from '../imaging/keptOutline';

/** Inputs that a clinician may correct on the data screen. Age, sex and levels are the chart's to mend. */
export type EditableInput =
  | 'tScore'
  | 'bmi'
  | 'painScore'
  | 'fractureCount'
  | 'fasciaInjury'
  | 'depression'
  | 'pathologicFracture';

/** A correction: the chart's value stays in ChartData, this one is used instead, and the reason is kept (S14). */
export interface InputEdit {
  readonly input: EditableInput;
  readonly value: number | boolean;
  /** ISO date of a measurement whose age counts (the T-score's). */
  readonly measuredOn?: string;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

/** Own estimate before the model's (S2). */
export type OwnEstimate =
  | { readonly kind: 'estimate'; readonly per100: number; readonly at: string }
  | { readonly kind: 'skipped'; readonly reason: string; readonly at: string };

/** What the clinician thinks is wrong with one result (S19). Words that were not sent stay here. */
export interface DisagreementDraft {
  /** `computedAt` of the result. */
  readonly about: string;
  readonly reason: DisagreementReason;
  readonly words: string;
  readonly sending: 'not-sent' | 'sent' | Problem;
}

export type EstimateStatus = 'final' | 'amended' | 'entered-in-error';

export interface SignedRecord {
  /** Absent where the chart takes no estimate, and the signed text stands in for it. */
  readonly riskAssessment?: string;
  readonly resources: readonly string[];
  /** The sentences with the number and its range. */
  readonly number: readonly string[];
  /** What was signed, for a note, where nothing could be written (E16). */
  readonly text?: string;
  readonly identifier: string;
  readonly signedBy: string;
  readonly signedAt: string;
  /** When the result that was signed was computed. The signature itself may be older: the very estimate was in the chart before. */
  readonly resultAt: string;
  readonly status: EstimateStatus;
}

/** What the reader said of the cleft in one body on one series: the first answer, and the last if it is another one. */
export interface CleftAnswers {
  readonly seriesUid: string;
  readonly answers: readonly CleftReading[];
}

/**
 * One launch's case, from chart to signature. It lives in that launch's own session store, survives reload and token
 * expiry, and is never shared with another launch (S4, E8, E12).
 */
export interface CaseState {
  readonly launchId: string;
  /** The step that was open last, so that a new launch after an expiry returns to it (E12). */
  readonly step?: string;
  readonly chart?: ChartData;
  readonly edits: readonly InputEdit[];
  /** Conflict choices: input to the versioned reference that the clinician chose. */
  readonly choices: Readonly<Record<string, string>>;
  /** Draft orders that were written from this case: kind to "ServiceRequest/id". */
  readonly draftOrders?: Readonly<Record<string, string>>;
  /** The outline on the imaging screen, accepted or not yet, so that a reload loses no work. */
  readonly outline?: KeptOutline;
  /** The reader's answers on the cleft so far; the gas hint shows from the first on. */
  readonly cleftAnswers?: CleftAnswers;
  readonly imaging?: ImagingRecord;
  /** Why no scan of this case can give an estimate, where the clinician went on without an outline. */
  readonly withoutScan?: { readonly reasons: readonly LimitFinding[]; readonly at: string };
  readonly radiomics?: Readonly<Record<string, number>>;
  readonly ownEstimate?: OwnEstimate;
  readonly assessment?: Assessment;
  readonly disagreement?: DisagreementDraft;
  readonly actThresholdPer100?: number;
  readonly signed?: SignedRecord;
  /** What the chart itself holds as signed for this fracture, read where this launch has no result of its own. */
  readonly signedEarlier?: EarlierEstimate;
  readonly consent?: ConsentRecord;
  /** Single keys of the imaging screen: whether they work, and which key does what, as the reader set them. */
  readonly shortcuts?: { readonly on: boolean; readonly keys: Readonly<Record<string, string>> };
}
