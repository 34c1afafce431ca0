/** Packages made elsewhere drop in by their manifest alone; the graphs here have the form that other tools export. */
import { readFileSync } from 'node:fs';
import { sha256Hex } from '@/lib/core/hash';
import { orThrow } from '@/lib/core/result';
import { openPackage } from '@/lib/model/openPackage';
import { scoreCase } from '@/lib/model/score';
import { OnnxGraph } from '@/lib/study/onnx/graph';
import { goodFacts, smallManifest } from '../../support/modelPackage';
import { onnxRuntime, stopOnnxRuntime } from '../../support/onnxRuntime';

afterAll(stopOnnxRuntime);

const names = ['tScore', 'cleft', 'fasciaInjury'] as const;
const weights = [-0.5, 1.2, 1.4];
const bias = -4;
const inputs = { tScore: { value: -3.5 }, cleft: { value: 1 }, fasciaInjury: { value: 0 } };
const expectedOdds = bias + weights[0] * -3.5 + weights[1];
const expected = 1 / (1 + Math.exp(-expectedOdds));

/** The manifest of a one-member package on three clinical inputs. */
async function manifestOf(graph: Uint8Array, probability: object, attention?: object) {
  return {
    ...smallManifest,
    inputs: smallManifest.inputs.slice(0, 3),
    radiomics: undefined,
    distance: undefined,
    limits: smallManifest.limits.filter(({ rule }) => rule.kind !== 'preprocessing-hash'),
    interval: { kind: 'logit-half-width', level: 0.8, halfWidth: 0.4 },
    model: {
      file: 'model.onnx',
      sha256: await sha256Hex(graph),
      learner: 'made elsewhere',
      input: 'x',
      outputs: { probability, ...(attention ? { attention } : {}) },
      members: 1,
    },
  };
}

/** The form of a pytorch-tabnet export: softmax over two logits as probs [N, 2], and m_explain [N, D]. */
function tabNetForm(): Uint8Array {
  const graph = new OnnxGraph('pytorch-tabnet', { '': 13 });
  const both = weights.flatMap((weight) => [0, weight]);
  const logits = graph.node('Add', [
    graph.node('MatMul', ['x', graph.floats('w', [3, 2], both)]),
    graph.floats('b', [2], [0, bias]),
  ]);
  graph.node('Softmax', [logits], { attributes: { axis: { int: 1 } }, outputs: ['probs'] });
  const ones = graph.node('Mul', ['x', graph.floats('zero', [1], [0])]);
  graph.node('Add', [ones, graph.floats('mask', [3], [0.5, 3, 1.5])], { outputs: ['m_explain'] });
  return graph.encode(
    [{ name: 'x', type: 'float', dims: ['N', 3] }],
    [
      { name: 'probs', type: 'float', dims: ['N', 2] },
      { name: 'm_explain', type: 'float', dims: ['N', 3] },
    ],
  );
}

const classifierOutputs = [
  { name: 'label', type: 'int64', dims: ['N'] },
  { name: 'probabilities', type: 'float', dims: ['N', 2] },
] as const;

/** What skl2onnx writes for LogisticRegression with zipmap off. */
function linearClassifier(): Uint8Array {
  const graph = new OnnxGraph('linear', { '': 13, 'ai.onnx.ml': 1 });
  graph.node('LinearClassifier', ['x'], {
    domain: 'ai.onnx.ml',
    outputs: ['label', 'probabilities'],
    attributes: {
      coefficients: { floats: [...weights.map((weight) => -weight), ...weights] },
      intercepts: { floats: [-bias, bias] },
      classlabels_ints: { ints: [0, 1] },
      multi_class: { int: 0 },
      post_transform: { text: 'LOGISTIC' },
    },
  });
  return graph.encode([{ name: 'x', type: 'float', dims: ['N', 3] }], classifierOutputs);
}

/** What skl2onnx writes for a forest: one tree that splits on the cleft. */
function treeEnsemble(): Uint8Array {
  const graph = new OnnxGraph('trees', { '': 13, 'ai.onnx.ml': 1 });
  const leafNodes = [1, 1, 2, 2];
  graph.node('TreeEnsembleClassifier', ['x'], {
    domain: 'ai.onnx.ml',
    outputs: ['label', 'probabilities'],
    attributes: {
      nodes_treeids: { ints: [0, 0, 0] },
      nodes_nodeids: { ints: [0, 1, 2] },
      nodes_featureids: { ints: [1, 0, 0] },
      nodes_values: { floats: [0.5, 0, 0] },
      nodes_modes: { texts: ['BRANCH_LEQ', 'LEAF', 'LEAF'] },
      nodes_truenodeids: { ints: [1, 0, 0] },
      nodes_falsenodeids: { ints: [2, 0, 0] },
      class_treeids: { ints: leafNodes.map(() => 0) },
      class_nodeids: { ints: leafNodes },
      class_ids: { ints: [0, 1, 0, 1] },
      class_weights: { floats: [0.9, 0.1, 0.7, 0.3] },
      classlabels_int64s: { ints: [0, 1] },
      post_transform: { text: 'NONE' },
    },
  });
  return graph.encode([{ name: 'x', type: 'float', dims: ['N', 3] }], classifierOutputs);
}

