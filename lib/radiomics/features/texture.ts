import type { Triple } from '@/lib/volume/volume';
import type { GrayLevels } from '../discretise';
import { type Direction, halfDirections } from '../matrices/directions';
import { type LevelGrid, LevelGridLayout } from '../matrices/levelGrid';
import { type NeighbourMatrices, neighbourCounts, neighbourMatrices } from '../matrices/neighbours';
import { runDirections, runMatrices } from '../matrices/runs';
import { mergeSizeMatrices, occupiedCells, type SizeMatrix } from '../matrices/sizeMatrix';
import { zoneMatrix } from '../matrices/zones';
import type { Settings, WeightingNorm } from '../parameters/settings';
import { type Roi, roiSlices } from '../roi';
import { type FeatureValues, meanOfFeatures } from './featureValues';
import { glcmFeatureNames, glcmFeatures } from './glcm';
import { gldmNames, glrlmNames, glszmNames, namedFeatures } from './namedSizeFeatures';
import { ngtdmFeatureNames, ngtdmFeatures } from './ngtdm';
import { sizeMatrixFeatures } from './sizeMatrixFeatures';

export const textureClassNames = ['glcm', 'glrlm', 'glszm', 'gldm', 'ngtdm'] as const;
export type TextureClassName = (typeof textureClassNames)[number];

export type TextureSettings = Pick<
  Settings,
  'distances' | 'force2D' | 'force2Ddimension' | 'symmetricalGLCM' | 'weightingNorm' | 'gldm_a'
>;

export interface TextureOptions {
  /** Features per slice, averaged over slices (IBSI 2D), instead of matrices pooled over the ROI. */
  readonly perSlice: boolean;
  /** NGTDM leaves out voxels without neighbours, as IBSI does; PyRadiomics counts them with difference 0. */
  readonly excludeIsolated: boolean;
  /** Whether glcm MCC is wanted. */
  readonly withMcc: boolean;
}

/**
 * Texture classes of images that share an ROI and settings: what depends on the ROI alone is laid out once.
 */
export class TextureExtractor {
  private readonly layouts: readonly LevelGridLayout[];
  private readonly rois: readonly Roi[];
  private readonly directions: readonly Direction[];
  private readonly unitDirections: readonly Direction[];
  private readonly longest: number;
  /** Known once the grid has been filled, and then good for every image. */
  private counts?: readonly Uint16Array[];
  private runDirections?: readonly (readonly Direction[])[];

  constructor(
    private readonly roi: Roi,
    private readonly settings: TextureSettings,
    private readonly options: TextureOptions,
  ) {
    this.rois = options.perSlice ? roiSlices(roi, settings.force2Ddimension) : [roi];
    this.directions = halfDirections(settings.distances, settings);
    this.unitDirections = halfDirections([1], settings);
    const reach = Math.max(1, ...settings.distances);
    this.layouts = this.rois.map((part) => new LevelGridLayout(part, reach));
    this.longest = Math.max(...roi.box.size);
  }

  /** Values of the classes asked for; NaN where a matrix has no element. */
  extract(
    grayLevels: GrayLevels,
    classes: ReadonlySet<TextureClassName>,
  ): Partial<Record<TextureClassName, FeatureValues>> {
    const parts = this.parts(grayLevels);
    const grids = parts.map((levels, i) => this.layouts[i].fill(levels));
    const needsNeighbours = classes.has('glcm') || classes.has('gldm') || classes.has('ngtdm');
    const neighbours = needsNeighbours ? this.neighbours(grids) : [];
    const values: Partial<Record<TextureClassName, FeatureValues>> = {};
    if (classes.has('glcm')) values.glcm = this.glcm(grids, neighbours, grayLevels.maximum);
    if (classes.has('glrlm')) values.glrlm = this.glrlm(grids);
    if (classes.has('glszm'))
      values.glszm = named(
        glszmNames,
        grids.map((grid) => zoneMatrix(grid, this.unitDirections)),
      );
    if (classes.has('gldm'))
      values.gldm = named(
        gldmNames,
        neighbours.map((matrices, i) =>
          occupiedCells(matrices.dependence, grids[i].levels, matrices.dependenceColumns),
        ),
      );
    if (classes.has('ngtdm')) values.ngtdm = this.ngtdm(grids, neighbours);
    return values;
  }

  private neighbours(grids: readonly LevelGrid[]): NeighbourMatrices[] {
    this.counts ??= grids.map((grid) => neighbourCounts(grid, this.directions));
    const counts = this.counts;
    return grids.map((grid, i) => neighbourMatrices(grid, this.directions, counts[i], this.settings.gldm_a));
  }

