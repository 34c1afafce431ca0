import type { VertebraAnatomy } from './spineAnatomy';

const { abs, max, min, sin, sqrt } = Math;

/** How a point lies to a vertebral body. Distances in mm, negative inside. */
export interface BodyProbe {
  /** To the nearest face. */
  distance: number;
  /** To the nearest endplate alone, and to the side wall alone. */
  endplate: number;
  side: number;
  /** Below the upper endplate. */
  belowTop: number;
}

/**
 * The body in its own frame (u to the left, v to the back, w to the head): a rounded kidney of exponent 2.5 with a waist,
 * hollow endplates, and the height that its fracture has left. Writes into `out` to spare allocations.
 */
export function probeBody(vertebra: VertebraAnatomy, u: number, v: number, w: number, out: BodyProbe): BodyProbe {
  const { halfWidth, halfDepth, halfHeight, hollow, fracture } = vertebra;
  const loss = fracture?.heightLoss ?? 0;
  const relative = w / halfHeight;
  const waist = 1 - 0.09 * max(0, 1 - relative * relative);
  const bulge = 1 + 0.12 * loss;
  const a = abs(u) / (halfWidth * waist * bulge);
  // The back wall is drawn in along the canal.
  const drawn = v > 0 ? v + 3 * max(0, 1 - (u * u) / (0.36 * halfWidth * halfWidth)) * (v / halfDepth) : v;
  const b = abs(drawn) / (halfDepth * waist * (v < 0 ? bulge : 1));
  const radial = (a * a * sqrt(a) + b * b * sqrt(b)) ** 0.4;
  const side = (radial - 1) * min(halfWidth, halfDepth) * waist;
  const dish = max(0, 1 - radial * radial);
  let top = halfHeight - hollow * dish;
  let bottom = -halfHeight + hollow * dish;
  if (fracture) {
    const height = 2 * halfHeight;
    const front = min(1, max(0, 0.5 - v / (2 * halfDepth)));
    if (fracture.shape === 'wedge') top -= loss * height * front;
    else if (fracture.shape === 'crush') top -= loss * height * (0.8 + 0.2 * front);
    else {
      top -= 0.65 * loss * height * sqrt(dish);
      bottom += 0.35 * loss * height * sqrt(dish);
    }
    // Broken endplates are not smooth.
    top += loss * 1.6 * sin(u * 0.55 + 1) * sin(v * 0.47);
  }
  out.endplate = max(w - top, bottom - w);
  out.side = side;
  out.belowTop = top - w;
  out.distance = max(side, out.endplate);
  return out;
}

/** Distance to the arch with its processes in mm, negative inside; large in front of the back wall. */
export function archDistance(
  { halfWidth, halfDepth, halfHeight }: VertebraAnatomy,
  u: number,
  v: number,
  w: number,
): number {
  const back = v - halfDepth;
  if (back < -4 || back > 48) return 99;
  const side = abs(u);
  if (side > halfWidth + 26) return 99;
  const h = 2 * halfHeight;
  const pedicle = capsule(side, back, (w - 0.2 * h) * 0.62, 0.62 * halfWidth, -4, 0, 0.66 * halfWidth, 9, 0) - 4.2;
  const lamina = capsule(side, back, (w + 0.08 * h) * 0.6, 0.62 * halfWidth, 12, 0.12 * h, 0, 20.5, -0.05 * h) - 3.2;
  const superior = capsule(side, back, w, 0.7 * halfWidth, 11, 0.1 * h, 0.72 * halfWidth, 13, 0.52 * h) - 3.8;
  const inferior = capsule(side, back, w, 0.52 * halfWidth, 15, -0.15 * h, 0.52 * halfWidth, 17.5, -0.6 * h) - 3.8;
  const transverse = capsule(side, back, w, 0.7 * halfWidth, 11, 0.1 * h, 0.7 * halfWidth + 21, 17, 0.08 * h) - 3.3;
  const spinous = capsule(side * 1.25, back, (w + 0.25 * h) * 0.42, 0, 20, 0.06 * h, 0, 40, -0.02 * h) - 3.6;
  return min(pedicle, lamina, superior, inferior, transverse, spinous);
}

/** Distance of (x, y, z) to the segment from (ax, ay, az) to (bx, by, bz). */
function capsule(
  x: number,
  y: number,
  z: number,
  ax: number,
  ay: number,
  az: number,
  bx: number,
  by: number,
  bz: number,
): number {
  const [dx, dy, dz] = [bx - ax, by - ay, bz - az];
  const along = ((x - ax) * dx + (y - ay) * dy + (z - az) * dz) / (dx * dx + dy * dy + dz * dz);
  const t = Math.max(0, Math.min(1, along));
  const [ex, ey, ez] = [x - ax - t * dx, y - ay - t * dy, z - az - t * dz];
  return sqrt(ex * ex + ey * ey + ez * ez);
}

/** Distance to the screws through both pedicles. */
export function screwDistance(
  { halfWidth, halfDepth, halfHeight }: VertebraAnatomy,
  u: number,
  v: number,
  w: number,
): number {
  return (
    capsule(
      abs(u),
      v,
      w,
      0.34 * halfWidth,
      -0.5 * halfDepth,
      0.3 * halfHeight,
      0.68 * halfWidth,
      halfDepth + 20,
      0.4 * halfHeight,
    ) - 2.8
  );
}

/** In the canal, as a share of its radius: below 1 inside. */
export function canalRadius({ halfDepth }: VertebraAnatomy, u: number, v: number): number {
  const [a, b] = [u / 11.5, (v - halfDepth - 8) / 8.2];
  return sqrt(a * a + b * b);
}
