import { type Tape, type Tensor, tensor } from './tape';

/** Probabilities of each row's classes. */
export function softmax({ rows, columns, data }: Tensor): Float64Array {
  const p = new Float64Array(data.length);
  for (let n = 0; n < rows; n++) {
    const from = n * columns;
    let greatest = -Infinity;
    for (let c = 0; c < columns; c++) greatest = Math.max(greatest, data[from + c]);
    let total = 0;
    for (let c = 0; c < columns; c++) {
      p[from + c] = Math.exp(data[from + c] - greatest);
      total += p[from + c];
    }
    for (let c = 0; c < columns; c++) p[from + c] /= total;
  }
  return p;
}

/** Mean negative log-likelihood of the labels; with class weights the mean is weighted, as in torch. */
export function crossEntropy(
  tape: Tape,
  logits: Tensor,
  labels: ArrayLike<number>,
  classWeights?: readonly number[],
): Tensor {
  const { rows, columns } = logits;
  const p = softmax(logits);
  const weights = Float64Array.from({ length: rows }, (_, n) => classWeights?.[labels[n]] ?? 1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const loss = tensor(1, 1);
  for (let n = 0; n < rows; n++) {
    const row = logits.data.subarray(n * columns, (n + 1) * columns);
    const greatest = Math.max(...row);
    const logSum = greatest + Math.log(row.reduce((sum, value) => sum + Math.exp(value - greatest), 0));
    loss.data[0] += (weights[n] * (logSum - row[labels[n]])) / total;
  }
  tape.record(() => {
    for (let n = 0; n < rows; n++) {
      const scale = (loss.grad[0] * weights[n]) / total;
      for (let c = 0; c < columns; c++) {
        logits.grad[n * columns + c] += scale * (p[n * columns + c] - (c === labels[n] ? 1 : 0));
      }
    }
  });
  return loss;
}

const insideLog = 1e-15;

/** Mean over rows of sum m log(m + 1e-15): the negative entropy of a mask, at most 0. */
export function negativeEntropy(tape: Tape, mask: Tensor): Tensor {
  const loss = tensor(1, 1);
  for (const m of mask.data) loss.data[0] += (m * Math.log(m + insideLog)) / mask.rows;
  tape.record(() => {
    const scale = loss.grad[0] / mask.rows;
    for (let i = 0; i < mask.data.length; i++) {
      const m = mask.data[i];
      mask.grad[i] += scale * (Math.log(m + insideLog) + m / (m + insideLog));
    }
  });
  return loss;
}

/** Sum of weight times loss. */
export function weightedSum(tape: Tape, terms: readonly { readonly loss: Tensor; readonly weight: number }[]): Tensor {
  const total = tensor(1, 1);
  for (const { loss, weight } of terms) total.data[0] += weight * loss.data[0];
  tape.record(() => {
    for (const { loss, weight } of terms) loss.grad[0] += weight * total.grad[0];
  });
  return total;
}