  /** The gray levels of each part of the ROI, in that part's voxel order. */
  private parts(grayLevels: GrayLevels): GrayLevels[] {
    if (!this.options.perSlice) return [grayLevels];
    const rankAt = new Map<number, number>();
    this.roi.offsets.forEach((offset, voxel) => {
      rankAt.set(offset, grayLevels.ranks[voxel]);
    });
    return this.rois.map((part) => ({
      ...grayLevels,
      ranks: Uint16Array.from(part.offsets, (offset) => rankAt.get(offset)!),
    }));
  }

  private glcm(grids: readonly LevelGrid[], neighbours: readonly NeighbourMatrices[], maximum: number): FeatureValues {
    const { symmetricalGLCM: symmetric, weightingNorm } = this.settings;
    const matrices: FeatureValues[] = [];
    neighbours.forEach(({ coOccurrence }, i) => {
      const { levels } = grids[i];
      const prepared = coOccurrence.map((counts) => prepareGlcm(counts, levels.length, symmetric));
      const weights = this.weights(this.directions, (distance) => Math.exp(-(distance ** 2)));
      for (const matrix of weightingNorm === null ? prepared : [weightedSum(prepared, weights)]) {
        const features = glcmFeatures({
          weights: matrix,
          levels,
          symmetric,
          maximum,
          withMcc: this.options.withMcc,
        });
        if (features) matrices.push(features);
      }
    });
    const values = meanOfFeatures(glcmFeatureNames, matrices);
    return grids[0].levels.length < 2 ? { ...values, MCC: 1 } : values;
  }

  private glrlm(grids: readonly LevelGrid[]): FeatureValues {
    this.runDirections ??= grids.map((grid) => runDirections(grid, this.unitDirections));
    const directions = this.runDirections;
    const matrices = grids.flatMap((grid, i) => {
      const runs = runMatrices(grid, directions[i], this.longest);
      if (this.settings.weightingNorm === null) return runs;
      return [
        mergeSizeMatrices(
          runs,
          this.weights(directions[i], (distance) => distance),
        ),
      ];
    });
    return named(glrlmNames, matrices);
  }

  private ngtdm(grids: readonly LevelGrid[], neighbours: readonly NeighbourMatrices[]): FeatureValues {
    const { excludeIsolated } = this.options;
    const features = neighbours.map(({ withNeighbours, withoutNeighbours, differenceSums }, i) =>
      ngtdmFeatures({
        level: grids[i].levels,
        voxels: excludeIsolated ? withNeighbours : withNeighbours.map((count, row) => count + withoutNeighbours[row]),
        differences: differenceSums,
      }),
    );
    return meanOfFeatures(ngtdmFeatureNames, features);
  }

  /** PyRadiomics's weights of directions by their length in mm under a norm; 1 where no norm is wanted. */
  private weights(directions: readonly Direction[], ofDistance: (distance: number) => number): number[] {
    const { weightingNorm } = this.settings;
    return directions.map((direction) =>
      weightingNorm === null || weightingNorm === 'no_weighting'
        ? 1
        : ofDistance(lengthUnder(weightingNorm, direction, this.roi.spacingMm)),
    );
  }
}

function lengthUnder(norm: WeightingNorm, direction: Direction, spacingMm: Triple): number {
  const steps = direction.map((step, axis) => Math.abs(step) * spacingMm[axis]);
  if (norm === 'infinity') return Math.max(...steps);
  if (norm === 'manhattan') return steps[0] + steps[1] + steps[2];
  return Math.sqrt(steps[0] ** 2 + steps[1] ** 2 + steps[2] ** 2);
}

const named = (names: typeof glrlmNames | typeof glszmNames | typeof gldmNames, matrices: readonly SizeMatrix[]) =>
  meanOfFeatures(
    Object.keys(names),
    matrices.map((matrix) => namedFeatures(names, sizeMatrixFeatures(matrix))),
  );

/** Counts as weights, with their transpose added for a symmetric matrix. */
function prepareGlcm(counts: Float64Array, n: number, symmetric: boolean): Float64Array {
  if (!symmetric) return counts;
  const weights = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      const both = counts[i * n + j] + counts[j * n + i];
      weights[i * n + j] = both;
      weights[j * n + i] = both;
    }
  return weights;
}

function weightedSum(matrices: readonly Float64Array[], weights: readonly number[]): Float64Array {
  const sum = new Float64Array(matrices[0]?.length ?? 0);
  matrices.forEach((matrix, m) => {
    for (let cell = 0; cell < sum.length; cell++) sum[cell] += weights[m] * matrix[cell];
  });
  return sum;
}
