import type { BodyFrame } from './bodyFrame';
import type { Endplate, Wall } from './bodyModel';
import { clearnessOfEndplate, type EndplateEvidence, endplateEvidence, findEndplate } from './endplates';
import { findRims } from './rims';
import type { ScanSampler } from './scanSampler';
import { clearnessOfWall, findWall, type WallEvidence, wallEvidence } from './sideWall';

/** Wall and endplates of a body to half a millimetre, with the evidence they were found in. */
export interface CoarseFit {
  readonly frame: BodyFrame;
  readonly around: WallEvidence;
  readonly above: EndplateEvidence;
  readonly below: EndplateEvidence;
  readonly wall: Wall;
  readonly top: Endplate;
  readonly bottom: Endplate;
}

export function coarseFit(scan: ScanSampler, frame: BodyFrame): CoarseFit {
  const around = wallEvidence(scan, frame);
  const [above, below] = [endplateEvidence(scan, frame, 1), endplateEvidence(scan, frame, -1)];
  return withEndplates({ frame, around, above, below, wall: findWall(around) });
}

/** The same body once more: wall and endplates each limit where the other is looked for. */
export function fittedAgain(fit: CoarseFit): CoarseFit {
  return withEndplates({ ...fit, wall: findWall(fit.around, fit) });
}

function withEndplates(fit: Omit<CoarseFit, 'top' | 'bottom'>): CoarseFit {
  const rims = findRims(fit.around, fit.wall);
  return {
    ...fit,
    top: findEndplate(fit.above, fit.wall, rims.top),
    bottom: findEndplate(fit.below, fit.wall, rims.bottom),
  };
}

/** How clear the edges are that the surfaces follow: the mean of the wall and that of the endplates, each 0 to nearly 1. */
export const clearness = ({ around, above, below, wall, top, bottom }: CoarseFit): number =>
  clearnessOfWall(around, wall, top, bottom) +
  (clearnessOfEndplate(above, wall, top) + clearnessOfEndplate(below, wall, bottom)) / 2;
