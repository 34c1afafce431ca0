import { seededRandom } from '@/lib/core/random';
import { ok, type Result } from '@/lib/core/result';
import { type Matrix, takeLabels, takeRows } from '../../matrix';
import { checkTraining, type LearnerProblem, type Predictor, type TrainingData } from '../learner';
import { asTensor, fitTabNet, predictTabNet, type TabNetOptions } from './fit';
import { infer, type TabNet } from './network';
import { pretrainTabNet } from './pretrain';

export interface FittedEnsemble extends Predictor {
  readonly members: readonly TabNet[];
  /** Attention per row and input: each member's mask normalised to 1, averaged. */
  attention(x: Matrix, members?: readonly TabNet[]): Matrix;
}

/**
 * TabNets over seeds and bootstrap resamples; each stops by the rows that its own resample left out. The probability is
 * the mean of the members'.
 * @param pretrainEpochs of self-supervised pretraining on each member's own rows; 0 for none.
 */
export function fitEnsemble(
  data: TrainingData,
  size: number,
  options: TabNetOptions,
  pretrainEpochs = 0,
): Result<FittedEnsemble, LearnerProblem> {
  const checked = checkTraining(data);
  if (!checked.ok) return checked;
  const members: TabNet[] = [];
  for (let index = 0; index < size; index++) {
    const { drawn, left } = resample(data, seededRandom(options.seed, `member ${index}`));
    const seed = options.seed * 1009 + index;
    const start = pretrainEpochs > 0 ? startFrom(subset(data, drawn), { ...options, seed }, pretrainEpochs) : undefined;
    if (start && !start.ok) return start;
    const fitted = fitTabNet(
      subset(data, drawn),
      { ...options, seed, ...(start && { start: start.value.net }) },
      subset(data, left),
    );
    if (!fitted.ok) return fitted;
    members.push(fitted.value.net);
  }
  return ok({
    members,
    predict: (x) => {
      const total = new Float64Array(x.rows);
      for (const member of members)
        predictTabNet(member, x).forEach((p, row) => {
          total[row] += p / members.length;
        });
      return total;
    },
    attention: (x, of = members) => averageAttention(x, of),
  });
}

const startFrom = ({ x }: TrainingData, options: TabNetOptions, epochs: number) =>
  pretrainTabNet(x, { ...options, epochs, hiddenShare: 0.5 });

/** Rows drawn with replacement within each class, and those never drawn; both classes are in each part. */
function resample({ y }: TrainingData, random: ReturnType<typeof seededRandom>) {
  const drawn: number[] = [];
  const left: number[] = [];
  for (const label of [0, 1]) {
    const rows = Array.from(y.keys()).filter((row) => y[row] === label);
    const taken = new Set<number>();
    // Again until a row is left out, which fails only for a class of one row.
    for (let attempt = 0; attempt < 20; attempt++) {
      taken.clear();
      const picks = rows.map(() => rows[random.integer(rows.length)]);
      for (const row of picks) taken.add(row);
      if (taken.size < rows.length || attempt === 19) {
        drawn.push(...picks);
        break;
      }
    }
    left.push(...(taken.size < rows.length ? rows.filter((row) => !taken.has(row)) : rows));
  }
  return { drawn, left };
}

const subset = ({ x, y }: TrainingData, rows: readonly number[]): TrainingData => ({
  x: takeRows(x, rows),
  y: takeLabels(y, rows),
});

function averageAttention(x: Matrix, members: readonly TabNet[]): Matrix {
  const data = new Float64Array(x.rows * x.columns);
  for (const member of members) {
    const { explanation } = infer(member, asTensor(x));
    for (let row = 0; row < x.rows; row++) {
      const from = row * x.columns;
      let total = 0;
      for (let i = from; i < from + x.columns; i++) total += explanation.data[i];
      if (total > 0)
        for (let i = from; i < from + x.columns; i++) data[i] += explanation.data[i] / total / members.length;
    }
  }
  return { rows: x.rows, columns: x.columns, data };
}
