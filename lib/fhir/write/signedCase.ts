import type { ImagingRecord } from '@/lib/core/imagingRecord';
import type { VertebraLevel } from '@/lib/core/vertebra';
import type { Estimate } from '@/lib/model/assessment';
import type { LocalCodes } from '../codes';

/** What a named clinician signs; everything that is written to the chart follows from it. */
export interface SignedCase {
  readonly patientId: string;
  readonly patientName: string;
  /** ISO date. */
  readonly birthDate?: string;
  readonly recordNumber?: string;
  readonly level: VertebraLevel;
  /** "Condition/id" of the fracture. */
  readonly conditionReference: string;
  /** "ServiceRequest/id" of the augmentation order, if there is one. */
  readonly orderReference?: string;
  readonly imaging: ImagingRecord;
  readonly imagingStudyReference?: string;
  readonly estimate: Estimate;
  /** Versioned references of resources that an input was computed from beside the one that it names. */
  readonly furtherSources: readonly string[];
  readonly edits: readonly SignedEdit[];
  /** "Practitioner/id" and name from the id_token's fhirUser. */
  readonly signer: { readonly reference: string; readonly name: string };
  /** ISO instant. */
  readonly signedAt: string;
  readonly localCodes: LocalCodes;
}

/** A value that the clinician corrected or chose, with the reason (S14). */
export interface SignedEdit {
  readonly input: string;
  readonly label: string;
  /** As a person reads it. */
  readonly value: string;
  readonly measured: number | boolean;
  readonly unit?: string;
  /** UCUM code of a number's unit. */
  readonly ucum?: string;
  /** ISO date of the measurement, where it is known. */
  readonly measuredOn?: string;
  readonly reason: string;
  /** Versioned reference of the chart's own value, if it has one. */
  readonly original?: string;
}
