import { fail, ok, type Result } from '@/lib/core/result';
import type { GraphOutput, SessionProblem } from './graphOutput';
import type { ModelManifest } from './manifest';

/** What the graph says about one row, before calibration. */
export interface RowOutput {
  /** Probability of the outcome by each member, 0 to 1. */
  readonly members: Float64Array;
  /** Attention per input, adding up to 1; absent if the graph has none or all its masks are off. */
  readonly attention?: Float64Array;
}

/** scikit-learn's forests, summed in float32 over trees, answer 1.0000001. */
const rounding = 1e-5;

/** Rows of a graph's output, or `model-output-invalid`: wrong shape, not a number, not a probability. */
export function readOutput(
  output: GraphOutput,
  count: number,
  manifest: ModelManifest,
): Result<readonly RowOutput[], SessionProblem> {
  const { layout, positiveIndex } = manifest.model.outputs.probability;
  const columns = layout === 'members' ? manifest.model.members : layout === 'classes' ? 2 : 1;
  const { data, dims } = output.probability;
  if (data.length !== count * columns || (dims[0] !== count && count * columns !== 1))
    return invalid(`probabilities have the shape [${dims}], expected [${count}, ${columns}]`);
  if (!data.every((value) => value >= -rounding && value <= 1 + rounding))
    return invalid('a probability is not between 0 and 1');
  const width = manifest.inputs.length;
  const attention = output.attention?.data;
  if (attention && attention.length !== count * width)
    return invalid(`attention has the shape [${output.attention?.dims}], expected [${count}, ${width}]`);
  if (attention && !attention.every((value) => value >= 0 && Number.isFinite(value)))
    return invalid('attention holds a negative or undefined value');
  return ok(
    Array.from({ length: count }, (_, row) => {
      const values = data.subarray(row * columns, (row + 1) * columns);
      const members = layout === 'classes' ? values.subarray(positiveIndex, positiveIndex + 1) : values;
      return {
        members: Float64Array.from(members, (p) => Math.min(1, Math.max(0, p))),
        attention: attention && normalised(attention.subarray(row * width, (row + 1) * width)),
      };
    }),
  );
}

function normalised(values: Float32Array): Float64Array | undefined {
  const total = values.reduce((sum, value) => sum + value, 0);
  return total > 0 ? Float64Array.from(values, (value) => value / total) : undefined;
}

const invalid = (found: string) =>
  fail({
    code: 'model-output-invalid' as const,
    message: `The model's output cannot be used: ${found}.`,
    remedy: 'Use another version of the model package and tell its developer.',
  });
