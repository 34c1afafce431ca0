import type { NoiseField } from './noiseField';
import type { BoneOptions, PhantomOptions } from './phantomOptions';
import type { VertebraAnatomy } from './spineAnatomy';
import { type BodyProbe, screwDistance } from './vertebraShape';

const { abs, cbrt, hypot } = Math;

const corticalHu = 620;
const corticalMm = 0.9;
const endplateMm = 1.2;
const gasHu = -820;
const fluidHu = 12;
const cementHu = 2300;
const metalHu = 3071;

/** HU at a point of a vertebra's own frame, within its bone. */
export type BoneTissue = (vertebra: VertebraAnatomy, u: number, v: number, w: number, probe: BodyProbe) => number;

/** Trabecular bone with its pattern, shell, and what fractures and treatments leave in it. */
export function bodyTissue(
  options: PhantomOptions,
  { trabecularHu, textureHu, textureMm }: BoneOptions,
  coarse: NoiseField,
  fine: NoiseField,
): BoneTissue {
  const { cleft, cement, screws = [] } = options;
  const cementRadius = cement ? cbrt((cement.volumeMl * 1000 * 3) / (4 * Math.PI)) : 0;
  return (vertebra, u, v, w, probe) => {
    const { level, halfWidth, halfDepth, halfHeight, fracture } = vertebra;
    if (screws.includes(level) && screwDistance(vertebra, u, v, w) < 0) return metalHu;
    // Struts stand upright: the pattern changes more slowly along the axis.
    const pattern =
      0.8 * coarse(u / textureMm, v / textureMm, w / (1.8 * textureMm)) +
      0.6 * fine((2.3 * u) / textureMm, (2.3 * v) / textureMm, (1.6 * w) / textureMm);
    if (cement?.level === level) {
      const blob = hypot(u / 1.25, v + 0.15 * halfDepth, (w + 0.1 * halfHeight) / 0.85);
      if (blob < cementRadius * (1 + 0.14 * coarse(u / 5, v / 5, w / 5))) return cementHu + 90 * pattern;
    }
    if (cleft?.level === level) {
      const below = probe.belowTop - 4.5;
      const inside =
        (u / (0.55 * halfWidth)) ** 2 + ((v + 0.15 * halfDepth) / (0.55 * halfDepth)) ** 2 + (below / 2.3) ** 2;
      if (inside < 1) return cleft.content === 'gas' ? gasHu : fluidHu;
      if (inside < 1.9) return trabecularHu + 190;
    }
    if (-probe.side < corticalMm || -probe.endplate < endplateMm) return corticalHu;
    const basivertebral = v > 0 && abs(u) < 2 && abs(w) < 2 ? -70 : 0;
    const condensed = fracture && probe.belowTop < 5 ? 300 * fracture.heightLoss * (1 - probe.belowTop / 5) : 0;
    return trabecularHu + textureHu * pattern + condensed + basivertebral;
  };
}

/** Arch and processes: a thick shell around little trabecular bone. */
export function archTissue(distance: number, trabecularHu: number, pattern: number): number {
  return -distance < 1.5 ? 520 : trabecularHu + 110 + 40 * pattern;
}
