import { type Tape, type Tensor, tensor } from './tape';

/** Projection of each row onto the probability simplex (Martins and Astudillo 2016). */
export function sparsemax(tape: Tape, z: Tensor): Tensor {
  const { rows, columns } = z;
  const mask = tensor(rows, columns);
  for (let n = 0; n < rows; n++) {
    const row = z.data.subarray(n * columns, (n + 1) * columns);
    const greatest = largest(row);
    const sorted = Float64Array.from(row, (value) => value - greatest)
      .sort()
      .reverse();
    let sum = 0;
    let kept = 0;
    const taus = sorted.map((value, j) => {
      sum += value;
      if (1 + (j + 1) * value > sum) kept++;
      return (sum - 1) / (j + 1);
    });
    const tau = taus[kept - 1];
    for (let i = 0; i < columns; i++) mask.data[n * columns + i] = Math.max(0, row[i] - greatest - tau);
  }
  tape.record(() => {
    for (let n = 0; n < rows; n++) {
      const from = n * columns;
      let sum = 0;
      let support = 0;
      for (let i = from; i < from + columns; i++) {
        if (mask.data[i] > 0) {
          sum += mask.grad[i];
          support++;
        }
      }
      for (let i = from; i < from + columns; i++) if (mask.data[i] > 0) z.grad[i] += mask.grad[i] - sum / support;
    }
  });
  return mask;
}

/** Entmax with alpha 1.5 of each row (Peters, Niculae and Martins 2019). */
export function entmax15(tape: Tape, z: Tensor): Tensor {
  const { rows, columns } = z;
  const mask = tensor(rows, columns);
  for (let n = 0; n < rows; n++) {
    const row = z.data.subarray(n * columns, (n + 1) * columns);
    const greatest = largest(row);
    const half = Float64Array.from(row, (value) => (value - greatest) / 2);
    const sorted = half.slice().sort().reverse();
    let sum = 0;
    let squares = 0;
    let kept = 0;
    const taus = sorted.map((value, index) => {
      const j = index + 1;
      sum += value;
      squares += value * value;
      const mean = sum / j;
      const spread = j * (squares / j - mean * mean);
      const tau = mean - Math.sqrt(Math.max(0, (1 - spread) / j));
      if (tau <= value) kept++;
      return tau;
    });
    const tau = taus[kept - 1];
    for (let i = 0; i < columns; i++) mask.data[n * columns + i] = Math.max(0, half[i] - tau) ** 2;
  }
  tape.record(() => {
    for (let n = 0; n < rows; n++) {
      const from = n * columns;
      let weighted = 0;
      let total = 0;
      for (let i = from; i < from + columns; i++) {
        const q = Math.sqrt(mask.data[i]);
        weighted += mask.grad[i] * q;
        total += q;
      }
      for (let i = from; i < from + columns; i++) {
        z.grad[i] += Math.sqrt(mask.data[i]) * (mask.grad[i] - weighted / total);
      }
    }
  });
  return mask;
}

function largest(values: Float64Array): number {
  let greatest = -Infinity;
  for (const value of values) greatest = Math.max(greatest, value);
  return greatest;
}
