import { type VertebraLevel, vertebraLevels } from '@/lib/core/vertebra';
import { type Geometry, identityDirection, type Mask, type Triple, type Volume, voxelCount } from '@/lib/volume/volume';
import { archTissue, bodyTissue } from './boneTissue';
import { noiseField, scannerNoise } from './noiseField';
import type { PhantomOptions } from './phantomOptions';
import { softTissue } from './softTissue';
import { spineAnatomy, type VertebraAnatomy } from './spineAnatomy';
import { archDistance, type BodyProbe, canalRadius, probeBody } from './vertebraShape';

const { abs, ceil, max, min, round } = Math;

/** A synthetic CT of the spine in HU, and exactly which voxels are which vertebra. */
export interface SpinePhantom {
  readonly volume: Volume<Int16Array>;
  readonly anatomy: readonly VertebraAnatomy[];
  /** Body with arch. */
  vertebra(level: VertebraLevel): Mask;
  body(level: VertebraLevel): Mask;
}

const defaultBone = { trabecularHu: 110, textureHu: 34, textureMm: 2.4 };
const discHu = 85;
const canalHu = 28;
/** Labels: the body of level index i is 2 i + 1, its arch 2 i + 2. */
const archOffset = 1;

/**
 * Computes the phantom voxel by voxel from its shapes: deterministic by the options, in any orientation and voxel size.
 * Edges are blended over the width that the kernel and the voxel give them; masks are the shapes themselves.
 */
export function spinePhantom(options: PhantomOptions): SpinePhantom {
  const anatomy = spineAnatomy(options);
  const geometry = gridOf(options, anatomy);
  const data = new Int16Array(voxelCount(geometry));
  const labels = new Uint8Array(data.length);
  const kernel = options.noise?.kernel ?? 'bone';
  const sd = options.noise?.sdHu ?? 18;
  const noise = scannerNoise(options.seed, kernel === 'soft' ? 0.8 / geometry.spacingMm[0] : 0);
  const tissue = createTissue(options, anatomy, kernel === 'soft' ? 0.9 : 0.45);
  const { size, spacingMm, originLps, direction: d } = geometry;
  const found = { hu: 0, label: 0 };
  let offset = 0;
  for (let k = 0; k < size[2]; k++) {
    for (let j = 0; j < size[1]; j++) {
      const [b, c] = [j * spacingMm[1], k * spacingMm[2]];
      let x = originLps[0] + d[1] * b + d[2] * c;
      let y = originLps[1] + d[4] * b + d[5] * c;
      let z = originLps[2] + d[7] * b + d[8] * c;
      for (let i = 0; i < size[0]; i++, offset++) {
        tissue(x, y, z, found);
        const value = found.hu + (found.hu > -950 ? sd : 0.4 * sd) * noise(i, j, k);
        data[offset] = round(min(3071, max(-1024, value)));
        labels[offset] = found.label;
        x += d[0] * spacingMm[0];
        y += d[3] * spacingMm[0];
        z += d[6] * spacingMm[0];
      }
    }
  }
  const select = (wanted: (label: number) => boolean): Mask => ({
    ...geometry,
    data: labels.map((label) => (wanted(label) ? 1 : 0)),
  });
  return {
    volume: { ...geometry, data },
    anatomy,
    body: (level) => select((label) => label === labelOf(level)),
    vertebra: (level) => select((label) => label === labelOf(level) || label === labelOf(level) + archOffset),
  };
}

const labelOf = (level: VertebraLevel): number => 2 * vertebraLevels.indexOf(level) + 1;

