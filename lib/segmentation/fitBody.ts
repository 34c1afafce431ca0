import type { Triple } from '@/lib/volume/volume';
import type { BodyFrame } from './bodyFrame';
import type { BodyModel } from './bodyModel';
import { endplateEvidence, findEndplate, refineEndplate } from './endplates';
import { findRims } from './rims';
import type { ScanSampler } from './scanSampler';
import { findWall, refineWall, wallEvidence } from './sideWall';

/** Wall and endplates each limit where the other is looked for: so often in turn. */
const rounds = 3;
const refinements = 2;
/**
 * A cortex thinner than the voxels is seen too far out, by about this share of a voxel: measured on phantoms of 0.5 to 1.25 mm
 * and on a real CT of 1.5 mm (docs/imaging.md).
 */
const blurShare = 0.2;

/**
 * Fits wall and endplates to the edges of bone around a box. Every surface minimises edge costs and roughness over all its
 * places at once; first within some millimetres of the box, then precisely along itself.
 *
 * @param spacingMm voxel size along the axes of the scan
 */
export function fitBody(scan: ScanSampler, frame: BodyFrame, spacingMm: Triple): BodyModel {
  const around = wallEvidence(scan, frame);
  const [above, below] = [endplateEvidence(scan, frame, 1), endplateEvidence(scan, frame, -1)];
  const endplates = () => {
    const rims = findRims(around, wall);
    return { top: findEndplate(above, wall, rims.top), bottom: findEndplate(below, wall, rims.bottom) };
  };
  let wall = findWall(around);
  let plates = endplates();
  for (let round = 1; round < rounds; round += 1) {
    wall = findWall(around, plates);
    plates = endplates();
  }
  wall = findWall(around, plates);
  for (let i = 0; i < refinements; i += 1) {
    const { top, bottom } = plates;
    plates = {
      top: refineEndplate(scan, frame, wall, top, 1),
      bottom: refineEndplate(scan, frame, wall, bottom, -1),
    };
    wall = refineWall(scan, frame, wall, top, bottom);
  }
  return drawnIn({ frame, wall, ...plates }, spacingMm);
}

/** The model with its surfaces moved in by what blur had moved them out. */
function drawnIn({ frame, wall, top, bottom }: BodyModel, spacingMm: Triple): BodyModel {
  const along = ([x, y, z]: Triple): number =>
    blurShare * (x * x * spacingMm[0] + y * y * spacingMm[1] + z * z * spacingMm[2]);
  const [u, v, w] = frame.axes.map(along);
  const across = Math.max(u, v);
  return {
    frame,
    wall: { ...wall, radii: wall.radii.map((radius) => radius - across) },
    top: { ...top, heights: top.heights.map((height) => height - w) },
    bottom: { ...bottom, heights: bottom.heights.map((height) => height + w) },
  };
}
