import type { BatchNorm } from '../learners/autodiff/batchNorm';
import {
  attentionNames,
  finalName,
  type GluNames,
  initialNormName,
  transformerNames,
} from '../learners/tabnet/hyperparameters';
import type { TabNet } from '../learners/tabnet/network';
import { elementTypes, OnnxGraph } from './graph';

export const ensembleNames = {
  input: 'inputs',
  probability: 'member_probabilities',
  attention: 'attention',
} as const;

const opset = 13;
const normEpsilon = 1e-5;
/** Keeps the division by a mask's sum defined where every decision unit is off; the share is then 0. */
const leastSum = 1e-12;

/**
 * One ONNX graph for a whole ensemble of two-class TabNets of one shape: members are the first axis of every tensor, so
 * that the graph has as many nodes as one network. Batch norms are folded into the matrices. It computes in float64:
 * sparsemax subtracts close numbers, and in float32 an ordinary network was seen to move by 1.3e-5. Outputs: probability of
 * class 1 per member [N, members], and attention per input [N, inputs], each member's mask normalised to 1, averaged.
 */
export function ensembleGraph(members: readonly TabNet[]): Uint8Array {
  const { shape } = members[0];
  const key = JSON.stringify(shape);
  if (members.some((member) => JSON.stringify(member.shape) !== key)) throw new RangeError('members differ in shape');
  if (shape.outputs !== 2) throw new RangeError(`${shape.outputs} classes; the graph is for two`);
  const graph = new OnnxGraph('tabnet-ensemble', { '': opset });
  const build = new Builder(graph, members);
  const wide = graph.node('Cast', [ensembleNames.input], { attributes: { to: { int: elementTypes.double } } });
  const rows = graph.node('Unsqueeze', [wide, graph.integers('axis', [0])]);
  const seen = build.normaliseInput(rows);
  const width = shape.decision + shape.attention;
  let attention = build.slice(build.transform(seen, 0), shape.decision, width);
  let prior: string | undefined;
  let decision: string | undefined;
  let explanation: string | undefined;
  for (let step = 1; step <= shape.steps; step++) {
    const { matrix, norm } = attentionNames(step);
    const scores = build.folded(attention, matrix, norm);
    const weighted = prior ? graph.node('Mul', [prior, scores]) : scores;
    const mask = shape.mask === 'entmax' ? build.entmax15(weighted) : build.sparsemax(weighted);
    const left = graph.node('Sub', [build.scalar(shape.gamma), mask]);
    prior = prior ? graph.node('Mul', [prior, left]) : left;
    const features = build.transform(graph.node('Mul', [mask, seen]), step);
    const decided = graph.node('Relu', [build.slice(features, 0, shape.decision)]);
    attention = build.slice(features, shape.decision, width);
    const part = graph.node('Mul', [build.sum(decided), mask]);
    decision = decision ? graph.node('Add', [decision, decided]) : decided;
    explanation = explanation ? graph.node('Add', [explanation, part]) : part;
  }
  const odds = graph.node('Sigmoid', [graph.node('MatMul', [decision!, build.classDifference()])]);
  const squeezed = graph.node('Squeeze', [odds, graph.integers('axis', [2])]);
  narrow(
    graph,
    graph.node('Transpose', [squeezed], { attributes: { perm: { ints: [1, 0] } } }),
    ensembleNames.probability,
  );
  const total = graph.node('Max', [build.sum(explanation!), build.scalar(leastSum)]);
  const averaged = graph.node('ReduceMean', [graph.node('Div', [explanation!, total])], {
    attributes: { axes: { ints: [0] }, keepdims: { int: 0 } },
  });
  narrow(graph, averaged, ensembleNames.attention);
  return graph.encode(
    [{ name: ensembleNames.input, type: 'float', dims: ['rows', shape.inputs] }],
    [
      { name: ensembleNames.probability, type: 'float', dims: ['rows', members.length] },
      { name: ensembleNames.attention, type: 'float', dims: ['rows', shape.inputs] },
    ],
  );
}

function narrow(graph: OnnxGraph, value: string, output: string): void {
  graph.node('Cast', [value], { attributes: { to: { int: elementTypes.float } }, outputs: [output] });
}

/** The parts of the network as nodes on [members, rows, columns]. */
class Builder {
  constructor(
    private readonly graph: OnnxGraph,
    private readonly members: readonly TabNet[],
  ) {}

  scalar(value: number): string {
    return this.graph.doubles('constant', [1], [value]);
  }

  /** Sum over columns, kept as one column. */
  sum(value: string): string {
    return this.graph.node('ReduceSum', [value, this.graph.integers('axis', [2])], {
      attributes: { keepdims: { int: 1 } },
    });
  }

  slice(value: string, start: number, end: number): string {
    const at = (index: number) => this.graph.integers('slice', [index]);
    return this.graph.node('Slice', [value, at(start), at(end), at(2)]);
  }

  normaliseInput(rows: string): string {
    const norms = this.members.map(({ norms }) => norms.get(initialNormName)!);
    const scale = this.stack('input_scale', norms.map(scaleOf));
    const shift = this.stack('input_shift', norms.map(shiftOf));
    return this.graph.node('Add', [this.graph.node('Mul', [rows, scale]), shift]);
  }

