import { type BatchNorm, normaliseByBatch, normaliseByRunning } from '../autodiff/batchNorm';
import { addScaled, gatedLinear, linear, multiply, relu, slice, subtractFrom } from '../autodiff/operations';
import { entmax15, sparsemax } from '../autodiff/sparse';
import { Tape, type Tensor, tensor } from '../autodiff/tape';
import {
  attentionNames,
  finalName,
  type GluNames,
  initialNormName,
  type TabNetShape,
  transformerNames,
} from './hyperparameters';

/** Training cuts batch norm into virtual batches; inference uses the running statistics. */
export type Mode = { readonly kind: 'training'; readonly virtualBatch: number } | { readonly kind: 'inference' };

/** One pass of the encoder. */
export interface Encoded {
  readonly normalised: Tensor;
  /** First attention input, rows x n_a. */
  readonly firstAttention: Tensor;
  /** Per step: the mask, rows x inputs, and the decision d_s after the ReLU, rows x n_d. */
  readonly masks: readonly Tensor[];
  readonly decisions: readonly Tensor[];
  /** Sum of the decisions. */
  readonly decision: Tensor;
}

/** A TabNet's tensors by pytorch-tabnet's names. A mutable thing: training moves its values. */
export interface TabNet {
  readonly shape: TabNetShape;
  readonly parameters: ReadonlyMap<string, Tensor>;
  readonly norms: ReadonlyMap<string, BatchNorm>;
}

/**
 * The encoder. In pretraining `given` (rows x inputs, 1 or 0) says which inputs of `x` were left; attention starts from
 * it, so that what is hidden is not looked at.
 */
export function encode(tape: Tape, net: TabNet, x: Tensor, mode: Mode, given?: Tensor): Encoded {
  const { shape } = net;
  const normalised = normalise(tape, net, x, initialNormName, wholeBatch(mode, x.rows));
  const width = shape.decision + shape.attention;
  let attention = slice(tape, transform(tape, net, normalised, 0, mode), shape.decision, width);
  const firstAttention = attention;
  let prior = given ?? filled(x.rows, shape.inputs, 1);
  const masks: Tensor[] = [];
  const decisions: Tensor[] = [];
  for (let step = 1; step <= shape.steps; step++) {
    const names = attentionNames(step);
    const scores = normalise(tape, net, linear(tape, attention, matrixOf(net, names)), names.norm, mode);
    const weighted = multiply(tape, prior, scores);
    const mask = shape.mask === 'entmax' ? entmax15(tape, weighted) : sparsemax(tape, weighted);
    prior = multiply(tape, prior, subtractFrom(tape, shape.gamma, mask));
    const features = transform(tape, net, multiply(tape, mask, normalised), step, mode);
    decisions.push(relu(tape, slice(tape, features, 0, shape.decision)));
    attention = slice(tape, features, shape.decision, width);
    masks.push(mask);
  }
  const decision = decisions.slice(1).reduce((sum, next) => addScaled(tape, sum, next, 1), decisions[0]);
  return { normalised, firstAttention, masks, decisions, decision };
}

export const classify = (tape: Tape, net: TabNet, { decision }: Encoded): Tensor =>
  linear(tape, decision, net.parameters.get(finalName)!);

/** Logits and what led to them for rows, by the running statistics; rows do not depend on each other. */
export function infer(net: TabNet, x: Tensor): Encoded & { readonly logits: Tensor; readonly explanation: Tensor } {
  const tape = new Tape(false);
  const encoded = encode(tape, net, x, { kind: 'inference' });
  return { ...encoded, logits: classify(tape, net, encoded), explanation: explanationOf(encoded, net.shape) };
}

/** m_explain: per step the sum of the row's decision entries times the mask, added up. Not normalised; may be 0. */
function explanationOf({ masks, decisions }: Encoded, { inputs }: TabNetShape): Tensor {
  const total = tensor(masks[0].rows, inputs);
  masks.forEach((mask, step) => {
    const { data, columns } = decisions[step];
    for (let n = 0; n < mask.rows; n++) {
      const weight = data.subarray(n * columns, (n + 1) * columns).reduce((sum, value) => sum + value, 0);
      for (let i = n * inputs; i < (n + 1) * inputs; i++) total.data[i] += weight * mask.data[i];
    }
  });
  return total;
}

/** Feature transformer: GLU layers; all but the first add their input and halve the variance. */
function transform(tape: Tape, net: TabNet, v: Tensor, step: number, mode: Mode): Tensor {
  return transformerNames(net.shape, step).reduce((h, names, i) => {
    const next = gatedLinear(tape, normalise(tape, net, linear(tape, h, matrixOf(net, names)), names.norm, mode));
    return i === 0 ? next : addScaled(tape, h, next, Math.SQRT1_2);
  }, v);
}

function normalise(tape: Tape, net: TabNet, v: Tensor, name: string, mode: Mode): Tensor {
  const norm = net.norms.get(name)!;
  return mode.kind === 'training' ? normaliseByBatch(tape, v, norm, mode.virtualBatch) : normaliseByRunning(v, norm);
}

const wholeBatch = (mode: Mode, rows: number): Mode =>
  mode.kind === 'training' ? { kind: 'training', virtualBatch: rows } : mode;

const matrixOf = (net: TabNet, { matrix }: GluNames): Tensor => net.parameters.get(matrix)!;

const filled = (rows: number, columns: number, value: number): Tensor =>
  tensor(rows, columns, new Float64Array(rows * columns).fill(value));
