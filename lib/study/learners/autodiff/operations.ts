import { type Tape, type Tensor, tensor } from './tape';

/** x W^T, for weights of shape [out, in]. */
export function linear(tape: Tape, x: Tensor, weight: Tensor): Tensor {
  const { rows, columns: width } = x;
  const outputs = weight.rows;
  const y = tensor(rows, outputs);
  const xs = x.data;
  const ws = weight.data;
  for (let n = 0; n < rows; n++) {
    const from = n * width;
    for (let o = 0; o < outputs; o++) {
      const at = o * width;
      let sum = 0;
      for (let i = 0; i < width; i++) sum += xs[from + i] * ws[at + i];
      y.data[n * outputs + o] = sum;
    }
  }
  tape.record(() => {
    for (let n = 0; n < rows; n++) {
      const from = n * width;
      for (let o = 0; o < outputs; o++) {
        const g = y.grad[n * outputs + o];
        if (g === 0) continue;
        const at = o * width;
        for (let i = 0; i < width; i++) {
          x.grad[from + i] += g * ws[at + i];
          weight.grad[at + i] += g * xs[from + i];
        }
      }
    }
  });
  return y;
}

/** (a + b) * scale, elementwise. */
export function addScaled(tape: Tape, a: Tensor, b: Tensor, scale: number): Tensor {
  const y = tensor(a.rows, a.columns);
  for (let i = 0; i < y.data.length; i++) y.data[i] = (a.data[i] + b.data[i]) * scale;
  tape.record(() => {
    for (let i = 0; i < y.grad.length; i++) {
      const g = y.grad[i] * scale;
      a.grad[i] += g;
      b.grad[i] += g;
    }
  });
  return y;
}

export function multiply(tape: Tape, a: Tensor, b: Tensor): Tensor {
  const y = tensor(a.rows, a.columns);
  for (let i = 0; i < y.data.length; i++) y.data[i] = a.data[i] * b.data[i];
  tape.record(() => {
    for (let i = 0; i < y.grad.length; i++) {
      a.grad[i] += y.grad[i] * b.data[i];
      b.grad[i] += y.grad[i] * a.data[i];
    }
  });
  return y;
}

/** constant - a, elementwise. */
export function subtractFrom(tape: Tape, constant: number, a: Tensor): Tensor {
  const y = tensor(a.rows, a.columns);
  for (let i = 0; i < y.data.length; i++) y.data[i] = constant - a.data[i];
  tape.record(() => {
    for (let i = 0; i < y.grad.length; i++) a.grad[i] -= y.grad[i];
  });
  return y;
}

export function relu(tape: Tape, a: Tensor): Tensor {
  const y = tensor(a.rows, a.columns);
  for (let i = 0; i < y.data.length; i++) y.data[i] = Math.max(0, a.data[i]);
  tape.record(() => {
    for (let i = 0; i < y.grad.length; i++) if (a.data[i] > 0) a.grad[i] += y.grad[i];
  });
  return y;
}

/** Columns from `start` to before `end`. */
export function slice(tape: Tape, a: Tensor, start: number, end: number): Tensor {
  const width = end - start;
  const y = tensor(a.rows, width);
  for (let n = 0; n < a.rows; n++) {
    y.data.set(a.data.subarray(n * a.columns + start, n * a.columns + end), n * width);
  }
  tape.record(() => {
    for (let n = 0; n < a.rows; n++) {
      for (let i = 0; i < width; i++) a.grad[n * a.columns + start + i] += y.grad[n * width + i];
    }
  });
  return y;
}

/** Gated linear unit: the first half of the columns times the sigmoid of the second (Dauphin et al. 2017). */
export function gatedLinear(tape: Tape, u: Tensor): Tensor {
  const width = u.columns / 2;
  const y = tensor(u.rows, width);
  const gate = new Float64Array(y.data.length);
  for (let n = 0; n < u.rows; n++) {
    for (let i = 0; i < width; i++) {
      const at = n * width + i;
      gate[at] = 1 / (1 + Math.exp(-u.data[n * u.columns + width + i]));
      y.data[at] = u.data[n * u.columns + i] * gate[at];
    }
  }
  tape.record(() => {
    for (let n = 0; n < u.rows; n++) {
      for (let i = 0; i < width; i++) {
        const at = n * width + i;
        const g = y.grad[at];
        u.grad[n * u.columns + i] += g * gate[at];
        u.grad[n * u.columns + width + i] += g * y.data[at] * (1 - gate[at]);
      }
    }
  });
  return y;
}
