import { Adam } from '@/lib/study/learners/autodiff/adam';
import { softmax } from '@/lib/study/learners/autodiff/losses';
import { tabNetFromTensors, tensorsOf } from '@/lib/study/learners/tabnet/create';
import { infer } from '@/lib/study/learners/tabnet/network';
import { trainStep } from '@/lib/study/learners/tabnet/trainingStep';
import { greatestDifference, recordedNetworks, rowsTensor, shapeOf } from './tabnetReference';

describe.each(recordedNetworks())('TabNet as pytorch-tabnet runs it: %s', (_name, { weights, cases, train_steps }) => {
  describe('inference', () => {
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

    test('gives the same mask and decision at every step to 1e-10', () => {
      expect(result.masks).toHaveLength(weights.hyperparameters.n_steps);
      result.masks.forEach((mask, step) => {
        const masks = expected.step_masks.flatMap((steps: number[][]) => steps[step]);
        const decisions = expected.steps_output.flatMap((steps: number[][]) => steps[step]);
        expect(greatestDifference(mask.data, masks)).toBeLessThan(1e-10);
        expect(greatestDifference(result.decisions[step].data, decisions)).toBeLessThan(1e-10);
      });
    });
  });

  describe('training', () => {
    const h = train_steps.hyperparameters;
    const net = tabNetFromTensors(shapeOf(h), train_steps.initial);
    const rates = { learningRate: h.learning_rate, weightDecay: h.weight_decay ?? 0 };
    const adam = new Adam([...net.parameters.values()], rates);
    const gradients = new Map<string, number[]>();
    const options = {
      virtualBatch: h.virtual_batch_size,
      lambdaSparse: h.lambda_sparse,
      clipNorm: h.clip_norm,
      classWeights: h.class_weights ?? undefined,
    };
    const steps = train_steps.batches.map((batch: { x: number[][]; y: number[] }, index: number) =>
      trainStep(net, adam, { x: rowsTensor(batch.x), y: batch.y }, options, () => {
        if (index > 0) return;
        for (const [name, { grad }] of net.parameters) gradients.set(name, Array.from(grad));
      }),
    );

    test('every step has the same logits, losses and gradient norm to 1e-11', () => {
      expect(steps).toHaveLength(3);
      train_steps.steps.forEach((expected: (typeof train_steps.steps)[number], i: number) => {
        expect(greatestDifference(steps[i].logits.data, expected.logits.flat())).toBeLessThan(1e-11);
        const scalars = [steps[i].crossEntropy, steps[i].maskLoss, steps[i].loss];
        expect(greatestDifference(scalars, [expected.cross_entropy, expected.m_loss, expected.loss])).toBeLessThan(
          1e-11,
        );
        expect(Math.abs(steps[i].gradientNorm / expected.grad_norm_before_clip - 1)).toBeLessThan(1e-11);
      });
    });

    test('every gradient of the first step is the same to 1e-11', () => {
      const expected: Record<string, number[]> = train_steps.steps[0].gradients_before_clip;
      expect([...gradients.keys()].sort()).toEqual(Object.keys(expected).sort());
      for (const [name, values] of Object.entries(expected)) {
        expect([name, greatestDifference(gradients.get(name)!, values.flat()) < 1e-11]).toEqual([name, true]);
      }
    });

    test('every parameter and running statistic afterwards is the same to 1e-11', () => {
      const ours = tensorsOf(net);
      expect(Object.keys(ours).sort()).toEqual(Object.keys(train_steps.final).sort());
      for (const [name, { data }] of Object.entries<{ data: number[] }>(train_steps.final)) {
        expect([name, greatestDifference(ours[name].data, data) < 1e-11]).toEqual([name, true]);
      }
    });
  });
});
