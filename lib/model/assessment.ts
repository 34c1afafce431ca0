import type { ModelStatus } from '../core/modelStatus';
import type { DisplayRange } from '../core/perHundred';

/**
 * What the model says about one case: an estimate with its uncertainty and reasons, or an abstention that carries no
 * number at all (product.md, safety rules). Screen, print, consent, RiskAssessment and cards all read this one value.
 */
export type Assessment = Estimate | Abstention;

export interface ModelIdentity {
  readonly id: string;
  readonly version: string;
  /** What a person calls it. */
  readonly title: string;
  /** What it estimates, in words with threshold and time (R7), and the last day after surgery that counts. */
  readonly outcome: { readonly definition: string; readonly withinDays: number };
  readonly status: ModelStatus;
  /** SHA-256 of the ONNX file and of the radiomics parameters, as verified before use. */
  readonly modelSha256: string;
  readonly radiomicsParametersSha256: string;
  /** Of the code that scored and applied the limits, and of the one that measured the scan, if the model looks at one. */
  readonly engineVersion: string;
  readonly radiomicsEngineVersion?: string;
  /** "sha256:..." of the container that delivered the app, where its operator names it (S15). */
  readonly imageDigest?: string;
  readonly calibration: {
    readonly kind: 'package' | 'site';
    readonly version: string;
    readonly patients?: number;
    /** ISO date. */
    readonly updated?: string;
  };
}

/** A limit that was reached (experience.md S6 abstains, S7 cautions), in words a clinician can act on. */
export interface LimitFinding {
  /** Stable id of the limit in the manifest, for instance "bmd-too-old". */
  readonly id: string;
  readonly severity: 'abstain' | 'caution';
  readonly reason: string;
  readonly measured: string;
  readonly limit: string;
  readonly remedy: string;
}

/** An input as the model used it. A missing value is `unknown`, never a default passed off as a reading. */
export interface ModelInputValue {
  readonly name: string;
  readonly label: string;
  readonly unit?: string;
  readonly group: 'clinical' | 'radiomics';
  readonly value: number | 'unknown';
  /** Reference (for instance FHIR "Observation/12/_history/3") that the value came from. */
  readonly source?: string;
  readonly edited?: boolean;
}

/** How an input is linked with the estimate; direction by replacing it with its cohort reference (never "because"). */
export interface Factor {
  readonly name: string;
  readonly label: string;
  readonly group: 'clinical' | 'radiomics';
  readonly direction: 'higher' | 'lower' | 'neither';
  /** Probability with the input minus probability with its cohort reference. */
  readonly change: number;
  /** Share of the model's attention, from the masks; shares add up to 1. */
  readonly share: number;
}

export interface Estimate {
  readonly kind: 'estimate';
  readonly model: ModelIdentity;
  /** Calibrated, 0 to 1. */
  readonly probability: number;
  /** What validation covered: beyond it every place says "50 or more" (S10). Absent where the package states none. */
  readonly displayRange?: DisplayRange;
  /** Over ensemble members; `level` such as 0.9. */
  readonly interval: { readonly low: number; readonly high: number; readonly level: number };
  /** Least and greatest probability over all values of the inputs that are unknown; absent if none is. */
  readonly unknownSpan?: { readonly low: number; readonly high: number; readonly inputs: readonly string[] };
  /** Greatest absolute change of probability when the mask grows or shrinks by one voxel. */
  readonly maskSensitivity?: number;
  readonly cautions: readonly LimitFinding[];
  readonly factors: readonly Factor[];
  /** All CT texture replaced at once, as the one bar that opens into the single features (S11). */
  readonly textureGroup?: Factor;
  readonly inputs: readonly ModelInputValue[];
  /** Percentile (0 to 100) of the distance from the training data. */
  readonly distancePercentile: number;
  /** Training patients within the stated distance, for "similar patients". */
  readonly similarPatients?: number;
  /** How many the model learned from, of whom those are counted. */
  readonly trainingPatients?: number;
  /** ISO instant. */
  readonly computedAt: string;
}

export interface Abstention {
  readonly kind: 'abstention';
  readonly model: ModelIdentity;
  readonly reasons: readonly LimitFinding[];
  readonly cautions: readonly LimitFinding[];
  readonly computedAt: string;
}
