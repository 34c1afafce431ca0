import { seededRandom } from '@/lib/core/random';
import { orThrow } from '@/lib/core/result';
import type { VertebraLevel } from '@/lib/core/vertebra';
import type { FractureOptions } from '@/lib/phantom/phantomOptions';
import { spinePhantom } from '@/lib/phantom/spinePhantom';
import { centroid } from '@/lib/segmentation/centroid';
import { type SegmentedBody, segmentBody } from '@/lib/segmentation/segmentBody';
import type { VoxelBox } from '@/lib/volume/box';
import { maskBox } from '@/lib/volume/maskPart';
import type { IndexPoint, Mask, Matrix3, Triple, Volume } from '@/lib/volume/volume';
import { referenceVolume } from './referenceData';

/** A body whose exact mask is known, on a scan. */
export interface BodyCase {
  readonly name: string;
  readonly shape: 'whole' | FractureOptions['shape'];
  readonly noiseHu: number;
  readonly trabecularHu: number;
  readonly heightLoss: number;
  readonly volume: Volume;
  readonly truth: Mask;
}

/** Most that a face of the box is off, mm. */
export const faceErrorMm = 3;

const levels: readonly VertebraLevel[] = ['T11', 'T12', 'L1', 'L2', 'L3'];
const shapes = ['whole', 'wedge', 'biconcave', 'crush'] as const;
const losses = [0.2, 0.35, 0.5, 0.6] as const;
const attenuations = [30, 60, 100, 150] as const;
const noises = [8, 20, 35, 50] as const;
const spacings: readonly Triple[] = [
  [1, 1, 1.25],
  [0.7, 0.7, 1],
  [0.5, 0.5, 0.8],
  [0.8, 0.8, 2],
];

/**
 * Phantom bodies of every fracture shape, from osteoporotic to healthy attenuation, with voxels, noise, kernel, turned grids,
 * clefts and contrast mixed by the seed. Figures are reported on seeds that were not looked at during development.
 */
export function* phantomBodies(firstSeed: number, count: number): Generator<BodyCase> {
  for (let i = 0; i < count; i += 1) {
    const seed = firstSeed + i;
    const random = seededRandom(seed, 'body case');
    const pick = <T>(from: readonly T[]): T => from[random.integer(from.length)];
    const shape = shapes[i % shapes.length];
    const noiseHu = noises[Math.floor(i / 4) % noises.length];
    const [level, heightLoss, trabecularHu, spacingMm] = [
      pick(levels),
      pick(losses),
      pick(attenuations),
      pick(spacings),
    ];
    const kernel = pick(['soft', 'bone'] as const);
    const cleft = shape !== 'whole' && random.uniform() < 0.25 ? pick(['gas', 'fluid'] as const) : undefined;
    const contrast = random.uniform() < 0.25;
    const tilt = random.uniform() < 0.3 ? (2 * random.uniform() - 1) * 0.3 : 0;
    const phantom = spinePhantom({
      seed,
      spacingMm,
      crop: { level, marginMm: 16 },
      direction: tiltedBy(tilt),
      bone: { trabecularHu },
      noise: { sdHu: noiseHu, kernel },
      contrast,
      ...(shape !== 'whole' && { fractures: [{ level, shape, heightLoss }] }),
      ...(cleft && { cleft: { level, content: cleft } }),
    });
    const name = [
      `${seed} ${level} ${shape}${shape === 'whole' ? '' : ` ${heightLoss}`}, ${trabecularHu} HU, noise ${noiseHu} ${kernel}`,
      `${spacingMm.join('x')} mm`,
      ...(cleft ? [cleft] : []),
      ...(contrast ? ['contrast'] : []),
      ...(tilt ? [`tilt ${((tilt * 180) / Math.PI).toFixed(0)}`] : []),
    ].join(', ');
    yield {
      name,
      shape,
      noiseHu,
      trabecularHu,
      heightLoss: shape === 'whole' ? 0 : heightLoss,
      volume: phantom.volume,
      truth: phantom.body(level),
    };
  }
}

