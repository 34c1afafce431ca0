import { ok, type Result } from '@/lib/core/result';
import { indexToPatient, patientToIndex } from '@/lib/volume/coordinates';
import { type Geometry, type Mask, type Triple, voxelCount } from '@/lib/volume/volume';
import type { CtSeries } from './ctSeries';
import { type DicomProblem, dicomFailure } from './problem';
import type { PlacedMask, Segmentation, SegmentFrame } from './segmentation';
import { dot, normalOf } from './sliceHeader';

type Target = Pick<CtSeries, 'frameOfReferenceUid' | 'slices'> & { readonly volume: Geometry };

/** Positions are written with limited digits; a lattice that agrees to this part of a voxel is the same one. */
const latticeTolerance = 0.05;

/**
 * One segment on the CT's grid. Frames that lie on the same lattice, however ordered, flipped or cropped, are copied
 * voxel by voxel; another grid is resampled by position to the nearest pixel. Refuses another frame of reference, a
 * source image at another position than its frame, and a segment that reaches outside the CT.
 */
export function segmentMask(
  segmentation: Segmentation,
  segmentNumber: number,
  series: Target,
): Result<PlacedMask, DicomProblem> {
  if (segmentation.frameOfReferenceUid !== series.frameOfReferenceUid) {
    return dicomFailure(
      'frame-of-reference-mismatch',
      'The segmentation was drawn in another frame of reference than this CT.',
      {},
      'Choose the CT series that the segmentation was drawn on, or segment anew.',
    );
  }
  const frames = segmentation.frames.filter(({ segmentNumber: own }) => own === undefined || own === segmentNumber);
  if (frames.length === 0 || !segmentation.segments.some(({ number }) => number === segmentNumber)) {
    return dicomFailure('segment-missing', `The segmentation holds no frame of segment ${segmentNumber}.`);
  }
  const misplaced = frames.find((frame) => !agreesWithSource(frame, series));
  if (misplaced) {
    return dicomFailure(
      'grid-mismatch',
      `Frame ${misplaced.index + 1} of the segmentation lies elsewhere than the CT image it names.`,
    );
  }
  const mask: Mask = { ...geometryOf(series.volume), data: new Uint8Array(voxelCount(series.volume)) };
  const steps = frames.map((frame) => latticeSteps(segmentation, frame, series.volume));
  if (steps.every((step) => step !== undefined)) {
    const outside = frames.some(
      (frame, i) => !copyFrame(segmentation.inside(frame, segmentNumber), segmentation.columns, steps[i], mask),
    );
    if (outside) return dicomFailure('grid-mismatch', 'The segment reaches outside the CT series.');
    return ok({ mask, placement: 'exact' });
  }
  return resample(segmentation, frames, segmentNumber, mask);
}

const geometryOf = ({ size, spacingMm, originLps, direction }: Geometry): Geometry => ({
  size,
  spacingMm,
  originLps,
  direction,
});

function agreesWithSource({ sourceInstanceUid, positionLps }: SegmentFrame, { slices, volume }: Target): boolean {
  const z = slices.findIndex((slice) => slice.sopInstanceUid === sourceInstanceUid && slice.frameNumber === undefined);
  if (sourceInstanceUid === undefined || z < 0) return true;
  const index = patientToIndex(volume, { frame: 'lps', x: positionLps[0], y: positionLps[1], z: positionLps[2] });
  const normal: Triple = [volume.direction[2], volume.direction[5], volume.direction[8]];
  const origin = indexToPatient(volume, { frame: 'index', x: 0, y: 0, z });
  const along = dot([positionLps[0] - origin.x, positionLps[1] - origin.y, positionLps[2] - origin.z], normal);
  // A frame on another plane direction cannot be compared with one slice; the lattice test decides then.
  return Math.abs(along) <= volume.spacingMm[2] * 0.5 || Math.abs(index.z - z) <= 0.5;
}

interface LatticeSteps {
  readonly start: Triple;
  readonly perColumn: Triple;
  readonly perRow: Triple;
}

