import type { VertebraLevel } from '@/lib/core/vertebra';
import type { Matrix3, Triple } from '@/lib/volume/volume';
import type { DicomCode } from './attributes';

export type SegmentAlgorithmType = 'AUTOMATIC' | 'SEMIAUTOMATIC' | 'MANUAL';

/** One structure of a segmentation, as its file describes it. */
export interface Segment {
  readonly number: number;
  readonly label: string;
  readonly propertyType?: DicomCode;
  /** The vertebra of its SNOMED CT code; undefined if the file does not code one. A label is never read as a level. */
  readonly level?: VertebraLevel;
  readonly algorithmType?: SegmentAlgorithmType;
  readonly algorithmName?: string;
}

/** One plane: `values` holds 0..1 per pixel for BINARY and FRACTIONAL, segment numbers for LABELMAP. */
export interface SegmentFrame {
  /** Undefined for a label map, whose pixels name their segments. */
  readonly segmentNumber?: number;
  /** Centre of the first pixel, mm, LPS. */
  readonly positionLps: Triple;
  /** Index of the frame in PixelData, from 0. */
  readonly index: number;
}

/** A DICOM SEG read into memory; `segmentMask` brings one of its segments onto a CT's grid. */
export interface Segmentation {
  readonly sopInstanceUid: string;
  readonly seriesUid: string;
  readonly frameOfReferenceUid: string;
  readonly kind: 'BINARY' | 'FRACTIONAL' | 'LABELMAP';
  readonly segments: readonly Segment[];
  readonly frames: readonly SegmentFrame[];
  readonly rows: number;
  readonly columns: number;
  readonly spacingMm: readonly [x: number, y: number];
  /** Columns are the directions of growing x, y and the plane normal, LPS. */
  readonly direction: Matrix3;
  /** Pixel values of all frames: 0 or 1; 0..maximumFractionalValue; or segment numbers. */
  readonly pixels: Uint8Array | Uint16Array;
  readonly maximumFractionalValue: number;
}
