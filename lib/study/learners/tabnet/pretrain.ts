import { type Random, seededRandom } from '@/lib/core/random';
import { ok, type Result } from '@/lib/core/result';
import { type Matrix, rowOf } from '../../matrix';
import { Adam, clipGradients } from '../autodiff/adam';
import { reconstructionLoss } from '../autodiff/losses';
import { Tape, type Tensor, tensor } from '../autodiff/tape';
import { type LearnerProblem, refuse } from '../learner';
import { createTabNet } from './create';
import { createDecoder, type Decoder, decode, decoderParameters } from './decoder';
import { findTrouble, type TabNetOptions } from './fit';
import { encode, type TabNet } from './network';

export interface PretrainingOptions
  extends Pick<TabNetOptions, 'shape' | 'batchSize' | 'virtualBatch' | 'learningRate' | 'clipNorm' | 'seed'> {
  readonly epochs: number;
  /** Share of the values that are hidden from the encoder, drawn anew for each batch. */
  readonly hiddenShare: number;
}

export interface Pretrained {
  /** To start `fitTabNet` from; its last mapping is still random. */
  readonly net: TabNet;
  /** Mean loss of each epoch: 1 is what guessing every hidden value's mean would give. */
  readonly losses: readonly number[];
}

/**
 * Self-supervised pretraining (Arik and Pfister 2021): hide some values of each row, and learn to tell them from the
 * others. It needs no outcome, so rows without one can take part. Problems as in fitTabNet.
 */
export function pretrainTabNet(x: Matrix, options: PretrainingOptions): Result<Pretrained, LearnerProblem> {
  const { batchSize, epochs, seed } = options;
  const trouble = findTrouble(x, options);
  if (trouble) return trouble;
  if (!x.data.every(Number.isFinite))
    return refuse('missing-values', 'a value is missing or infinite', 'Fill in missing values by a stated rule first.');
  const random = seededRandom(seed, 'pretraining');
  const net = createTabNet({ ...options.shape, inputs: x.columns, outputs: 2 }, random);
  const decoder = createDecoder(net.shape, random);
  const adam = new Adam([...net.parameters.values(), ...decoderParameters(decoder)], options);
  const losses = Array.from({ length: epochs }, () => {
    const order = random.permutation(x.rows);
    let total = 0;
    let batches = 0;
    for (let from = 0; from + batchSize <= x.rows; from += batchSize, batches++) {
      total += pretrainStep(net, decoder, adam, batchOf(x, order.slice(from, from + batchSize)), options, random);
    }
    return total / batches;
  });
  return ok({ net, losses });
}

function pretrainStep(
  net: TabNet,
  decoder: Decoder,
  adam: Adam,
  batch: Tensor,
  { virtualBatch, clipNorm, hiddenShare }: PretrainingOptions,
  random: Random,
): number {
  const parameters = [...net.parameters.values(), ...decoderParameters(decoder)];
  for (const { grad } of parameters) grad.fill(0);
  const hidden = Float64Array.from(batch.data, () => (random.uniform() < hiddenShare ? 1 : 0));
  const tape = new Tape();
  const loss = hiddenLoss(tape, net, decoder, batch, hidden, virtualBatch);
  tape.backward(loss);
  clipGradients(parameters, clipNorm);
  adam.step();
  return loss.data[0];
}

/** Loss of telling the values that `hidden` marks (1) from those that it leaves (0). */
export function hiddenLoss(
  tape: Tape,
  net: TabNet,
  decoder: Decoder,
  batch: Tensor,
  hidden: Float64Array,
  virtualBatch: number,
): Tensor {
  const { rows, columns } = batch;
  const given = tensor(
    rows,
    columns,
    Float64Array.from(hidden, (value) => 1 - value),
  );
  const seen = tensor(
    rows,
    columns,
    Float64Array.from(batch.data, (value, i) => value * given.data[i]),
  );
  const { decisions } = encode(tape, net, seen, { kind: 'training', virtualBatch }, given);
  return reconstructionLoss(tape, decode(tape, decoder, decisions, virtualBatch), batch, hidden);
}

function batchOf(x: Matrix, rows: readonly number[]): Tensor {
  const batch = tensor(rows.length, x.columns);
  rows.forEach((row, n) => {
    batch.data.set(rowOf(x, row), n * x.columns);
  });
  return batch;
}
