import { type Adam, clipGradients } from '../autodiff/adam';
import { crossEntropy, negativeEntropy, weightedSum } from '../autodiff/losses';
import { Tape, type Tensor } from '../autodiff/tape';
import { classify, encode, type TabNet } from './network';

export interface StepOptions {
  readonly virtualBatch: number;
  /** Weight of the masks' entropy in the loss. */
  readonly lambdaSparse: number;
  readonly clipNorm: number;
  /** Weights of class 0 and 1 in the loss. */
  readonly classWeights?: readonly number[];
}

export interface StepRecord {
  readonly logits: Tensor;
  readonly crossEntropy: number;
  /** Mean over steps of the masks' negative entropy. */
  readonly maskLoss: number;
  readonly loss: number;
  readonly gradientNorm: number;
}

/** One training step on one batch. `onGradients` sees the gradients before they are clipped. */
export function trainStep(
  net: TabNet,
  adam: Adam,
  batch: { readonly x: Tensor; readonly y: ArrayLike<number> },
  options: StepOptions,
  onGradients: () => void = () => {},
): StepRecord {
  const parameters = [...net.parameters.values()];
  for (const { grad } of parameters) grad.fill(0);
  const tape = new Tape();
  const encoded = encode(tape, net, batch.x, { kind: 'training', virtualBatch: options.virtualBatch });
  const logits = classify(tape, net, encoded);
  const entropy = crossEntropy(tape, logits, batch.y, options.classWeights);
  const maskLosses = encoded.masks.map((mask) => negativeEntropy(tape, mask));
  const steps = net.shape.steps;
  const loss = weightedSum(tape, [
    { loss: entropy, weight: 1 },
    ...maskLosses.map((term) => ({ loss: term, weight: -options.lambdaSparse / steps })),
  ]);
  tape.backward(loss);
  onGradients();
  const gradientNorm = clipGradients(parameters, options.clipNorm);
  adam.step();
  return {
    logits,
    crossEntropy: entropy.data[0],
    maskLoss: maskLosses.reduce((sum, { data }) => sum + data[0], 0) / steps,
    loss: loss.data[0],
    gradientNorm,
  };
}
