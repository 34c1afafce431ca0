import type { Triple } from '@/lib/volume/volume';
import { type BodyFrame, three } from './bodyFrame';

const { abs, cos, max, min, PI, sin } = Math;

/** A turned body has at least this share of its box's depth, and this half height; a flatter one lies as its box does, mm. */
const leastDepthShare = 0.75;
const leastHalfHeightMm = 5;

/**
 * The frame turned about the left-right axis, with the half sizes of the solid that would fill the same box. A box follows
 * the axes of the scan; a body in a bent spine, or on a scan with an angled grid, does not.
 *
 * @param degrees positive turns the back of the body to the head
 * @returns nothing where a body turned so far does not fit the box
 */
export function tilted(
  { middle, axes: [u, v, w], half: [halfU, boxV, boxW] }: BodyFrame,
  degrees: number,
): BodyFrame | undefined {
  const angle = (degrees * PI) / 180;
  const [c, s] = [cos(angle), sin(angle)];
  const across = abs(s);
  const narrowing = c * c - s * s;
  const halfV = max(leastDepthShare * boxV, min(boxV, (boxV * c - boxW * across) / narrowing));
  const halfW = min(boxW, (boxW * c - boxV * across) / narrowing);
  if (halfW < leastHalfHeightMm) return undefined;
  const mixed = (one: Triple, other: Triple, share: number): Triple => three((i) => c * one[i] + share * other[i]);
  return { middle, axes: [u, mixed(v, w, s), mixed(w, v, -s)], half: [halfU, halfV, halfW] };
}