async function score(graph: Uint8Array, probability: object, attention?: object) {
  const { manifest, session } = orThrow(
    await openPackage(onnxRuntime, await manifestOf(graph, probability, attention), graph),
  );
  const result = await scoreCase(inputs, goodFacts, session, manifest);
  await session.close();
  if (result.kind !== 'estimate') throw new Error(`abstained: ${result.reasons.map(({ id }) => id)}`);
  return result;
}

test('a pytorch-tabnet export: probs [N, 2] and m_explain [N, D], shares from its masks', async () => {
  const result = await score(tabNetForm(), { name: 'probs', layout: 'classes' }, { name: 'm_explain' });
  expect(result.probability).toBeCloseTo(expected, 6);
  expect(result.factors.find(({ name }) => name === 'cleft')!.share).toBeCloseTo(0.6, 6);
  const [low, high] = [result.interval.low, result.interval.high].map((p) => Math.log(p / (1 - p)));
  expect(low).toBeCloseTo(expectedOdds - 0.4, 4);
  expect(high).toBeCloseTo(expectedOdds + 0.4, 4);
});

test('a LinearClassifier, shares from replacing inputs', async () => {
  const result = await score(linearClassifier(), { name: 'probabilities', layout: 'classes' });
  expect(result.probability).toBeCloseTo(expected, 6);
  expect(result.factors.map(({ name }) => name).sort()).toEqual([...names].sort());
  expect(result.factors.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
});

test('a TreeEnsembleClassifier', async () => {
  expect((await score(treeEnsemble(), { name: 'probabilities', layout: 'classes' })).probability).toBeCloseTo(0.3, 6);
});

/** Graphs that torch and skl2onnx wrote; make.py beside them says how. */
describe('a graph as another tool exported it drops in by its manifest alone', () => {
  const folder = 'test/fixtures/models';
  const { cases, expected } = JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8'));

  test.each([
    ['pytorch-tabnet', { name: 'probs', layout: 'classes' }, { name: 'm_explain' }],
    ['linear-classifier', { name: 'probabilities', layout: 'classes' }, undefined],
    ['tree-ensemble', { name: 'probabilities', layout: 'classes' }, undefined],
  ])('%s: its own probabilities within 1e-5, and shares of its masks', async (name, probability, attention) => {
    const graph = new Uint8Array(readFileSync(`${folder}/${name}.onnx`));
    const { manifest, session } = orThrow(
      await openPackage(onnxRuntime, await manifestOf(graph, probability, attention), graph),
    );
    for (const [at, row] of cases.entries()) {
      const readings = Object.fromEntries(names.map((input, i) => [input, { value: Math.fround(row[i]) }]));
      const result = await scoreCase(readings, goodFacts, session, manifest);
      if (result.kind !== 'estimate') throw new Error(`abstained: ${result.reasons.map(({ id }) => id)}`);
      expect(Math.abs(result.probability - expected[name].probability[at])).toBeLessThan(1e-5);
      if (!attention) continue;
      const masks: number[] = expected[name].explanation[at];
      const total = masks.reduce((sum, mask) => sum + mask, 0);
      const share = (input: string) => result.factors.find((factor) => factor.name === input)!.share;
      names.forEach((input, i) => {
        expect(Math.abs(share(input) - masks[i] / total)).toBeLessThan(1e-5);
      });
    }
    await session.close();
  });
});

describe('a package is refused at loading', () => {
  const graph = tabNetForm();
  const open = async (change: object, bytes = graph) => {
    const manifest = await manifestOf(bytes, { name: 'probs', layout: 'classes' }, { name: 'm_explain' });
    return openPackage(onnxRuntime, { ...manifest, model: { ...manifest.model, ...change } }, bytes);
  };

  test.each([
    ['another file', { sha256: '0'.repeat(64) }, 'model-hash-mismatch'],
    [
      'an output that is not there',
      { outputs: { probability: { name: 'p', layout: 'classes' } } },
      'model-outputs-missing',
    ],
    ['an input that is not there', { input: 'rows' }, 'model-outputs-missing'],
    [
      'an output that is no probability',
      { outputs: { probability: { name: 'm_explain', layout: 'classes' } } },
      'model-output-invalid',
    ],
  ])('with %s', async (_, change, code) => {
    expect(await open(change)).toMatchObject({ ok: false, problem: { code } });
  });

  test('when the file is cut short, at any place', async () => {
    for (const share of [0, 0.2, 0.5, 0.9]) {
      const cut = graph.slice(0, Math.floor(graph.length * share));
      expect((await open({}, cut)).ok).toBe(false);
    }
  });

  test('when it takes another number of inputs than the manifest lists', async () => {
    const manifest = await manifestOf(graph, { name: 'probs', layout: 'classes' });
    const result = await openPackage(
      onnxRuntime,
      { ...manifest, inputs: manifest.inputs.slice(0, 2), limits: [] },
      graph,
    );
    expect(result).toMatchObject({ ok: false, problem: { code: 'model-unreadable' } });
  });
});
