import type { VertebraLevel } from './vertebra';

/** Acquisition facts that radiomics depends on (imaging.md section 3); what the headers do not say is undefined. */
export interface SeriesFacts {
  readonly studyUid: string;
  readonly seriesUid: string;
  readonly description?: string;
  /** ISO date of acquisition. */
  readonly acquired?: string;
  readonly sliceCount: number;
  /** From slice positions, never from SliceThickness. */
  readonly sliceSpacingMm: number;
  readonly sliceThicknessMm?: number;
  readonly inPlaneSpacingMm: readonly [x: number, y: number];
  readonly kvp?: number;
  readonly kernel?: string;
  /** true or false only if the header says so. */
  readonly contrast?: boolean;
  readonly manufacturer?: string;
  readonly scannerModel?: string;
}

export type QualityId =
  | 'volume'
  | 'cut-by-edge'
  | 'islands'
  | 'holes'
  | 'mean-hu'
  | 'metal'
  | 'cement'
  | 'level'
  | 'slice-spacing';

/** One check of a mask: what was measured, the limit, and what to do if it is not met. */
export interface QualityCheck {
  readonly id: QualityId;
  readonly state: 'ok' | 'attention' | 'stop' | 'unknown';
  readonly measured: string;
  readonly limit: string;
  readonly remedy: string;
  readonly value?: number;
}

export type CleftReading = 'present' | 'absent' | 'cannot-tell';

/** What the reader accepted on the imaging screen; the volume and mask themselves stay in the browser. */
export interface ImagingRecord {
  readonly series: SeriesFacts;
  readonly level: VertebraLevel;
  /** A segmentation or structure set of the PACS, or the program's outline from the reader's box. */
  readonly maskSource: 'pacs-seg' | 'pacs-rtstruct' | 'drawn';
  /** The reader changed voxels by hand before accepting. */
  readonly maskEdited: boolean;
  /** SHA-256 of the mask's bytes on the CT grid. */
  readonly maskSha256: string;
  readonly maskVolumeMl: number;
  readonly quality: readonly QualityCheck[];
  /** Read before the gas hint was shown; null until it was answered. */
  readonly cleft: {
    readonly reading: CleftReading;
    readonly readerName: string;
    readonly at: string;
    /** The first answer, where the reader changed it once the hint was on the screen. */
    readonly beforeHint?: CleftReading;
  } | null;
  readonly gasHint?: { readonly volumeMm3: number; readonly suspected: boolean };
  /** Trabecular attenuation of an adjacent unfractured body, HU: a reading, never a T-score. */
  readonly neighbourHu?: { readonly level: VertebraLevel; readonly meanHu: number };
  readonly acceptedAt: string;
  /** Reference of the stored DICOM SEG, or why the PACS refused it. */
  readonly storedSeg:
    | { readonly state: 'stored'; readonly seriesUid: string; readonly sopInstanceUid: string }
    | { readonly state: 'refused'; readonly reason: string }
    | { readonly state: 'existing'; readonly seriesUid: string; readonly sopInstanceUid: string };
}
