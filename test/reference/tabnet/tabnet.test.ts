import { Adam } from '@/lib/study/learners/autodiff/adam';
import { softmax } from '@/lib/study/learners/autodiff/losses';
import { tabNetFromTensors, tensorsOf } from '@/lib/study/learners/tabnet/create';
import { infer } from '@/lib/study/learners/tabnet/network';
import { trainStep } from '@/lib/study/learners/tabnet/trainingStep';
import { greatestDifference, recorded, rowsTensor, shapeOf } from './tabnetReference';

const cases = recorded('cases');
const weights = recorded('weights');

describe('a TabNet with the weights that pytorch-tabnet trained', () => {
  const net = tabNetFromTensors(shapeOf(weights.hyperparameters), weights.tensors);
  const result = infer(net, rowsTensor(cases.inputs));
  const { expected } = cases;

  test.each([
    ['logits', result.logits.data, expected.logits.flat()],
    ['probabilities', softmax(result.logits), expected.probs.flat()],
    ['explanation', result.explanation.data, expected.m_explain.flat()],
    ['normalised inputs', result.normalised.data, expected.initial_bn.flat()],
    ['first attention', result.firstAttention.data, expected.att0.flat()],
  ])('gives the same %s to 1e-10', (_, ours, theirs) => {
    expect(greatestDifference(ours, theirs)).toBeLessThan(1e-10);
  });

  test.each([0, 1, 2])('gives the same mask and decision at step %i to 1e-10', (step) => {
    const masks = expected.step_masks.flatMap((steps: number[][]) => steps[step]);
    const decisions = expected.steps_output.flatMap((steps: number[][]) => steps[step]);
    expect(greatestDifference(result.masks[step].data, masks)).toBeLessThan(1e-10);
    expect(greatestDifference(result.decisions[step].data, decisions)).toBeLessThan(1e-10);
  });
});

describe('three training steps of an untrained TabNet', () => {
  const reference = recorded('train_steps');
  const h = reference.hyperparameters;
  const net = tabNetFromTensors(shapeOf(h), reference.initial);
  const adam = new Adam([...net.parameters.values()], { learningRate: h.learning_rate });
  const gradients = new Map<string, number[]>();
  const options = { virtualBatch: h.virtual_batch_size, lambdaSparse: h.lambda_sparse, clipNorm: h.clip_norm };
  const steps = reference.batches.map((batch: { x: number[][]; y: number[] }, index: number) =>
    trainStep(net, adam, { x: rowsTensor(batch.x), y: batch.y }, options, () => {
      if (index > 0) return;
      for (const [name, { grad }] of net.parameters) gradients.set(name, Array.from(grad));
    }),
  );

  test.each([0, 1, 2])('step %i has the same logits, losses and gradient norm to 1e-11', (i) => {
    const expected = reference.steps[i];
    expect(greatestDifference(steps[i].logits.data, expected.logits.flat())).toBeLessThan(1e-11);
    const scalars = [steps[i].crossEntropy, steps[i].maskLoss, steps[i].loss];
    expect(greatestDifference(scalars, [expected.cross_entropy, expected.m_loss, expected.loss])).toBeLessThan(1e-11);
    expect(Math.abs(steps[i].gradientNorm / expected.grad_norm_before_clip - 1)).toBeLessThan(1e-11);
  });

  test('every gradient of the first step is the same to 1e-11', () => {
    const expected: Record<string, number[]> = reference.steps[0].gradients_before_clip;
    expect([...gradients.keys()].sort()).toEqual(Object.keys(expected).sort());
    for (const [name, values] of Object.entries(expected)) {
      expect([name, greatestDifference(gradients.get(name)!, values.flat()) < 1e-11]).toEqual([name, true]);
    }
  });

  test('every parameter and running statistic afterwards is the same to 1e-11', () => {
    const ours = tensorsOf(net);
    expect(Object.keys(ours).sort()).toEqual(Object.keys(reference.final).sort());
    for (const [name, { data }] of Object.entries<{ data: number[] }>(reference.final)) {
      expect([name, greatestDifference(ours[name].data, data) < 1e-11]).toEqual([name, true]);
    }
  });
});
