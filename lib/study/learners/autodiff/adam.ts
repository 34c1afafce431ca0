import { power } from './power';
import type { Tensor } from './tape';

export interface AdamOptions {
  readonly learningRate: number;
  /** Added to the gradient times the value, as torch's Adam does; 0 for none. */
  readonly weightDecay?: number;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}

/** Adam (Kingma and Ba 2015); epsilon stands outside the root of the bias-corrected second moment. */
export class Adam {
  private readonly first: Float64Array[];
  private readonly second: Float64Array[];
  private steps = 0;

  constructor(
    private readonly parameters: readonly Tensor[],
    private readonly options: AdamOptions,
  ) {
    this.first = parameters.map(({ data }) => new Float64Array(data.length));
    this.second = parameters.map(({ data }) => new Float64Array(data.length));
  }

  step(): void {
    const { learningRate, weightDecay = 0, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = this.options;
    this.steps++;
    const correction1 = 1 - power(beta1, this.steps);
    const correction2 = Math.sqrt(1 - power(beta2, this.steps));
    this.parameters.forEach(({ data, grad }, k) => {
      const m = this.first[k];
      const v = this.second[k];
      for (let i = 0; i < data.length; i++) {
        const g = grad[i] + weightDecay * data[i];
        m[i] = beta1 * m[i] + (1 - beta1) * g;
        v[i] = beta2 * v[i] + (1 - beta2) * g * g;
        data[i] -= ((learningRate / correction1) * m[i]) / (Math.sqrt(v[i]) / correction2 + epsilon);
      }
    });
  }
}

/** Scales all gradients by min(1, limit / (norm + 1e-6)); returns the norm before. */
export function clipGradients(parameters: readonly Tensor[], limit: number): number {
  let squares = 0;
  for (const { grad } of parameters) for (const g of grad) squares += g * g;
  const norm = Math.sqrt(squares);
  const factor = Math.min(1, limit / (norm + 1e-6));
  if (factor < 1) for (const { grad } of parameters) for (let i = 0; i < grad.length; i++) grad[i] *= factor;
  return norm;
}
