import { seededRandom } from '@/lib/core/random';
import { takeLabels } from '../matrix';
import { logLoss } from '../metrics/calibration';
import { auroc } from '../metrics/discrimination';
import { quantile } from '../selection/statistics';
import { applyTerms, fitTerms, type Terms } from './terms';

export interface Guard {
  readonly name: 'discrimination' | 'calibration' | 'stability';
  readonly passed: boolean;
  readonly finding: string;
}

/** A candidate may lose no more of the area under the ROC curve than this; a positive slope loses none. */
const mostLostAuroc = 0.005;
/** The chance that is shown may move by no more than this in the 95th of 100 patients when other patients had come. */
const mostMoved = 0.05;
const folds = 10;
const resamples = 200;

/** What a candidate must pass before people are asked to approve it (S24). */
export function guardsOf(
  method: 'intercept' | 'slope',
  candidate: Terms,
  p: Float64Array,
  y: Uint8Array,
  seed: number,
): readonly Guard[] {
  const [before, after] = [auroc(p, y), auroc(applyTerms(p, candidate), y)];
  const [now, crossFitted] = [logLoss(p, y), logLoss(crossFittedChances(method, p, y, seed), y)];
  const moved = movedByResampling(method, candidate, p, y, seed);
  return [
    {
      name: 'discrimination',
      passed: after >= before - mostLostAuroc,
      finding: `AUROC ${before.toFixed(3)} now, ${after.toFixed(3)} with the candidate.`,
    },
    {
      name: 'calibration',
      passed: crossFitted < now,
      finding: `Log loss ${now.toFixed(4)} now, ${crossFitted.toFixed(4)} with the candidate on patients that it was not fitted to.`,
    },
    {
      name: 'stability',
      passed: moved <= mostMoved,
      finding: `With other patients of the same site the chance would move by up to ${(100 * moved).toFixed(1)} of 100 (95th of 100 patients); ${100 * mostMoved} are allowed.`,
    },
  ];
}

/** Each patient's chance by terms that were fitted without the patient, over ten folds of equal shares of events. */
function crossFittedChances(method: 'intercept' | 'slope', p: Float64Array, y: Uint8Array, seed: number): Float64Array {
  const foldOf = new Uint8Array(y.length);
  for (const label of [0, 1]) {
    const rows = Array.from(y.keys()).filter((row) => y[row] === label);
    const order = seededRandom(seed, `update folds ${label}`).permutation(rows.length);
    for (const [place, at] of order.entries()) foldOf[rows[at]] = place % folds;
  }
  const result = new Float64Array(y.length);
  for (let fold = 0; fold < folds; fold += 1) {
    const inside = Array.from(y.keys()).filter((row) => foldOf[row] !== fold);
    const terms = fitTerms(
      method,
      p.filter((_, row) => foldOf[row] !== fold),
      takeLabels(y, inside),
    );
    applyTerms(p, terms).forEach((value, row) => {
      if (foldOf[row] === fold) result[row] = value;
    });
  }
  return result;
}

/** Mean distance of each patient's chance from those of refits to resampled patients (Riley and Collins, Biom J 2023;65:2200302), its 95th percentile. */
function movedByResampling(
  method: 'intercept' | 'slope',
  candidate: Terms,
  p: Float64Array,
  y: Uint8Array,
  seed: number,
): number {
  const shown = applyTerms(p, candidate);
  const distance = new Float64Array(p.length);
  const classes = [0, 1].map((label) => Array.from(y.keys()).filter((row) => y[row] === label));
  for (let k = 0; k < resamples; k += 1) {
    const random = seededRandom(seed, `update resample ${k}`);
    const rows = classes.flatMap((members) => members.map(() => members[random.integer(members.length)]));
    const terms = fitTerms(
      method,
      rows.map((row) => p[row]),
      takeLabels(y, rows),
    );
    applyTerms(p, terms).forEach((value, row) => {
      distance[row] += Math.abs(value - shown[row]) / resamples;
    });
  }
  return quantile(distance, 0.95);
}
