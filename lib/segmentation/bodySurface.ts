import type { Triple } from '@/lib/volume/volume';
import { type BodyFrame, type CropImage, valueAt } from './smoothedCrop';

export interface BodySurface {
  readonly frame: BodyFrame;
  /** Distance of the surface from the centre along (a, b, c), in the frame's units of half sizes. */
  radiusOf(a: number, b: number, c: number): number;
}

const { abs, acos, atan2, cos, hypot, max, min, PI, round, sin } = Math;

/** Rays on a grid of polar angle (from z) and azimuth. */
const rows = 36;
const columns = 56;
/** Offsets from the prior that are tried, mm along the ray. */
const stepMm = 0.5;
const inwardMm = 12;
const outwardMm = 5;
const offsets = Array.from({ length: (inwardMm + outwardMm) / stepMm + 1 }, (_, i) => i * stepMm - inwardMm);
/** Fall of attenuation over 2 mm that counts half, HU. */
const halfFallHu = 120;
const priorWeight = 0.008;
const smoothWeight = 0.12;
const sweeps = 24;
const refits = 2;
/** Exponents of the rounded box: in the axial plane, and between the plane and the height. */
const planeExponent = 2.5;
const heightExponent = 7;

/** The surface in two steps: the box is moved to the first surface's faces, and the surface is fitted again. */
export function fitSurface(image: CropImage, first: BodyFrame): BodySurface {
  let frame = first;
  for (let i = 0; i < refits; i += 1) frame = movedFaces(frame, moveRays(image, frame));
  const shifts = moveRays(image, frame);
  const radii = shifts.map((shift, ray) => priorRadius(ray) + shift / rayScale(frame, ray));
  return { frame, radiusOf: (a, b, c) => interpolated(radii, a, b, c) };
}

const polar = (ray: number): number => ((Math.floor(ray / columns) + 0.5) / rows) * PI;
const azimuth = (ray: number): number => ((ray % columns) / columns) * 2 * PI;

const directions: readonly Triple[] = Array.from({ length: rows * columns }, (_, ray) => [
  sin(polar(ray)) * cos(azimuth(ray)),
  sin(polar(ray)) * sin(azimuth(ray)),
  cos(polar(ray)),
]);

const priorRadii: readonly number[] = directions.map(([a, b, c]) => {
  const plane = (abs(a) ** planeExponent + abs(b) ** planeExponent) ** (heightExponent / planeExponent);
  return (plane + abs(c) ** heightExponent) ** (-1 / heightExponent);
});
const priorRadius = (ray: number): number => priorRadii[ray];

/** mm of one unit along a ray. */
const rayScale = ({ half }: BodyFrame, ray: number): number => {
  const [a, b, c] = directions[ray];
  return hypot(a * half[0], b * half[1], c * half[2]);
};

/** Offset of each ray from the prior, mm: least cost of edge, prior and smoothness, by sweeps with a growing smoothness. */
function moveRays(image: CropImage, frame: BodyFrame): number[] {
  const costs = directions.map((_, ray) => edgeCosts(image, frame, ray));
  let shifts = directions.map(() => 0);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const weight = smoothWeight * ((sweep + 1) / sweeps);
    const around = neighbourMeans(shifts);
    shifts = costs.map((cost, ray) => {
      let best = 0;
      let least = Number.POSITIVE_INFINITY;
      for (let i = 0; i < offsets.length; i += 1) {
        const total = cost[i] + weight * (offsets[i] - around[ray]) ** 2;
        if (total < least) {
          least = total;
          best = offsets[i];
        }
      }
      return best;
    });
  }
  return neighbourMeans(shifts);
}

function edgeCosts(image: CropImage, frame: BodyFrame, ray: number): number[] {
  const [a, b, c] = directions[ray];
  const scale = rayScale(frame, ray);
  const unit = [a * frame.half[0], b * frame.half[1], c * frame.half[2]].map((one) => one / scale);
  const prior = priorRadius(ray) * scale;
  const at = (mm: number) =>
    valueAt(image, frame.centre[0] + unit[0] * mm, frame.centre[1] + unit[1] * mm, frame.centre[2] + unit[2] * mm);
  return offsets.map((offset) => {
    const mm = max(1, prior + offset);
    const fall = max(0, at(mm - 1) - at(mm + 1));
    return -fall / (fall + halfFallHu) + priorWeight * offset ** 2;
  });
}

/** Means of the neighbours along azimuth and polar angle; rays crowd at the poles, where more of the azimuth is averaged. */
function neighbourMeans(shifts: readonly number[]): number[] {
  return shifts.map((_, ray) => {
    const row = Math.floor(ray / columns);
    const column = ray % columns;
    const reach = min(columns / 4, max(1, round(1 / sin(polar(ray)))));
    const at = (r: number, k: number): number => {
      const turned = r < 0 || r >= rows ? columns / 2 : 0;
      const inside = r < 0 ? 0 : r >= rows ? rows - 1 : r;
      return shifts[inside * columns + ((k + turned + 2 * columns) % columns)];
    };
    let sum = shifts[ray] + at(row - 1, column) + at(row + 1, column);
    for (let k = 1; k <= reach; k += 1) sum += at(row, column - k) + at(row, column + k);
    return sum / (3 + 2 * reach);
  });
}

/**
 * The frame with each side moved by the median offset of the rays that go to it. The endplates keep the box's height: in
 * a biconcave body their middle lies far from their rim.
 */
function movedFaces({ centre, half }: BodyFrame, shifts: readonly number[]): BodyFrame {
  const move = (axis: number, sign: 1 | -1): number => {
    const own = shifts.filter((_, ray) => sign * directions[ray][axis] > 0.85).sort((p, q) => p - q);
    return own[own.length >> 1];
  };
  const [low, high] = ([-1, 1] as const).map((sign) => [0, 1, 2].map((axis) => move(axis, sign)));
  const triple = (of: (axis: number) => number): Triple => [of(0), of(1), of(2)];
  return {
    centre: triple((axis) => centre[axis] + (axis === 2 ? 0 : (high[axis] - low[axis]) / 2)),
    half: triple((axis) => (axis === 2 ? half[2] : max(3, half[axis] + (high[axis] + low[axis]) / 2))),
  };
}

/** Radius between the four rays around a direction. */
function interpolated(radii: readonly number[], a: number, b: number, c: number): number {
  const length = hypot(a, b, c);
  const v = (acos(max(-1, min(1, c / length))) / PI) * rows - 0.5;
  const u = ((atan2(b, a) / (2 * PI) + 1) % 1) * columns;
  const row = Math.floor(v);
  const column = Math.floor(u);
  const at = (r: number, k: number): number => {
    const turned = r < 0 || r >= rows ? columns / 2 : 0;
    const inside = r < 0 ? 0 : r >= rows ? rows - 1 : r;
    return radii[inside * columns + ((k + turned) % columns)];
  };
  const [fv, fu] = [v - row, u - column];
  const line = (r: number) => at(r, column) * (1 - fu) + at(r, column + 1) * fu;
  return line(row) * (1 - fv) + line(row + 1) * fv;
}
