import type { Triple } from '@/lib/volume/volume';
import type { GrayLevels } from '../discretise';
import { type Direction, halfDirections } from '../matrices/directions';
import { type LevelGrid, LevelGridLayout } from '../matrices/levelGrid';
import { neighbourCounts, neighbourhoodDifferences } from '../matrices/neighbourhood';
import { dependenceMatrix, dependentNeighbours, type PairMatrices, pairMatrices } from '../matrices/pairs';
import { runDirections } from '../matrices/runDirections';
import { mergeSizeMatrices, type SizeMatrix } from '../matrices/sizeMatrix';
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
  private counts?: readonly Int32Array[];
  private hasRuns?: readonly (readonly boolean[])[];

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
    const { directions, unitDirections } = this;
    const atUnit = this.pairs(grids, unitDirections, classes.has('glrlm') || (this.unitOnly && needsPairs(classes)));
    const atDistances = this.unitOnly ? atUnit : this.pairs(grids, directions, needsPairs(classes));
    const values: Partial<Record<TextureClassName, FeatureValues>> = {};
    if (classes.has('glcm')) values.glcm = this.glcm(grids, atDistances, grayLevels.maximum);
    if (classes.has('glrlm')) values.glrlm = this.glrlm(grids, atUnit);
    if (classes.has('glszm'))
      values.glszm = named(
        glszmNames,
        grids.map((grid) => zoneMatrix(grid, unitDirections)),
      );
    if (classes.has('gldm')) values.gldm = this.gldm(grids, atDistances);
    if (classes.has('ngtdm')) values.ngtdm = this.ngtdm(grids);
    return values;
  }

  private get unitOnly(): boolean {
    return this.settings.distances.every((distance) => distance === 1);
  }

  private pairs(grids: readonly LevelGrid[], directions: readonly Direction[], wanted: boolean): PairMatrices[] {
    return wanted ? grids.map((grid) => pairMatrices(grid, directions, this.longest)) : [];
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

  private glcm(grids: readonly LevelGrid[], pairs: readonly PairMatrices[], maximum: number): FeatureValues {
    const { symmetricalGLCM: symmetric, weightingNorm } = this.settings;
    const weights = this.weights(this.directions, (distance) => Math.exp(-(distance ** 2)));
    const features = pairs.flatMap(({ coOccurrence }, i) => {
      const { levels } = grids[i];
      const prepared = coOccurrence.map((counts) => (symmetric ? withTranspose(counts, levels.length) : counts));
      const matrices = weightingNorm === null ? prepared : [weightedSum(prepared, weights)];
      const { withMcc } = this.options;
      return matrices.map((matrix) => glcmFeatures({ weights: matrix, levels, symmetric, maximum, withMcc }));
    });
    const values = meanOfFeatures(
      glcmFeatureNames,
      features.filter((matrix) => matrix !== undefined),
    );
    return grids[0].levels.length < 2 ? { ...values, MCC: 1 } : values;
  }

  private glrlm(grids: readonly LevelGrid[], pairs: readonly PairMatrices[]): FeatureValues {
    const directions = this.unitDirections;
    this.hasRuns ??= grids.map((grid) => {
      const kept = new Set(runDirections(grid, directions));
      return directions.map((direction) => kept.has(direction));
    });
    const hasRuns = this.hasRuns;
    const weights = this.weights(directions, (distance) => distance);
    const matrices = pairs.flatMap(({ runs }, i) => {
      const present = runs.filter((_, d) => hasRuns[i][d]);
      if (this.settings.weightingNorm === null) return present;
      return [
        mergeSizeMatrices(
          present,
          weights.filter((_, d) => hasRuns[i][d]),
        ),
      ];
    });
    return named(glrlmNames, matrices);
  }

  private gldm(grids: readonly LevelGrid[], pairs: readonly PairMatrices[]): FeatureValues {
    const { gldm_a: tolerance } = this.settings;
    const matrices = grids.map((grid, i) => {
      // Levels are whole numbers: below 1 only equal ones are dependent.
      const equal = tolerance < 1;
      return dependenceMatrix(
        grid,
        equal ? pairs[i].equalNeighbours : dependentNeighbours(grid, this.directions, tolerance),
      );
    });
    return named(gldmNames, matrices);
  }

  private ngtdm(grids: readonly LevelGrid[]): FeatureValues {
    this.counts ??= grids.map((grid) => neighbourCounts(grid, this.settings));
    const counts = this.counts;
    const features = grids.map((grid, i) => {
      const { withNeighbours, withoutNeighbours, differences } = neighbourhoodDifferences(
        grid,
        counts[i],
        this.settings,
      );
      const voxels = this.options.excludeIsolated
        ? withNeighbours
        : withNeighbours.map((count, row) => count + withoutNeighbours[row]);
      return ngtdmFeatures({ level: grid.levels, voxels, differences });
    });
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

const needsPairs = (classes: ReadonlySet<TextureClassName>) => classes.has('glcm') || classes.has('gldm');

/** A matrix with its transpose added: pairs counted both ways. */
function withTranspose(counts: Float64Array, n: number): Float64Array {
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
