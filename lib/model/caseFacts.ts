import type { ImagingRecord } from '@/lib/core/imagingRecord';
import type { VertebraLevel } from '@/lib/core/vertebra';
import type { Calibration } from './manifest';

/** One input's reading; an input that is not in the record of a case is unknown. Binary: 1 yes / female, 0 no / male. */
export interface InputReading {
  readonly value: number | 'unknown';
  /** Versioned reference that it came from. */
  readonly source?: string;
  readonly edited?: boolean;
}

/** Readings by the manifest's input names: chart and reader values, and radiomics features under their inputs' names. */
export type CaseInputs = Readonly<Record<string, InputReading>>;

/** What limits test beside the inputs. Absent = unknown, and each limit says what unknown means for it. */
export interface CaseFacts {
  /** ISO instant at which the score is asked for. */
  readonly now: string;
  readonly bmdAgeDays?: number;
  readonly ctAgeDays?: number;
  readonly modality?: string;
  readonly kvp?: number;
  readonly kernel?: string;
  readonly contrast?: boolean;
  readonly sliceSpacingMm?: number;
  readonly sliceThicknessMm?: number;
  /** The larger of the two in-plane spacings. */
  readonly inPlaneSpacingMm?: number;
  /** "manufacturer model" as the header writes them. */
  readonly scannerModel?: string;
  readonly metalInMask?: boolean;
  readonly cementInMask?: boolean;
  readonly segmentationAccepted?: boolean;
  readonly segmentationFailed?: boolean;
  /** Levels by source; `levelsAgree` is worked out from those that are there. */
  readonly levels?: {
    readonly order?: VertebraLevel;
    readonly condition?: VertebraLevel;
    readonly mask?: VertebraLevel;
  };
  /** Levels that the order would augment. */
  readonly levelsPlanned?: number;
  readonly ageYears?: number;
  readonly pathologicFracture?: boolean;
  readonly earlierAugmentationAtLevel?: boolean;
  readonly country?: string;
  readonly modelEnabled?: boolean;
  /** SHA-256 of the parameters that the extractor really used. */
  readonly radiomicsParametersSha256?: string;
  /** Version of the engine that extracted the features. */
  readonly radiomicsEngineVersion?: string;
  /** Radiomics of the mask grown and shrunk by one voxel, by feature name. */
  readonly maskVariants?: readonly Readonly<Record<string, number>>[];
  /** The site's own recalibration, applied after the package's. */
  readonly siteCalibration?: Calibration;
}

/** Checks that a limit of their own speaks about. */
const hasOwnLimit: ReadonlySet<string> = new Set(['metal', 'cement', 'level', 'slice-spacing']);

/** The facts that an accepted imaging record holds; the chart adds the rest. */
export function factsOfImaging(record: ImagingRecord): Omit<CaseFacts, 'now'> {
  const { series, quality } = record;
  const stopped = (id: string): boolean | undefined => {
    const check = quality.find((entry) => entry.id === id);
    return check && check.state !== 'unknown' ? check.state === 'stop' : undefined;
  };
  return {
    modality: 'CT',
    kvp: series.kvp,
    kernel: series.kernel,
    contrast: series.contrast,
    sliceSpacingMm: series.sliceSpacingMm,
    sliceThicknessMm: series.sliceThicknessMm,
    inPlaneSpacingMm: Math.max(...series.inPlaneSpacingMm),
    scannerModel: [series.manufacturer, series.scannerModel].filter(Boolean).join(' ') || undefined,
    metalInMask: stopped('metal'),
    cementInMask: stopped('cement'),
    segmentationAccepted: record.acceptedAt !== '',
    segmentationFailed: quality.some((check) => check.state === 'stop' && !hasOwnLimit.has(check.id)),
    levels: { mask: record.level },
  };
}
