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

/**
 * Squared error of hidden values, each in units of its column's variance in this batch, averaged over the hidden values
 * of a row and then over rows (Arik and Pfister 2021). A column without variance counts in its own units.
 * @param hidden 1 where a value was hidden from the encoder; row-major, as `told` and `truth`.
 */
export function reconstructionLoss(tape: Tape, told: Tensor, truth: Tensor, hidden: Float64Array): Tensor {
  const { rows, columns } = truth;
  const perVariance = inverseVariances(truth);
  const weights = new Float64Array(hidden.length);
  for (let n = 0; n < rows; n++) {
    let count = 0;
    for (let i = 0; i < columns; i++) count += hidden[n * columns + i];
    for (let i = 0; i < columns; i++) {
      const at = n * columns + i;
      weights[at] = count > 0 ? (hidden[at] * perVariance[i]) / (count * rows) : 0;
    }
  }
  const loss = tensor(1, 1);
  for (let at = 0; at < weights.length; at++) loss.data[0] += weights[at] * (told.data[at] - truth.data[at]) ** 2;
  tape.record(() => {
    for (let at = 0; at < weights.length; at++)
      told.grad[at] += 2 * loss.grad[0] * weights[at] * (told.data[at] - truth.data[at]);
  });
  return loss;
}

function inverseVariances({ rows, columns, data }: Tensor): Float64Array {
  return Float64Array.from({ length: columns }, (_, i) => {
    let [sum, squares] = [0, 0];
    for (let at = i; at < data.length; at += columns) sum += data[at];
    for (let at = i; at < data.length; at += columns) squares += (data[at] - sum / rows) ** 2;
    return squares > 0 ? (rows - 1) / squares : 1;
  });
}
