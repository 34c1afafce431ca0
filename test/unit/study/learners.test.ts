import { seededRandom } from '@/lib/core/random';
import type { Result } from '@/lib/core/result';
import { orThrow } from '@/lib/core/result';
import { tabNetOptions } from '@/lib/study/families';
import { fitBoosting } from '@/lib/study/learners/boosting';
import { fitForest } from '@/lib/study/learners/forest';
import type { LearnerProblem, Predictor, TrainingData } from '@/lib/study/learners/learner';
import { fitLogistic } from '@/lib/study/learners/logistic';
import { fitSvm } from '@/lib/study/learners/svm';
import { fitEnsemble } from '@/lib/study/learners/tabnet/ensemble';
import { fitTabNet } from '@/lib/study/learners/tabnet/fit';
import { matrixOf } from '@/lib/study/matrix';
import { auroc } from '@/lib/study/metrics/discrimination';

const boosting = {
  rounds: 30,
  depth: 2,
  learningRate: 0.1,
  lambda: 1,
  leastChildWeight: 1,
  rowShare: 0.8,
  columnShare: 1,
  seed: 3,
};
const small = (data: TrainingData) => ({ ...tabNetOptions(data, 1, 4, 3), epochs: 15 });

const learners: readonly (readonly [string, (data: TrainingData) => Result<Predictor, LearnerProblem>])[] = [
  ['logistic regression', (data) => fitLogistic(data, { c: 1 })],
  ['support vector machine', (data) => fitSvm(data, { c: 1, gamma: 0.2, seed: 3 })],
  ['random forest', (data) => fitForest(data, { trees: 40, leastRowsInLeaf: 2, seed: 3 })],
  ['gradient boosting', (data) => fitBoosting(data, boosting)],
  ['TabNet', (data) => fitTabNet(data, small(data))],
  ['TabNet ensemble', (data) => fitEnsemble(data, 2, small(data))],
];

/** Outcome by the sign of the first column; `noise` columns besides. */
function separable(rows: number, noise = 2, seed = 5): TrainingData {
  const random = seededRandom(seed, 'separable');
  const x = Array.from({ length: rows }, () => Array.from({ length: 1 + noise }, () => random.normal()));
  return { x: matrixOf(x), y: Uint8Array.from(x, ([first]) => (first + 0.3 * random.normal() > 0.8 ? 1 : 0)) };
}

describe.each(learners)('%s', (_, learn) => {
  const data = separable(160);

  test('learns what is there to learn, as probabilities', () => {
    const fresh = separable(200, 2, 6);
    const p = orThrow(learn(data)).predict(fresh.x);
    expect(p.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(auroc(p, fresh.y)).toBeGreaterThan(0.85);
  });

  test('is the same for the same seed, bit for bit', () => {
    const [first, second] = [learn(data), learn(data)].map((fitted) => orThrow(fitted).predict(data.x));
    expect(Array.from(first)).toEqual(Array.from(second));
  });

  test('takes a constant column and duplicate rows, and stays finite', () => {
    const rows = Array.from({ length: 120 }, (_row, i) => [...data.x.data.subarray(3 * (i % 60), 3 * (i % 60) + 3), 7]);
    const doubled = { x: matrixOf(rows), y: Uint8Array.from(rows, (_row, i) => data.y[i % 60]) };
    expect(orThrow(learn(doubled)).predict(doubled.x).every(Number.isFinite)).toBe(true);
  });

  test.each([
    ['no rows', { x: matrixOf([], 3), y: new Uint8Array(0) }, 'no-rows'],
    ['one class', { ...data, y: new Uint8Array(160) }, 'one-class'],
    ['a missing value', { ...data, x: { ...data.x, data: data.x.data.with(4, Number.NaN) } }, 'missing-values'],
    ['an infinite value', { ...data, x: { ...data.x, data: data.x.data.with(4, Infinity) } }, 'missing-values'],
    ['fewer outcomes than rows', { ...data, y: data.y.slice(1) }, 'shape-mismatch'],
  ] as const)('refuses %s', (_case, broken, code) => {
    expect(learn(broken)).toMatchObject({ ok: false, problem: { code } });
  });
});

describe('TabNet', () => {
  const data = separable(100);

  test('refuses a batch larger than the cohort, where the reference library trains nothing and says nothing', () => {
    expect(fitTabNet(data, { ...small(data), batchSize: 1024 })).toMatchObject({
      ok: false,
      problem: { code: 'no-training-batches' },
    });
  });

  test('refuses a virtual batch of one row, which has no variance', () => {
    expect(fitTabNet(data, { ...small(data), batchSize: 9, virtualBatch: 4 })).toMatchObject({ ok: true });
    expect(fitTabNet(data, { ...small(data), batchSize: 3, virtualBatch: 2 })).toMatchObject({
      ok: false,
      problem: { code: 'bad-options' },
    });
  });

  test.each([
    ['without layers', { shared: 0, independent: 0 }],
    ['without steps', { steps: 0 }],
  ])('refuses a network %s', (_what, change) => {
    const options = small(data);
    expect(fitTabNet(data, { ...options, shape: { ...options.shape, ...change } })).toMatchObject({
      ok: false,
      problem: { code: 'bad-options' },
    });
  });

  const validation = separable(20, 2, 9);
  test.each([
    ['no rows', { x: matrixOf([], 3), y: new Uint8Array(0) }, 'shape-mismatch'],
    ['other inputs', separable(20, 3, 9), 'shape-mismatch'],
    [
      'a missing value',
      { ...validation, x: { ...validation.x, data: validation.x.data.with(4, Number.NaN) } },
      'missing-values',
    ],
  ])('refuses validation rows with %s, by which no epoch would be the best', (_what, broken, code) => {
    expect(fitTabNet(data, small(data), broken)).toMatchObject({ ok: false, problem: { code } });
  });

  test('stops when the validation rows get no better, and keeps the best epoch', () => {
    const fitted = orThrow(fitTabNet(data, { ...small(data), epochs: 300, patience: 3 }, separable(60, 2, 9)));
    expect(fitted.epochsRun).toBeLessThan(300);
  });
});

test('neighbouring doubles, whose middle is one of them, are still told apart', () => {
  const [below, above] = [0.3, 0.1 + 0.2];
  const rows = Array.from({ length: 40 }, (_, i) => [i % 2 ? above : below]);
  const data = { x: matrixOf(rows), y: Uint8Array.from(rows, ([value]) => (value === above ? 1 : 0)) };
  const p = orThrow(fitForest(data, { trees: 5, leastRowsInLeaf: 1, seed: 1 })).predict(data.x);
  expect(Array.from(p)).toEqual(Array.from(data.y));
});

test('trees give the same predictions in another unit', () => {
  const data = separable(150);
  const scaled = { ...data, x: { ...data.x, data: data.x.data.map((value) => 4 * value) } };
  for (const learn of [
    (d: TrainingData) => fitForest(d, { trees: 10, leastRowsInLeaf: 2, seed: 1 }),
    (d: TrainingData) => fitBoosting(d, boosting),
  ]) {
    expect(Array.from(orThrow(learn(scaled)).predict(scaled.x))).toEqual(
      Array.from(orThrow(learn(data)).predict(data.x)),
    );
  }
});
