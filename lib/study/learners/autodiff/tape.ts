/** A matrix on the tape, with the gradient of the loss. A parameter lives longer than a tape. */
export interface Tensor {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
  /** Gradient of the loss; filled by Tape.backward. */
  readonly grad: Float64Array;
}

export function tensor(rows: number, columns: number, data: Float64Array = new Float64Array(rows * columns)): Tensor {
  if (data.length !== rows * columns) throw new RangeError(`${data.length} values for ${rows} x ${columns}`);
  return { rows, columns, data, grad: new Float64Array(data.length) };
}

/**
 * Reverse-mode automatic differentiation in float64: each operation writes its value at once and records how to pass
 * its gradient back; `backward` runs the records in reverse.
 */
export class Tape {
  private readonly steps: (() => void)[] = [];

  /** @param recording false for inference: nothing is kept. */
  constructor(private readonly recording = true) {}

  record(passBack: () => void): void {
    if (this.recording) this.steps.push(passBack);
  }

  /** @param loss 1 x 1; its gradient is 1. Gradients of parameters are added to, so clear them between steps. */
  backward(loss: Tensor): void {
    if (loss.data.length !== 1) throw new RangeError('the loss must be one number');
    loss.grad[0] = 1;
    for (let i = this.steps.length - 1; i >= 0; i--) this.steps[i]();
  }
}
