import { seededRandom } from '@/lib/core/random';
import { ok, type Result } from '@/lib/core/result';
import { type Matrix, rowOf } from '../../matrix';
import { Adam } from '../autodiff/adam';
import { softmax } from '../autodiff/losses';
import { type Tensor, tensor } from '../autodiff/tape';
import { checkTraining, type LearnerProblem, type Predictor, refuse, type TrainingData } from '../learner';
import { copyTabNet, createTabNet } from './create';
import type { TabNetShape } from './hyperparameters';
import { infer, type TabNet } from './network';
import { trainStep } from './trainingStep';

export interface TabNetOptions {
  readonly shape: Omit<TabNetShape, 'inputs' | 'outputs'>;
  readonly epochs: number;
  readonly batchSize: number;
  readonly virtualBatch: number;
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly lambdaSparse: number;
  readonly clipNorm: number;
  /** Weight of the outcome class in the loss; 1 keeps probabilities on the cohort's own scale. */
  readonly eventWeight: number;
  readonly seed: number;
  /** Epochs without a better validation loss before training stops; needs validation rows. */
  readonly patience?: number;
  /** A network to start from, for instance a pretrained one; its values are copied. */
  readonly start?: TabNet;
}

export interface FittedTabNet extends Predictor {
  readonly net: TabNet;
  readonly epochsRun: number;
}

/**
 * Trains a TabNet by mini-batches. Rows beyond the last full batch of a shuffled epoch are left out of that epoch, as
 * the reference library does; a cohort smaller than one batch is refused (`no-training-batches`), where that library
 * trains nothing and says nothing. With validation rows the weights of the best epoch (log loss) are kept.
 */
export function fitTabNet(
  data: TrainingData,
  options: TabNetOptions,
  validation?: TrainingData,
): Result<FittedTabNet, LearnerProblem> {
  const checked = checkTraining(data);
  if (!checked.ok) return checked;
  const trouble = findTrouble(data.x, options) ?? (validation && findValidationTrouble(validation, data.x.columns));
  if (trouble) return trouble;
  const random = seededRandom(options.seed, 'tabnet');
  const net = options.start
    ? copyTabNet(options.start)
    : createTabNet({ ...options.shape, inputs: data.x.columns, outputs: 2 }, random);
  const adam = new Adam([...net.parameters.values()], options);
  const step = { ...options, classWeights: [1, options.eventWeight] };
  let best = { loss: Infinity, net, epoch: 0 };
  let epoch = 0;
  for (; epoch < options.epochs; epoch++) {
    const order = random.permutation(data.x.rows);
    for (let from = 0; from + options.batchSize <= order.length; from += options.batchSize) {
      trainStep(net, adam, batchOf(data, order.slice(from, from + options.batchSize)), step);
    }
    if (!validation) continue;
    const loss = logLoss(predictTabNet(net, validation.x), validation.y);
    if (loss < best.loss) best = { loss, net: copyTabNet(net), epoch };
    else if (options.patience !== undefined && epoch - best.epoch >= options.patience) break;
  }
  const kept = validation ? best.net : net;
  return ok({ net: kept, epochsRun: epoch, predict: (x) => predictTabNet(kept, x) });
}

/** Probability of class 1 for each row. */
export function predictTabNet(net: TabNet, x: Matrix): Float64Array {
  const probabilities = softmax(infer(net, asTensor(x)).logits);
  return Float64Array.from({ length: x.rows }, (_, row) => probabilities[2 * row + 1]);
}

export const asTensor = ({ rows, columns, data }: Matrix): Tensor => tensor(rows, columns, data);

/** What a network of this shape cannot be trained with: batches, virtual batches, layers, or a start of other inputs. */
export function findTrouble(
  { rows, columns }: Matrix,
  { batchSize, virtualBatch, shape, start }: Pick<TabNetOptions, 'batchSize' | 'virtualBatch' | 'shape' | 'start'>,
) {
  if (batchSize > rows) {
    const found = `${rows} rows do not fill one batch of ${batchSize}`;
    return refuse('no-training-batches', found, 'Choose a batch of at most a tenth of the rows.');
  }
  const chunk = Math.ceil(batchSize / Math.ceil(batchSize / virtualBatch));
  if (!(batchSize >= 2 && chunk >= 2) || batchSize % chunk === 1) {
    const found = `a virtual batch of one row has no variance (batch ${batchSize}, virtual ${virtualBatch})`;
    return refuse('bad-options', found, 'Choose a batch that its virtual batches divide.');
  }
  if (shape.shared + shape.independent < 1 || shape.steps < 1) {
    const found = `${shape.steps} steps of ${shape.shared} shared and ${shape.independent} independent layers`;
    return refuse('bad-options', found, 'Give at least one step and one layer.');
  }
  if (start && start.shape.inputs !== columns)
    return refuse(
      'shape-mismatch',
      `${columns} columns for a network of ${start.shape.inputs}`,
      'Use the same inputs.',
    );
  return undefined;
}

/** Validation rows may be of one class; without a loss that is a number no epoch would be the best. */
function findValidationTrouble({ x, y }: TrainingData, columns: number) {
  if (x.rows === 0 || y.length !== x.rows || x.columns !== columns)
    return refuse(
      'shape-mismatch',
      `validation has ${x.rows} rows of ${x.columns} columns and ${y.length} outcomes`,
      'Give validation rows with the inputs of the training rows, and an outcome for each.',
    );
  if (!x.data.every(Number.isFinite))
    return refuse('missing-values', 'a validation value is missing or infinite', 'Fill in missing values first.');
  return undefined;
}

function batchOf({ x, y }: TrainingData, rows: readonly number[]) {
  const batch = tensor(rows.length, x.columns);
  rows.forEach((row, n) => {
    batch.data.set(rowOf(x, row), n * x.columns);
  });
  return { x: batch, y: rows.map((row) => y[row]) };
}

function logLoss(p: Float64Array, y: Uint8Array): number {
  const tiny = 1e-12;
  return p.reduce((sum, value, i) => sum - Math.log(Math.max(tiny, y[i] ? value : 1 - value)), 0) / p.length;
}