  transform(value: string, step: number): string {
    return transformerNames(this.members[0].shape, step).reduce((h, names, i) => {
      const next = this.gated(h, names);
      if (i === 0) return next;
      return this.graph.node('Mul', [this.graph.node('Add', [h, next]), this.scalar(Math.SQRT1_2)]);
    }, value);
  }

  /** A matrix with the batch norm that follows it: W^T scaled per output, plus a bias. */
  folded(value: string, matrix: string, norm: string): string {
    const { rows: outputs, columns: inputs } = this.members[0].parameters.get(matrix)!;
    const weights = this.members.flatMap(({ parameters, norms }) => {
      const { data } = parameters.get(matrix)!;
      const scale = scaleOf(norms.get(norm)!);
      return Array.from({ length: inputs * outputs }, (_, at) => {
        const output = at % outputs;
        return data[output * inputs + Math.floor(at / outputs)] * scale[output];
      });
    });
    const product = this.graph.node('MatMul', [
      value,
      this.graph.doubles('matrix', [this.members.length, inputs, outputs], weights),
    ]);
    return this.graph.node('Add', [
      product,
      this.stack(
        'bias',
        this.members.map(({ norms }) => shiftOf(norms.get(norm)!)),
      ),
    ]);
  }

  /** Logit of class 1 minus logit of class 0: their softmax is its sigmoid. */
  classDifference(): string {
    const width = this.members[0].shape.decision;
    const weights = this.members.flatMap(({ parameters }) => {
      const { data } = parameters.get(finalName)!;
      return Array.from({ length: width }, (_, i) => data[width + i] - data[i]);
    });
    return this.graph.doubles('final', [this.members.length, width, 1], weights);
  }

  sparsemax(z: string): string {
    const { graph } = this;
    const centred = this.belowGreatest(z);
    const sorted = this.descending(centred);
    const sums = this.cumulate(sorted);
    const scaled = graph.node('Add', [graph.node('Mul', [sorted, this.ranks()]), this.scalar(1)]);
    const kept = this.asNumber(graph.node('Greater', [scaled, sums]));
    const excess = graph.node('Sub', [this.sum(graph.node('Mul', [kept, sorted])), this.scalar(1)]);
    const tau = graph.node('Div', [excess, this.sum(kept)]);
    return graph.node('Relu', [graph.node('Sub', [centred, tau])]);
  }

  entmax15(z: string): string {
    const { graph } = this;
    const half = graph.node('Mul', [this.belowGreatest(z), this.scalar(0.5)]);
    const sorted = this.descending(half);
    const ranks = this.ranks();
    const mean = graph.node('Div', [this.cumulate(sorted), ranks]);
    const meanSquare = graph.node('Div', [this.cumulate(graph.node('Mul', [sorted, sorted])), ranks]);
    const variance = graph.node('Sub', [meanSquare, graph.node('Mul', [mean, mean])]);
    const remaining = graph.node('Div', [
      graph.node('Sub', [this.scalar(1), graph.node('Mul', [ranks, variance])]),
      ranks,
    ]);
    const taus = graph.node('Sub', [mean, graph.node('Sqrt', [graph.node('Relu', [remaining])])]);
    const kept = this.sum(this.asNumber(graph.node('LessOrEqual', [taus, sorted])));
    const chosen = this.asNumber(graph.node('Equal', [ranks, kept]));
    const root = graph.node('Relu', [graph.node('Sub', [half, this.sum(graph.node('Mul', [taus, chosen]))])]);
    return graph.node('Mul', [root, root]);
  }

  private gated(value: string, { matrix, norm }: GluNames): string {
    const { decision, attention } = this.members[0].shape;
    const width = decision + attention;
    const u = this.folded(value, matrix, norm);
    const gate = this.graph.node('Sigmoid', [this.slice(u, width, 2 * width)]);
    return this.graph.node('Mul', [this.slice(u, 0, width), gate]);
  }

  private belowGreatest(z: string): string {
    const greatest = this.graph.node('ReduceMax', [z], { attributes: { axes: { ints: [2] }, keepdims: { int: 1 } } });
    return this.graph.node('Sub', [z, greatest]);
  }

  private descending(z: string): string {
    const { graph } = this;
    const order = graph.node('Identity', [z]);
    const all = graph.integers('all', [this.members[0].shape.inputs]);
    return graph.node('TopK', [order, all], { outputs: [`${order}_sorted`, `${order}_places`] });
  }

  private cumulate(value: string): string {
    return this.graph.node('CumSum', [value, this.graph.integers('axis', [2])]);
  }

  private ranks(): string {
    const { inputs } = this.members[0].shape;
    return this.graph.doubles(
      'ranks',
      [inputs],
      Array.from({ length: inputs }, (_, i) => i + 1),
    );
  }

  private asNumber(condition: string): string {
    return this.graph.node('Cast', [condition], { attributes: { to: { int: elementTypes.double } } });
  }

  private stack(name: string, rows: readonly Float64Array[]): string {
    return this.graph.doubles(
      name,
      [rows.length, 1, rows[0].length],
      rows.flatMap((row) => Array.from(row)),
    );
  }
}

const scaleOf = ({ weight, runningVariance }: BatchNorm): Float64Array =>
  weight.data.map((value, i) => value / Math.sqrt(runningVariance[i] + normEpsilon));

function shiftOf(norm: BatchNorm): Float64Array {
  const scale = scaleOf(norm);
  return norm.bias.data.map((value, i) => value - norm.runningMean[i] * scale[i]);
}