/** Whole-voxel steps of a frame's pixels in the CT's index space, or undefined if its pixels are not CT voxels. */
function latticeSteps(segmentation: Segmentation, frame: SegmentFrame, geometry: Geometry): LatticeSteps | undefined {
  const { orientation, spacingMm, columns, rows } = segmentation;
  const at = (column: number, row: number): Triple => {
    const point = [0, 1, 2].map(
      (axis) =>
        frame.positionLps[axis] +
        orientation.row[axis] * spacingMm[0] * column +
        orientation.column[axis] * spacingMm[1] * row,
    );
    const { x, y, z } = patientToIndex(geometry, { frame: 'lps', x: point[0], y: point[1], z: point[2] });
    return [x, y, z];
  };
  const corner = at(0, 0);
  const start = whole(corner);
  const perColumn = whole(difference(at(1, 0), corner));
  const perRow = whole(difference(at(0, 1), corner));
  if (manhattan(perColumn) !== 1 || manhattan(perRow) !== 1) return undefined;
  const expected = (column: number, row: number): Triple => [
    start[0] + column * perColumn[0] + row * perRow[0],
    start[1] + column * perColumn[1] + row * perRow[1],
    start[2] + column * perColumn[2] + row * perRow[2],
  ];
  const corners = [
    [0, 0],
    [columns - 1, 0],
    [0, rows - 1],
    [columns - 1, rows - 1],
  ] as const;
  const agrees = corners.every(([column, row]) =>
    difference(at(column, row), expected(column, row)).every((offset) => Math.abs(offset) <= latticeTolerance),
  );
  return agrees ? { start, perColumn, perRow } : undefined;
}

/** Returns false if a pixel of the segment has no voxel. */
function copyFrame(
  inside: Uint8Array,
  columns: number,
  { start, perColumn, perRow }: LatticeSteps,
  { size, data }: Mask,
): boolean {
  for (let i = inside.indexOf(1); i >= 0; i = inside.indexOf(1, i + 1)) {
    const column = i % columns;
    const row = (i - column) / columns;
    const x = start[0] + column * perColumn[0] + row * perRow[0];
    const y = start[1] + column * perColumn[1] + row * perRow[1];
    const z = start[2] + column * perColumn[2] + row * perRow[2];
    if (x < 0 || y < 0 || z < 0 || x >= size[0] || y >= size[1] || z >= size[2]) return false;
    data[x + size[0] * (y + size[1] * z)] = 1;
  }
  return true;
}

/** Each CT voxel takes the nearest pixel of the nearest frame within half a slice. */
function resample(
  segmentation: Segmentation,
  frames: readonly SegmentFrame[],
  segmentNumber: number,
  mask: Mask,
): Result<PlacedMask, DicomProblem> {
  const { orientation, spacingMm, columns, rows } = segmentation;
  const normal = normalOf(orientation);
  const planes = frames
    .map((frame) => ({
      distance: dot(frame.positionLps, normal),
      origin: frame.positionLps,
      inside: segmentation.inside(frame, segmentNumber),
    }))
    .sort((a, b) => a.distance - b.distance);
  const spacing = segmentation.sliceSpacingMm ?? smallestStep(planes.map(({ distance }) => distance));
  if (!spacing)
    return dicomFailure('grid-mismatch', 'The segmentation lies on another grid and does not give its slice spacing.');
  const [sizeX, sizeY, sizeZ] = mask.size;
  let offset = 0;
  for (let z = 0; z < sizeZ; z++) {
    for (let y = 0; y < sizeY; y++) {
      for (let x = 0; x < sizeX; x++, offset++) {
        const point = indexToPatient(mask, { frame: 'index', x, y, z });
        const at: Triple = [point.x, point.y, point.z];
        const plane = nearest(planes, dot(at, normal), spacing);
        if (!plane) continue;
        const fromOrigin = difference(at, plane.origin);
        const column = Math.round(dot(fromOrigin, orientation.row) / spacingMm[0]);
        const row = Math.round(dot(fromOrigin, orientation.column) / spacingMm[1]);
        if (column >= 0 && row >= 0 && column < columns && row < rows)
          mask.data[offset] = plane.inside[column + columns * row];
      }
    }
  }
  if (!mask.data.includes(1)) return dicomFailure('grid-mismatch', 'The segment does not meet the CT series anywhere.');
  return ok({ mask, placement: 'resampled' });
}

function nearest<P extends { readonly distance: number }>(
  planes: readonly P[],
  distance: number,
  spacing: number,
): P | undefined {
  let low = 0;
  let high = planes.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (planes[middle].distance <= distance) low = middle;
    else high = middle;
  }
  const closest = distance - planes[low].distance <= planes[high].distance - distance ? planes[low] : planes[high];
  return Math.abs(closest.distance - distance) <= spacing / 2 + 1e-6 ? closest : undefined;
}

function smallestStep(distances: readonly number[]): number | undefined {
  const steps = distances
    .slice(1)
    .map((distance, i) => distance - distances[i])
    .filter((step) => step > 1e-3);
  return steps.length > 0 ? Math.min(...steps) : undefined;
}

const difference = (a: Triple, b: Triple): Triple => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
// `+ 0` turns -0 into 0, so that offsets print and compare plainly.
const whole = (a: Triple): Triple => [Math.round(a[0]) + 0, Math.round(a[1]) + 0, Math.round(a[2]) + 0];
const manhattan = (a: Triple): number => Math.abs(a[0]) + Math.abs(a[1]) + Math.abs(a[2]);
