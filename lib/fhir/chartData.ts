import type { Coding } from '@/lib/core/coding';
import type { Problem } from '@/lib/core/result';
import type { VertebraLevel } from '@/lib/core/vertebra';

/** Where a value came from, and what it was before conversion (experience.md S14). */
export interface Provenance {
  /** Versioned reference, for instance "Observation/12/_history/3". */
  readonly reference: string;
  /** Further resources that the value was computed from, versioned too. */
  readonly also?: readonly string[];
  /** ISO date or dateTime of the finding, not of the record. */
  readonly date?: string;
  readonly ageDays?: number;
  readonly original?: { readonly value: number | string; readonly unit?: string };
  readonly coding?: Coding;
  /** Why a newer record of the same was not used: "T-score lumbar spine has no unit". */
  readonly newerUnread?: string;
  /** What a person calls the source: "DXA lumbar spine". */
  readonly display: string;
}

export interface SourcedValue<T> {
  readonly value: T;
  readonly unit?: string;
  readonly source: Provenance;
}

/** Absence is `unknown`, never "no"; a conflict keeps all its values until a person chooses. */
export type ChartValue<T> =
  | ({ readonly state: 'present' } & SourcedValue<T>)
  | ({ readonly state: 'old'; readonly limitDays: number } & SourcedValue<T>)
  | { readonly state: 'conflict'; readonly candidates: readonly SourcedValue<T>[] }
  | { readonly state: 'unknown'; readonly reason: string };

export type BmdSite = 'lumbar-spine' | 'femoral-neck' | 'total-hip' | 'femur';

export interface Fracture {
  readonly conditionReference: string;
  readonly level: VertebraLevel;
  readonly source: Provenance;
}

/** What is ordered: the order that the launch is about, and every level that it or another open order names. */
export interface AugmentationOrder {
  readonly reference: string;
  /** From head to foot; empty where no order says. */
  readonly levels: readonly VertebraLevel[];
}

export interface PatientIdentity {
  readonly id: string;
  readonly name: string;
  readonly birthDate?: string;
  readonly recordNumber?: string;
  readonly sex?: 'male' | 'female' | 'other' | 'unknown';
  /** All names with their parts, identifiers and telephone numbers: what must not stand in words that leave the browser (S19). */
  readonly alsoKnownBy?: { readonly names: readonly string[]; readonly numbers: readonly string[] };
}

export interface CtSeries {
  readonly imagingStudyReference: string;
  readonly studyUid: string;
  readonly seriesUid: string;
  readonly description?: string;
  readonly started?: string;
  readonly ageDays?: number;
  readonly instances?: number;
  /** DICOMweb base that the Endpoint names; used only if the site registry lists it. */
  readonly dicomwebUrl?: string;
}

/** A report of imaging as its author concluded it. */
export interface ChartReport {
  readonly source: Provenance;
  /** FHIR R4 DiagnosticReportStatus: "final", "preliminary", ... */
  readonly status: string;
  readonly conclusion?: string;
}

/** What a clinician misses if it could not be read, in the words in which it is told. */
export type ChartPart =
  | 'identity'
  | 'age'
  | 'sex'
  | 'fracture'
  | 'depression'
  | 'pathologic fracture'
  | 'bone density'
  | 'cleft'
  | 'fascia injury'
  | 'pain score'
  | 'body mass index'
  | 'earlier augmentation'
  | 'order'
  | 'osteoporosis drugs'
  | 'CT'
  | 'imaging reports'
  | 'values in other units';

/** Why a query failed, or what of its answer was not understood, and what is missing because of it. */
export interface ChartProblem extends Problem {
  /** "some cleft" where one record of several could not be read. */
  readonly missing: readonly (ChartPart | `some ${ChartPart}`)[];
}

/** What the chart says about the case, each value with its provenance, and which queries failed. */
export interface ChartData {
  readonly patient: PatientIdentity;
  readonly ageYears: ChartValue<number>;
  readonly sex: ChartValue<'male' | 'female'>;
  readonly bmi: ChartValue<number>;
  /** Lowest T-score by site, as clinical-evidence.md states. */
  readonly tScores: Readonly<Partial<Record<BmdSite, ChartValue<number>>>>;
  readonly tScore: ChartValue<number>;
  readonly arealBmd: Readonly<Partial<Record<BmdSite, ChartValue<number>>>>;
  readonly fractures: readonly Fracture[];
  readonly fracture: ChartValue<Fracture>;
  readonly fractureCount: ChartValue<number>;
  /** At the fracture to be treated. */
  readonly cleft: ChartValue<boolean>;
  /** At each fracture, for when a person chooses one. */
  readonly cleftByLevel: Readonly<Partial<Record<VertebraLevel, ChartValue<boolean>>>>;
  readonly fasciaInjury: ChartValue<boolean>;
  readonly depression: ChartValue<boolean>;
  readonly painScore: ChartValue<number>;
  /** Levels augmented before. */
  readonly earlierAugmentation: ChartValue<readonly VertebraLevel[]>;
  readonly pathologicFracture: ChartValue<boolean>;
  readonly osteoporosisDrug: ChartValue<string>;
  readonly order: ChartValue<AugmentationOrder>;
  readonly ctSeries: readonly CtSeries[];
  /** Segmentations that the ImagingStudies list. */
  readonly segSeries: readonly CtSeries[];
  /** Reports of imaging, newest first. */
  readonly reports: readonly ChartReport[];
  readonly problems: readonly ChartProblem[];
  /** Version of each resource read, so that a change before signing is seen. */
  readonly versions: Readonly<Record<string, string>>;
}
