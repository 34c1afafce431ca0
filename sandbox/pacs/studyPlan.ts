import type { VertebraLevel } from '@/lib/core/vertebra';
import type { CtHeader } from '@/lib/phantom/phantomCt';
import type { CleftOptions, FractureOptions } from '@/lib/phantom/phantomOptions';
import type { Compression } from './compress';
import type { FurtherSeriesUids } from './furtherSeries';

/** A CT study of a synthetic patient, as data; the PACS makes its images when they are first asked for. */
export interface PlannedStudy {
  readonly studyUid: string;
  readonly ctSeriesUid: string;
  /** The series of a segmentation of `level` that the PACS already holds. */
  readonly segSeriesUid?: string;
  /** A topogram and thick slices of the same scan lie in the study as well. */
  readonly furtherSeriesUids?: FurtherSeriesUids;
  /** `id` is the FHIR id of the patient, and the study's owner. */
  readonly patient: CtHeader['patient'];
  /** YYYYMMDD. */
  readonly date: string;
  readonly seed: number;
  /** The fractured level; cleft and cement lie in it too. */
  readonly level: VertebraLevel;
  readonly fracture: { readonly type: FractureOptions['shape']; readonly heightLoss: number };
  readonly trabecularHu: number;
  readonly cleft?: CleftOptions['content'];
  readonly cement?: boolean;
  readonly contrast?: boolean;
  readonly sliceThicknessMm: number;
  readonly sliceSpacingMm: number;
  /** Pixels of a slice; 512 x 512 unless given. */
  readonly matrix?: readonly [columns: number, rows: number];
  readonly kvp: number;
  /** As the scanner names it: "Br40" and "B30f" are soft, from 55 on they are bone kernels. */
  readonly kernel: string;
  /** Slices are lost in the middle: the series must be refused. */
  readonly gap?: boolean;
  /** The gantry was tilted: the series must be refused. */
  readonly tilt?: boolean;
  readonly compression?: Compression;
}
