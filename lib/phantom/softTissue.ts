import { seededRandom } from '@/lib/core/random';
import type { NoiseField } from './noiseField';
import type { PhantomOptions } from './phantomOptions';

const { abs, max } = Math;

export type SoftTissue = (x: number, y: number, z: number) => number;

/** Half axes of the trunk, mm. */
const trunk = { x: 160, y: 112 };
const airHu = -1000;

/** HU of everything but bone, discs and canal: air, table, skin, fat, muscles, vessels, kidneys, bowel. */
export function softTissue({ seed, contrast = false }: PhantomOptions, mottle: NoiseField): SoftTissue {
  const random = seededRandom(seed, 'soft tissue');
  const fatShare = 0.74 + 0.04 * random.uniform();
  const vesselHu = contrast ? 290 : 42;
  const bowel = Array.from({ length: 9 }, () => ({
    x: -90 + 180 * random.uniform(),
    y: -75 + 45 * random.uniform(),
    z: -70 + 140 * random.uniform(),
    radius: 10 + 10 * random.uniform(),
    gas: random.uniform() < 0.5,
  }));
  return (x, y, z) => {
    const radial = (x * x) / (trunk.x * trunk.x) + (y * y) / (trunk.y * trunk.y);
    if (radial > 1) return tableHu(x, y);
    if (radial > 0.975) return 15;
    const grain = mottle(x / 9, y / 9, z / 9);
    // Two bundles of muscle beside the spinous processes and the psoas beside the bodies.
    const spinal = ellipse(abs(x) - 36, y - 68, 27, 22);
    if (spinal < 1) return 52 + 7 * grain - (spinal > 0.86 ? 40 : 0);
    if (radial > fatShare) return -104 + 7 * grain;
    const psoas = ellipse(abs(x) - 38 - 0.06 * max(0, -z), y - 34, 13 + 0.06 * max(0, -z), 20);
    if (psoas < 1) return 55 + 6 * grain;
    const aorta = ellipse(x - 10, y + 2, 10.5, 10.5);
    if (aorta < 1) return aorta > 0.8 ? 60 : vesselHu + 3 * grain;
    if (ellipse(x + 17, y - 2, 12, 9) < 1) return contrast ? 150 : 38;
    const kidney = y < 9 || y > 51 ? 2 : ellipse3(abs(x) - 66, y - 30, z + 25, 24, 20, 50);
    if (kidney < 1) return (contrast ? 180 : 33) + 4 * grain;
    // No loop of bowel reaches further back.
    if (y < -10) {
      for (const { x: a, y: b, z: c, radius, gas } of bowel) {
        const away = ellipse3(x - a, y - b, z - c, radius, radius, radius);
        if (away < 1) return away > 0.7 ? 35 : gas && y < b ? -880 : 12;
      }
    }
    const liver = x > -10 ? 2 : ellipse3(x + 78, y + 20, z - 75, 66, 68, 80);
    if (liver < 1) return 58 + 5 * grain;
    return grain > 0.35 ? 28 + 8 * grain : -98 + 10 * grain;
  };
}

/** A curved carbon shell with foam, below the back. */
function tableHu(x: number, y: number): number {
  const top = trunk.y + 3 - (x * x) / 900;
  if (abs(x) > 215 || y < top || y > top + 26) return airHu;
  return y < top + 2 || y > top + 24 ? -480 : -930;
}

const ellipse = (x: number, y: number, a: number, b: number): number => (x * x) / (a * a) + (y * y) / (b * b);
const ellipse3 = (x: number, y: number, z: number, a: number, b: number, c: number): number =>
  ellipse(x, y, a, b) + (z * z) / (c * c);