/** Axes turned around the left-right axis, as a gantry angled reconstruction has them. */
const tiltedBy = (angle: number): Matrix3 => {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [1, 0, 0, 0, c, -s, 0, s, c];
};

/** The truth's box with each face moved at random by up to 3 mm, in or out; the same for the same seed. */
export function boxOff(truth: Mask, seed: number, mostMm = faceErrorMm): VoxelBox {
  const random = seededRandom(seed, 'box');
  const exact = maskBox(truth);
  if (!exact) throw new Error('the true mask is empty');
  const moved = (face: number, axis: number): number =>
    Math.max(
      0,
      Math.min(truth.size[axis] - 1, Math.round(face + ((random.uniform() * 2 - 1) * mostMm) / truth.spacingMm[axis])),
    );
  const faces = [0, 1, 2].map((axis) => [
    moved(exact.lower[axis], axis),
    moved(exact.lower[axis] + exact.size[axis] - 1, axis),
  ]);
  return {
    lower: [faces[0][0], faces[1][0], faces[2][0]],
    size: [faces[0][1] - faces[0][0] + 1, faces[1][1] - faces[1][0] + 1, faces[2][1] - faces[2][0] + 1],
  };
}

/** Where a reader clicks: near the body's middle, off by up to 4 mm in the axial plane and 2.5 mm along the spine. */
export function clickIn(truth: Mask, seed: number): IndexPoint {
  const random = seededRandom(seed, 'click');
  const middle = centroid(truth);
  const off = (axis: number, mostMm: number) => ((2 * random.uniform() - 1) * mostMm) / truth.spacingMm[axis];
  return { frame: 'index', x: middle.x + off(0, 4), y: middle.y + off(1, 4), z: middle.z + off(2, 2.5) };
}

export const outlineOf = (volume: Volume, box: VoxelBox): SegmentedBody => orThrow(segmentBody(volume, box));

/** Dice's coefficient, 2 |A and B| / (|A| + |B|). */
export function dice(one: Mask, other: Mask): number {
  let both = 0;
  let sum = 0;
  for (let i = 0; i < one.data.length; i += 1) {
    const [a, b] = [one.data[i] ? 1 : 0, other.data[i] ? 1 : 0];
    both += a & b;
    sum += a + b;
  }
  return (2 * both) / sum;
}

/** Least, fifth percentile, median of some scores. */
export function spread(scores: readonly number[]): {
  readonly count: number;
  readonly least: number;
  readonly p5: number;
  readonly median: number;
} {
  const sorted = [...scores].sort((a, b) => a - b);
  return {
    count: sorted.length,
    least: sorted[0],
    p5: sorted[Math.floor(sorted.length * 0.05)],
    median: sorted[sorted.length >> 1],
  };
}

const real = 'radiomics/real_ct/sub-ct';
/** Sub-regions of the reference mask that make the body: its border and its inside. */
const bodyLabels = [49, 50];
const l3Label = 22;

/** The real lumbar CT (1.5 mm) whose L3 is labelled; the mask is another program's, not a hand's. */
export function realL3(): BodyCase {
  const volume = referenceVolume(`${real}_label-22_ct.nii.gz`);
  const regions = referenceVolume(`${real}_seg-subreg_label-22_msk.nii.gz`);
  const vertebrae = referenceVolume(`${real}_seg-vert_label-22_msk.nii.gz`);
  const isBody = (region: number, i: number) => bodyLabels.includes(region) && vertebrae.data[i] === l3Label;
  const truth = { ...regions, data: Uint8Array.from(regions.data, (region, i) => (isBody(region, i) ? 1 : 0)) };
  return { name: 'L3, real CT', shape: 'whole', noiseHu: 0, trabecularHu: 0, heightLoss: 0, volume, truth };
}