/** The whole scan around the trunk's middle, or the box of one body with a margin. */
function gridOf(
  { spacingMm, matrix = [512, 512], crop, direction = identityDirection }: PhantomOptions,
  anatomy: readonly VertebraAnatomy[],
): Geometry {
  const d = direction;
  const target = anatomy.find(({ level }) => level === crop?.level);
  if (crop && !target) throw new RangeError(`the phantom has no ${crop.level} to crop`);
  const top = max(...anatomy.map(({ centre, halfHeight }) => centre.z + halfHeight)) + 14;
  const bottom = min(...anatomy.map(({ centre, halfHeight }) => centre.z - halfHeight)) - 14;
  const centre: Triple = target ? [target.centre.x, target.centre.y, target.centre.z] : [0, 12, (top + bottom) / 2];
  const half: Triple = target
    ? [
        target.halfWidth + (crop?.marginMm ?? 0),
        target.halfDepth + (crop?.marginMm ?? 0),
        target.halfHeight + (crop?.marginMm ?? 0),
      ]
    : [0, 0, (top - bottom) / 2];
  // A turned grid has to hold the turned box.
  const reach = (axis: number) => abs(d[axis]) * half[0] + abs(d[3 + axis]) * half[1] + abs(d[6 + axis]) * half[2];
  const counts = [0, 1, 2].map((axis) => ceil((2 * reach(axis)) / spacingMm[axis]) + 1);
  const size: Triple = target ? [counts[0], counts[1], counts[2]] : [matrix[0], matrix[1], counts[2]];
  const start = size.map((count, axis) => (-(count - 1) / 2) * spacingMm[axis]);
  const originLps = [0, 1, 2].map(
    (row) => centre[row] + d[3 * row] * start[0] + d[3 * row + 1] * start[1] + d[3 * row + 2] * start[2],
  );
  return { size, spacingMm, originLps: [originLps[0], originLps[1], originLps[2]], direction };
}

/** A function that writes HU and label of a point into `out`. */
function createTissue(options: PhantomOptions, anatomy: readonly VertebraAnatomy[], edgeMm: number) {
  const bone = { ...defaultBone, ...options.bone };
  const coarse = noiseField(options.seed, 'coarse texture');
  const fine = noiseField(options.seed, 'fine texture');
  const soft = softTissue(options, noiseField(options.seed, 'mottle'));
  const inBody = bodyTissue(options, bone, coarse, fine);
  const probe: BodyProbe = { distance: 0, endplate: 0, side: 0, belowTop: 0 };
  return (x: number, y: number, z: number, out: { hu: number; label: number }): void => {
    out.label = 0;
    if (x < -52 || x > 52 || y < 2 || y > 112) {
      out.hu = soft(x, y, z);
      return;
    }
    let outside = Number.NaN;
    let blended = 0;
    let weight = 0;
    for (const vertebra of anatomy) {
      const { centre, halfHeight, halfDepth, sinPitch, cosPitch, level } = vertebra;
      const dz = z - centre.z;
      if (dz > halfHeight + 10 || dz < -halfHeight - 22) continue;
      const dy = y - centre.y;
      const u = x - centre.x;
      const v = cosPitch * dy + sinPitch * dz;
      const w = cosPitch * dz - sinPitch * dy;
      probeBody(vertebra, u, v, w, probe);
      if (probe.distance < edgeMm) {
        const share = min(1, 0.5 - probe.distance / (2 * edgeMm));
        blended = inBody(vertebra, u, v, w, probe);
        weight = share;
        if (probe.distance <= 0) {
          out.label = labelOf(level);
          break;
        }
      }
      const arch = archDistance(vertebra, u, v, w);
      if (arch < edgeMm) {
        weight = max(weight, min(1, 0.5 - arch / (2 * edgeMm)));
        const screwed = options.screws?.includes(level) ? inBody(vertebra, u, v, w, probe) : 0;
        blended = screwed > 3000 ? screwed : archTissue(arch, bone.trabecularHu, coarse(u / 2, v / 2, w / 2));
        if (arch <= 0) {
          out.label = labelOf(level) + archOffset;
          break;
        }
      }
      if (probe.side < 0.6 && abs(v) < halfDepth + 2 && Number.isNaN(outside)) outside = discHu;
      else if (canalRadius(vertebra, u, v) < 1)
        outside = canalRadius(vertebra, u, v) < 0.75 ? canalHu + 8 : canalHu - 60;
    }
    if (weight >= 1) {
      out.hu = blended;
      return;
    }
    const around = Number.isNaN(outside) ? soft(x, y, z) : outside;
    out.hu = weight > 0 ? around + weight * (blended - around) : around;
  };
}
