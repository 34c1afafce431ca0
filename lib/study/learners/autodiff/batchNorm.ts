import { type Tape, type Tensor, tensor } from './tape';

/** Parameters and running statistics of one batch norm; all 1 x columns. */
export interface BatchNorm {
  readonly weight: Tensor;
  readonly bias: Tensor;
  readonly runningMean: Float64Array;
  readonly runningVariance: Float64Array;
  readonly momentum: number;
}

const epsilon = 1e-5;

/** By the running statistics: a row's result does not depend on the others. */
export function normaliseByRunning(v: Tensor, norm: BatchNorm): Tensor {
  const y = tensor(v.rows, v.columns);
  for (let i = 0; i < v.columns; i++) {
    const scale = norm.weight.data[i] / Math.sqrt(norm.runningVariance[i] + epsilon);
    for (let at = i; at < y.data.length; at += v.columns) {
      y.data[at] = (v.data[at] - norm.runningMean[i]) * scale + norm.bias.data[i];
    }
  }
  return y;
}

/**
 * Ghost batch norm (Hoffer et al. 2017) in training: each virtual batch by its own mean and biased variance; the running
 * statistics move once per virtual batch, with the unbiased variance.
 * @param virtualBatch rows per virtual batch at most; the batch is cut into equal chunks as torch.chunk does.
 */
export function normaliseByBatch(tape: Tape, v: Tensor, norm: BatchNorm, virtualBatch: number): Tensor {
  const y = tensor(v.rows, v.columns);
  const chunk = Math.ceil(v.rows / Math.ceil(v.rows / virtualBatch));
  for (let start = 0; start < v.rows; start += chunk) {
    normaliseChunk(tape, v, y, norm, start, Math.min(start + chunk, v.rows));
  }
  return y;
}

function normaliseChunk(tape: Tape, v: Tensor, y: Tensor, norm: BatchNorm, start: number, end: number): void {
  const width = v.columns;
  const count = end - start;
  const inverse = new Float64Array(width);
  const centred = new Float64Array(count * width);
  for (let i = 0; i < width; i++) {
    let mean = 0;
    for (let n = start; n < end; n++) mean += v.data[n * width + i];
    mean /= count;
    let squares = 0;
    for (let n = start; n < end; n++) squares += (v.data[n * width + i] - mean) ** 2;
    inverse[i] = 1 / Math.sqrt(squares / count + epsilon);
    norm.runningMean[i] += norm.momentum * (mean - norm.runningMean[i]);
    norm.runningVariance[i] += norm.momentum * (squares / (count - 1) - norm.runningVariance[i]);
    for (let n = start; n < end; n++) {
      const z = (v.data[n * width + i] - mean) * inverse[i];
      centred[(n - start) * width + i] = z;
      y.data[n * width + i] = z * norm.weight.data[i] + norm.bias.data[i];
    }
  }
  tape.record(() => {
    for (let i = 0; i < width; i++) {
      let sum = 0;
      let product = 0;
      for (let n = start; n < end; n++) {
        const g = y.grad[n * width + i];
        sum += g;
        product += g * centred[(n - start) * width + i];
      }
      norm.bias.grad[i] += sum;
      norm.weight.grad[i] += product;
      const scale = (norm.weight.data[i] * inverse[i]) / count;
      for (let n = start; n < end; n++) {
        const z = centred[(n - start) * width + i];
        v.grad[n * width + i] += scale * (count * y.grad[n * width + i] - sum - z * product);
      }
    }
  });
}
