import type { Random } from '@/lib/core/random';
import type { BatchNorm } from '../autodiff/batchNorm';
import { power } from '../autodiff/power';
import { type Tensor, tensor } from '../autodiff/tape';
import {
  attentionNames,
  finalName,
  initialMomentum,
  initialNormName,
  type TabNetShape,
  transformerNames,
} from './hyperparameters';
import type { TabNet } from './network';

/** Values of named tensors, as `{ shape, data }` with row-major data; a vector has one dimension. */
export type NamedTensors = Readonly<
  Record<string, { readonly shape: readonly number[]; readonly data: readonly number[] }>
>;

/** A network with random weights: GLU matrices with SD sqrt(2) in^(-1/4), the others with SD in^(-1/4). */
export function createTabNet(shape: TabNetShape, random: Random): TabNet {
  return assemble(shape, (rows, columns, spread) =>
    Float64Array.from({ length: rows * columns }, () => random.normal() * spread * power(columns, -0.25)),
  );
}

/** A network from values by pytorch-tabnet's names; throws if one is missing or has another size. */
export function tabNetFromTensors(shape: TabNetShape, tensors: NamedTensors): TabNet {
  const net = assemble(shape, (rows, columns) => new Float64Array(rows * columns));
  const fill = (name: string, into: Float64Array) => {
    const found = tensors[name];
    if (!found) throw new RangeError(`tensor ${name} is missing`);
    if (found.data.length !== into.length)
      throw new RangeError(`${name} has ${found.data.length} values, expected ${into.length}`);
    into.set(found.data);
  };
  for (const [name, { data }] of net.parameters) fill(name, data);
  for (const [name, norm] of net.norms) {
    fill(`${name}.running_mean`, norm.runningMean);
    fill(`${name}.running_var`, norm.runningVariance);
  }
  return net;
}

/** All values of a network by name, in the form that tabNetFromTensors reads. */
export function tensorsOf(net: TabNet): NamedTensors {
  const entries = Array.from(net.parameters, ([name, { rows, columns, data }]) => [
    name,
    { shape: rows === 1 && !name.includes('mapping') ? [columns] : [rows, columns], data: Array.from(data) },
  ]);
  for (const [name, { runningMean, runningVariance }] of net.norms) {
    entries.push([`${name}.running_mean`, { shape: [runningMean.length], data: Array.from(runningMean) }]);
    entries.push([`${name}.running_var`, { shape: [runningVariance.length], data: Array.from(runningVariance) }]);
  }
  return Object.fromEntries(entries);
}

/** A copy whose training leaves the original as it is. */
export const copyTabNet = (net: TabNet): TabNet => tabNetFromTensors(net.shape, tensorsOf(net));

type Initial = (rows: number, columns: number, spread: number) => Float64Array;

function assemble(shape: TabNetShape, initial: Initial): TabNet {
  const parameters = new Map<string, Tensor>();
  const norms = new Map<string, BatchNorm>();
  const addNorm = (name: string, columns: number, momentum: number) => {
    const weight = tensor(1, columns, new Float64Array(columns).fill(1));
    const bias = tensor(1, columns);
    parameters.set(`${name}.weight`, weight).set(`${name}.bias`, bias);
    const runningVariance = new Float64Array(columns).fill(1);
    norms.set(name, { weight, bias, runningMean: new Float64Array(columns), runningVariance, momentum });
  };
  const addMatrix = (name: string, rows: number, columns: number, spread: number) => {
    if (!parameters.has(name)) parameters.set(name, tensor(rows, columns, initial(rows, columns, spread)));
  };
  const width = shape.decision + shape.attention;
  addNorm(initialNormName, shape.inputs, initialMomentum);
  for (let step = 0; step <= shape.steps; step++) {
    transformerNames(shape, step).forEach(({ matrix, norm }, i) => {
      addMatrix(matrix, 2 * width, i === 0 ? shape.inputs : width, Math.SQRT2);
      addNorm(norm, 2 * width, shape.momentum);
    });
  }
  for (let step = 1; step <= shape.steps; step++) {
    const { matrix, norm } = attentionNames(step);
    addMatrix(matrix, shape.inputs, shape.attention, 1);
    addNorm(norm, shape.inputs, shape.momentum);
  }
  addMatrix(finalName, shape.outputs, shape.decision, 1);
  return { shape, parameters, norms };
}
