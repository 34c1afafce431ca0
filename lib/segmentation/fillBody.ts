import { type Mask, type Volume, voxelCount } from '@/lib/volume/volume';
import { toBody } from './bodyFrame';
import { type BodyModel, heightAt, radiusAt } from './bodyModel';

const { abs, atan2, ceil, floor, hypot, max, min } = Math;

/** How far the model's surfaces may lie beyond the frame, mm. */
const beyondMm = 6;

/** Voxels whose centre lies between the endplates and within the wall. */
export function fillBody(volume: Volume, { frame, wall, top, bottom }: BodyModel): Mask {
  const { size, spacingMm, originLps, direction } = volume;
  const data = new Uint8Array(voxelCount(volume));
  const [hu, hv, hw] = frame.half.map((one) => one + beyondMm);
  const widest = wall.radii.reduce((most, radius) => max(most, radius), 0) ** 2;
  const [a, b, c] = frame.axes;
  const range = (axis: 0 | 1 | 2): readonly [number, number] => {
    const reach = abs(a[axis]) * hu + abs(b[axis]) * hv + abs(c[axis]) * hw;
    return [
      max(0, floor((frame.middle[axis] - reach) / spacingMm[axis])),
      min(size[axis] - 1, ceil((frame.middle[axis] + reach) / spacingMm[axis])),
    ];
  };
  const [[x0, x1], [y0, y1], [z0, z1]] = [range(0), range(1), range(2)];
  for (let z = z0; z <= z1; z += 1)
    for (let y = y0; y <= y1; y += 1) {
      let [u, v, w] = toBody(frame, x0 * spacingMm[0], y * spacingMm[1], z * spacingMm[2]);
      let at = x0 + size[0] * (y + size[1] * z);
      for (let x = x0; x <= x1; x += 1, at += 1) {
        if (
          abs(u) < hu &&
          abs(v) < hv &&
          abs(w) < hw &&
          u * u + v * v <= widest &&
          w <= heightAt(top, u, v) &&
          w >= heightAt(bottom, u, v) &&
          hypot(u, v) <= radiusAt(wall, atan2(v, u), w)
        )
          data[at] = 1;
        u += a[0] * spacingMm[0];
        v += b[0] * spacingMm[0];
        w += c[0] * spacingMm[0];
      }
    }
  return { size, spacingMm, originLps, direction, data };
}
