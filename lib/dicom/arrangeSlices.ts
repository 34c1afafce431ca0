import { ok, type Result } from '@/lib/core/result';
import type { Geometry, Triple } from '@/lib/volume/volume';
import { type DicomProblem, dicomFailure } from './problem';
import { dot, normalOf, type SliceHeader } from './sliceHeader';

/** Slices in order along the normal; planes at one position are together in one stack entry. */
export interface SliceArrangement {
  readonly geometry: Geometry;
  /** For each z, the slice indices at that position: more than one means duplicates still to be compared. */
  readonly stack: readonly (readonly number[])[];
}

/** Positions are written with limited digits; below these the difference is rounding (imaging.md section 3). */
const samePositionMm = 0.01;
const spacingToleranceMm = 0.01;
const spacingTolerance = 0.01;
const meanDriftToleranceMm = 0.01;
const slicePlaceToleranceMm = 0.1;
const orientationTolerance = 1e-3;

/**
 * Orders the planes of one series by position along their normal and proves that they form a regular, right-angled
 * grid. Refuses, naming the slice: mixed orientation, size, spacing or frame of reference, missing or unevenly spaced
 * slices, gantry tilt, and slices shifted within their plane. InstanceNumber and SliceLocation are never used.
 */
export function arrangeSlices(slices: readonly SliceHeader[]): Result<SliceArrangement, DicomProblem> {
  if (slices.length < 2)
    return dicomFailure('series-empty', `The series has ${slices.length} usable image(s); a volume needs at least 2.`);
  const mixed = firstMismatch(slices);
  if (mixed) return mixed;
  const normal = normalOf(slices[0].orientation);
  const order = slices
    .map((slice, index) => ({ index, distance: dot(slice.positionLps, normal) }))
    .sort((a, b) => a.distance - b.distance);
  const stack: number[][] = [];
  const distances: number[] = [];
  for (const { index, distance } of order) {
    if (distances.length > 0 && distance - distances[distances.length - 1] < samePositionMm)
      stack[stack.length - 1].push(index);
    else {
      stack.push([index]);
      distances.push(distance);
    }
  }
  if (stack.length < 2)
    return dicomFailure('series-empty', 'All images of the series lie at one position; a volume needs at least 2.');
  const placed = stack.map(([index]) => slices[index]);
  const uneven = firstUneven(placed, distances) ?? firstShifted(placed, normal);
  if (uneven) return uneven;
  const { row, column } = placed[0].orientation;
  const { format, spacingMm, positionLps } = placed[0];
  const meanStep = (distances[distances.length - 1] - distances[0]) / (distances.length - 1);
  // To a nanometre, so that 2.5 mm does not become 2.4999999999999973.
  const sliceSpacing = Math.round(meanStep * 1e6) / 1e6;
  const geometry: Geometry = {
    size: [format.columns, format.rows, stack.length],
    spacingMm: [spacingMm[0], spacingMm[1], sliceSpacing],
    originLps: positionLps,
    direction: [row[0], column[0], normal[0], row[1], column[1], normal[1], row[2], column[2], normal[2]],
  };
  return ok({ geometry, stack });
}

function firstMismatch(slices: readonly SliceHeader[]) {
  const first = slices[0];
  for (const slice of slices) {
    const details = { slice: slice.name };
    const turned =
      distance(slice.orientation.row, first.orientation.row) > orientationTolerance ||
      distance(slice.orientation.column, first.orientation.column) > orientationTolerance;
    if (turned)
      return dicomFailure(
        'orientation-mixed',
        `CT ${slice.name} lies in another direction than ${first.name}.`,
        details,
      );
    const sameGrid =
      slice.format.rows === first.format.rows &&
      slice.format.columns === first.format.columns &&
      slice.spacingMm.every((spacing, axis) => Math.abs(spacing - first.spacingMm[axis]) <= 1e-4 * spacing);
    if (!sameGrid)
      return dicomFailure(
        'series-mixed',
        `CT ${slice.name} has another size or pixel spacing than ${first.name}.`,
        details,
      );
    if (
      slice.frameOfReferenceUid !== first.frameOfReferenceUid ||
      slice.seriesUid !== first.seriesUid ||
      slice.studyUid !== first.studyUid
    ) {
      return dicomFailure(
        'series-mixed',
        `CT ${slice.name} belongs to another series or frame of reference than ${first.name}.`,
        details,
      );
    }
  }
  return undefined;
}

function firstUneven(placed: readonly SliceHeader[], distances: readonly number[]) {
  const steps = distances.slice(1).map((distance, i) => distance - distances[i]);
  const median = [...steps].sort((a, b) => a - b)[steps.length >> 1];
  const tolerance = Math.max(spacingToleranceMm, spacingTolerance * median);
  const at = steps.findIndex((step) => Math.abs(step - median) > tolerance);
  if (at < 0) return undefined;
  const [before, after] = [placed[at].name, placed[at + 1].name];
  const details = { slice: after, stepMm: steps[at], medianStepMm: median };
  const found = `Between CT ${before} and ${after} the step is ${steps[at].toFixed(2)} mm; elsewhere it is ${median.toFixed(2)} mm`;
  const ratio = steps[at] / median;
  if (ratio > 1.5) return dicomFailure('slice-missing', `${found}: slices are missing.`, details);
  return dicomFailure('slice-spacing-uneven', `${found}.`, details);
}

/** Tilted gantry shears the grid although the steps along the normal are even. */
function firstShifted(placed: readonly SliceHeader[], normal: Triple) {
  const first = placed[0].positionLps;
  const last = placed[placed.length - 1].positionLps;
  const steps = placed.length - 1;
  const offset = (from: Triple, to: Triple): Triple => [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
  const inPlane = (shift: Triple): Triple => {
    const along = dot(shift, normal);
    return [shift[0] - along * normal[0], shift[1] - along * normal[1], shift[2] - along * normal[2]];
  };
  const drift = inPlane(offset(first, last));
  const driftPerSlice = Math.hypot(...drift) / steps;
  if (driftPerSlice > meanDriftToleranceMm) {
    const along = Math.abs(dot(offset(first, last), normal)) / steps;
    const degrees = (Math.atan2(driftPerSlice, along) * 180) / Math.PI;
    return dicomFailure(
      'gantry-tilt',
      `The slices are stacked at an angle of ${degrees.toFixed(1)} degrees (gantry tilt), seen from CT ${placed[0].name} to ${placed[placed.length - 1].name}.`,
      { slice: placed[1].name, tiltDegrees: degrees },
      'Ask for a series that was reconstructed without tilt.',
    );
  }
  const shifted = placed.find(
    (slice) => Math.hypot(...inPlane(offset(first, slice.positionLps))) > slicePlaceToleranceMm,
  );
  if (!shifted) return undefined;
  return dicomFailure('slice-shifted', `CT ${shifted.name} is shifted sideways against its neighbours.`, {
    slice: shifted.name,
  });
}

const distance = (a: Triple, b: Triple): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
