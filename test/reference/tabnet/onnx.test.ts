/** The graphs run on the runtime that the product ships. */
import { seededRandom } from '@/lib/core/random';
import { softmax } from '@/lib/study/learners/autodiff/losses';
import { createTabNet, tabNetFromTensors } from '@/lib/study/learners/tabnet/create';
import { infer, type TabNet } from '@/lib/study/learners/tabnet/network';
import { ensembleGraph, ensembleNames } from '@/lib/study/onnx/tabnetGraph';
import { onnxRuntime, stopOnnxRuntime } from '../../support/onnxRuntime';
import { greatestDifference, recordedNetworks, rowsTensor, shapeOf } from './tabnetReference';

afterAll(stopOnnxRuntime);

async function run(members: readonly TabNet[], rows: readonly number[][]) {
  const session = await onnxRuntime.InferenceSession.create(ensembleGraph(members));
  const feed = new onnxRuntime.Tensor('float32', Float32Array.from(rows.flat()), [rows.length, rows[0].length]);
  const results = await session.run({ [ensembleNames.input]: feed }, [
    ensembleNames.probability,
    ensembleNames.attention,
  ]);
  await session.release();
  return {
    probability: results[ensembleNames.probability].data as Float32Array,
    attention: results[ensembleNames.attention].data as Float32Array,
  };
}

test.each(recordedNetworks())(
  'the graph of one network gives the recorded probabilities and attention within 1e-5: %s',
  async (_name, { weights, cases: { inputs, expected } }) => {
    const trained = tabNetFromTensors(shapeOf(weights.hyperparameters), weights.tensors);
    const { probability, attention } = await run([trained], inputs);
    const second = expected.probs.map((row: number[]) => row[1]);
    expect(greatestDifference(probability, second)).toBeLessThan(1e-5);
    const shares = expected.m_explain.flatMap((row: number[]) => {
      const total = row.reduce((sum, value) => sum + value, 0);
      return row.map((value) => (total > 0 ? value / total : 0));
    });
    expect(greatestDifference(attention, shares)).toBeLessThan(1e-5);
  },
);

test.each(['sparsemax', 'entmax'] as const)(
  'an ensemble with %s gives each member within 1e-5 of float64',
  async (mask) => {
    const random = seededRandom(7, mask);
    const shape = {
      inputs: 17,
      outputs: 2,
      decision: 8,
      attention: 6,
      steps: 3,
      gamma: 1.3,
      shared: 2,
      independent: 1,
      momentum: 0.1,
      mask,
    };
    const members = Array.from({ length: 5 }, () => createTabNet(shape, random));
    for (const member of members) {
      for (const norm of member.norms.values()) {
        norm.runningMean.forEach((_, i, all) => {
          all[i] = random.normal() * 0.3;
        });
        norm.runningVariance.forEach((_, i, all) => {
          all[i] = 0.5 + random.uniform();
        });
      }
    }
    const rows = Array.from({ length: 40 }, () => Array.from({ length: 17 }, () => Math.fround(random.normal())));
    const { probability, attention } = await run(members, rows);
    const truth = members.map((member) => infer(member, rowsTensor(rows)));
    members.forEach((_, m) => {
      const ours = rows.map((_row, n) => probability[n * members.length + m]);
      const p = softmax(truth[m].logits);
      expect(
        greatestDifference(
          ours,
          rows.map((_row, n) => p[2 * n + 1]),
        ),
      ).toBeLessThan(1e-5);
    });
    rows.forEach((_, n) => {
      const expected = new Float64Array(17);
      for (const { explanation } of truth) {
        const row = explanation.data.subarray(n * 17, (n + 1) * 17);
        const total = row.reduce((sum, value) => sum + value, 0);
        row.forEach((value, i) => {
          expected[i] += total > 0 ? value / total / truth.length : 0;
        });
      }
      expect(greatestDifference(attention.subarray(n * 17, (n + 1) * 17), expected)).toBeLessThan(1e-5);
    });
  },
);
