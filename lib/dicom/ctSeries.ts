import type { SeriesFacts } from '@/lib/core/imagingRecord';
import type { Volume } from '@/lib/volume/volume';
import type { Attributes } from './attributes';

/** The image that a z index of the volume came from. */
export interface SourceSlice {
  readonly sopInstanceUid: string;
  readonly sopClassUid: string;
  /** From 1, for a multi-frame instance only. */
  readonly frameNumber?: number;
}

/** A CT series as one trusted volume, with what is needed to write a segmentation of it. */
export interface CtSeries {
  /** HU. Integers when every slice's rescale gives integers that fit, else floats. Padding voxels are -1024 HU. */
  readonly volume: Volume<Int16Array | Float32Array>;
  readonly facts: SeriesFacts;
  /** One per z, in order of position. */
  readonly slices: readonly SourceSlice[];
  readonly frameOfReferenceUid: string;
  /** Patient and study attributes as the images have them, to be repeated in a derived instance. */
  readonly identity: Attributes;
  /** Voxels that the scanner filled because they lie outside its field of view. */
  readonly paddedVoxels: number;
  /** Voxels at the top of a 12-bit scale (3071 HU): metal may have saturated them. */
  readonly saturatedVoxels: number;
  /** What was left out and why, for the reader: duplicates, localizers. */
  readonly notes: readonly string[];
}
