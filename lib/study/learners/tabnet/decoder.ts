import type { Random } from '@/lib/core/random';
import { type BatchNorm, normaliseByBatch } from '../autodiff/batchNorm';
import { addScaled, gatedLinear, linear } from '../autodiff/operations';
import { power } from '../autodiff/power';
import { type Tape, type Tensor, tensor } from '../autodiff/tape';
import type { TabNetShape } from './hyperparameters';

/** One GLU layer: its matrix, 2 n_d x n_d, and its batch norm. */
interface Layer {
  readonly matrix: Tensor;
  readonly norm: BatchNorm;
}

/** TabNet's decoder (Arik and Pfister 2021, section "Tabular self-supervised learning"): used in pretraining, then thrown away. */
export interface Decoder {
  readonly shape: TabNetShape;
  /** Per step: the layer whose matrix all steps share, and one of the step's own. */
  readonly steps: readonly (readonly [shared: Layer, own: Layer])[];
  /** inputs x n_d. */
  readonly reconstruction: Tensor;
}

export function createDecoder(shape: TabNetShape, random: Random): Decoder {
  const width = shape.decision;
  const matrix = (rows: number, spread: number): Tensor =>
    tensor(
      rows,
      width,
      Float64Array.from({ length: rows * width }, () => random.normal() * spread * power(width, -0.25)),
    );
  const norm = (): BatchNorm => ({
    weight: tensor(1, 2 * width, new Float64Array(2 * width).fill(1)),
    bias: tensor(1, 2 * width),
    runningMean: new Float64Array(2 * width),
    runningVariance: new Float64Array(2 * width).fill(1),
    momentum: shape.momentum,
  });
  const shared = matrix(2 * width, Math.SQRT2);
  const steps = Array.from({ length: shape.steps }, () => {
    const own = matrix(2 * width, Math.SQRT2);
    return [
      { matrix: shared, norm: norm() },
      { matrix: own, norm: norm() },
    ] as const;
  });
  return { shape, steps, reconstruction: matrix(shape.inputs, 1) };
}

/** All that training moves, each tensor once. */
export const decoderParameters = ({ steps, reconstruction }: Decoder): Tensor[] => [
  ...new Set([
    ...steps.flatMap((layers) => layers.flatMap(({ matrix, norm }) => [matrix, norm.weight, norm.bias])),
    reconstruction,
  ]),
];

/** The inputs as the encoder's decisions tell them: rows x inputs. */
export function decode(tape: Tape, decoder: Decoder, decisions: readonly Tensor[], virtualBatch: number): Tensor {
  const told = decoder.steps.map((layers, step) =>
    layers.reduce((h, { matrix, norm }, i) => {
      const next = gatedLinear(tape, normaliseByBatch(tape, linear(tape, h, matrix), norm, virtualBatch));
      // As in the encoder: all layers but the first add their input and halve the variance.
      return i === 0 ? next : addScaled(tape, h, next, Math.SQRT1_2);
    }, decisions[step]),
  );
  const sum = told.slice(1).reduce((total, next) => addScaled(tape, total, next, 1), told[0]);
  return linear(tape, sum, decoder.reconstruction);
}
