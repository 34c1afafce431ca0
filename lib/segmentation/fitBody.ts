import type { Triple } from '@/lib/volume/volume';
import type { BodyFrame } from './bodyFrame';
import type { BodyModel } from './bodyModel';
import { tilted } from './bodyTilt';
import { type CoarseFit, clearness, coarseFit, fittedAgain } from './coarseFit';
import { refineEndplate } from './endplates';
import type { ScanSampler } from './scanSampler';
import { findWall, refineWall } from './sideWall';

/** Wall and endplates each limit where the other is looked for: so often in turn. */
const rounds = 3;
const refinements = 2;
/** A body leans in its box by a step, by two, or not at all; what a degree of it has to gain in clearness. */
const tiltStepDegrees = 12;
const tiltCost = 0.001;
/**
 * A cortex thinner than the voxels is seen too far out, by about this share of a voxel: measured on phantoms of 0.5 to 1.25 mm
 * and on a real CT of 1.5 mm (docs/imaging.md).
 */
const blurShare = 0.2;

/**
 * Fits wall and endplates to the edges of bone around a box. Every surface minimises edge costs and roughness over all its
 * places at once; first within some millimetres of the box, at several tilts, then precisely along itself.
 *
 * @param spacingMm voxel size along the axes of the scan
 */
export function fitBody(scan: ScanSampler, frame: BodyFrame, spacingMm: Triple): BodyModel {
  let fit = clearestTilt(scan, frame);
  for (let round = 1; round < rounds; round += 1) fit = fittedAgain(fit);
  let wall = findWall(fit.around, fit);
  let plates: Pick<BodyModel, 'top' | 'bottom'> = fit;
  for (let i = 0; i < refinements; i += 1) {
    const { top, bottom } = plates;
    plates = {
      top: refineEndplate(scan, fit.frame, wall, top, 1),
      bottom: refineEndplate(scan, fit.frame, wall, bottom, -1),
    };
    wall = refineWall(scan, fit.frame, wall, top, bottom);
  }
  return drawnIn({ frame: fit.frame, wall, top: plates.top, bottom: plates.bottom }, spacingMm);
}

/** The fit whose edges are clearest: along the box's own axes, or turned step by step to the side where they get clearer. */
function clearestTilt(scan: ScanSampler, frame: BodyFrame): CoarseFit {
  const straight = tried(scan, frame, 0);
  const turned = [-tiltStepDegrees, tiltStepDegrees].flatMap((degrees) => {
    const at = tilted(frame, degrees);
    return at ? [tried(scan, at, degrees)] : [];
  });
  const best = [straight, ...turned].reduce(clearer);
  const further = best.degrees === 0 ? undefined : tilted(frame, 2 * best.degrees);
  return (further ? clearer(best, tried(scan, further, 2 * best.degrees)) : best).fit;
}

interface TriedTilt {
  readonly degrees: number;
  readonly fit: CoarseFit;
  readonly worth: number;
}

function tried(scan: ScanSampler, frame: BodyFrame, degrees: number): TriedTilt {
  const fit = coarseFit(scan, frame);
  return { degrees, fit, worth: clearness(fit) - tiltCost * Math.abs(degrees) };
}

const clearer = (one: TriedTilt, other: TriedTilt): TriedTilt => (other.worth > one.worth ? other : one);

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
