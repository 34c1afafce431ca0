import type { VertebraLevel } from '@/lib/core/vertebra';
import type { Mask, Triple } from '@/lib/volume/volume';
import type { DicomCode } from './attributes';
import type { Orientation } from './sliceHeader';

export type SegmentAlgorithmType = 'AUTOMATIC' | 'SEMIAUTOMATIC' | 'MANUAL';

/** What part of a vertebra a segment holds, as far as its codes say. */
export type SegmentedStructure = 'vertebra' | 'vertebral-body';

/** One structure of a segmentation, as its file describes it. */
export interface Segment {
  readonly number: number;
  readonly label: string;
  readonly propertyType?: DicomCode;
  /** The vertebra of its SNOMED CT code; undefined if the file does not code one. A label is never read as a level. */
  readonly level?: VertebraLevel;
  readonly structure?: SegmentedStructure;
  readonly algorithmType?: SegmentAlgorithmType;
  readonly algorithmName?: string;
}

/** One stored plane. */
export interface SegmentFrame {
  /** Index of the frame in the file, from 0. */
  readonly index: number;
  /** Undefined for a label map, whose pixels name their segments. */
  readonly segmentNumber?: number;
  /** Centre of the first pixel, mm, LPS. */
  readonly positionLps: Triple;
  /** The image it was drawn on, if the file says so. */
  readonly sourceInstanceUid?: string;
}

/** A DICOM SEG (PS3.3 A.51) read into memory; `segmentMask` brings one of its segments onto a CT's grid. */
export interface Segmentation {
  readonly sopInstanceUid: string;
  readonly seriesUid: string;
  /** Who made or accepted it, as a DICOM person name. */
  readonly creatorName?: string;
  /** Content date and time as the file writes them, to order several by. */
  readonly made?: string;
  readonly frameOfReferenceUid: string;
  readonly kind: 'BINARY' | 'FRACTIONAL' | 'LABELMAP';
  readonly segments: readonly Segment[];
  readonly frames: readonly SegmentFrame[];
  readonly rows: number;
  readonly columns: number;
  readonly spacingMm: readonly [x: number, y: number];
  readonly sliceSpacingMm?: number;
  readonly orientation: Orientation;
  /** Whether each pixel of a frame belongs to a segment: 1 or 0, fractions from a half on. */
  inside(frame: SegmentFrame, segmentNumber: number): Uint8Array;
}

/** A mask on a CT's grid, and whether its voxels are those of the file or the nearest ones by position. */
export interface PlacedMask {
  readonly mask: Mask;
  readonly placement: 'exact' | 'resampled';
}
