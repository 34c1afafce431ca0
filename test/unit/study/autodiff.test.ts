import fc from 'fast-check';
import { seededRandom } from '@/lib/core/random';
import { type BatchNorm, normaliseByBatch } from '@/lib/study/learners/autodiff/batchNorm';
import { crossEntropy, negativeEntropy, weightedSum } from '@/lib/study/learners/autodiff/losses';
import {
  addScaled,
  gatedLinear,
  linear,
  multiply,
  relu,
  slice,
  subtractFrom,
} from '@/lib/study/learners/autodiff/operations';
import { entmax15, sparsemax } from '@/lib/study/learners/autodiff/sparse';
import { Tape, type Tensor, tensor } from '@/lib/study/learners/autodiff/tape';

const random = seededRandom(11, 'autodiff');
const filled = (rows: number, columns: number): Tensor =>
  tensor(
    rows,
    columns,
    Float64Array.from({ length: rows * columns }, () => random.normal()),
  );

const freshNorm = (columns: number): BatchNorm => ({
  weight: filled(1, columns),
  bias: filled(1, columns),
  runningMean: new Float64Array(columns),
  runningVariance: new Float64Array(columns).fill(1),
  momentum: 0.1,
});

/** Any tensor as one number, with different weights, so that no gradient cancels. */
function reduce(tape: Tape, value: Tensor): Tensor {
  const weights = tensor(
    value.columns,
    value.columns,
    Float64Array.from({ length: value.columns ** 2 }, (_, i) => Math.sin(i + 1)),
  );
  return crossEntropy(
    tape,
    linear(tape, value, weights),
    Array.from({ length: value.rows }, (_, n) => n % value.columns),
  );
}

const norm = freshNorm(5);
const weight = filled(4, 5);
const other = filled(6, 5);

const operations: readonly (readonly [
  name: string,
  inputs: readonly Tensor[],
  apply: (tape: Tape, x: Tensor) => Tensor,
])[] = [
  ['linear', [weight], (tape, x) => linear(tape, x, weight)],
  ['addScaled', [other], (tape, x) => addScaled(tape, x, other, 0.7)],
  ['multiply', [other], (tape, x) => multiply(tape, x, other)],
  ['subtractFrom', [], (tape, x) => subtractFrom(tape, 1.5, x)],
  ['relu', [], relu],
  ['slice', [], (tape, x) => slice(tape, x, 1, 4)],
  ['gated linear unit', [], (tape, x) => gatedLinear(tape, slice(tape, x, 0, 4))],
  ['sparsemax', [], sparsemax],
  ['entmax 1.5', [], entmax15],
  ['ghost batch norm', [norm.weight, norm.bias], (tape, x) => normaliseByBatch(tape, x, norm, 3)],
];

/** Largest difference between the tape's gradient and central differences, over x and the operation's parameters. */
function gradientError(inputs: readonly Tensor[], loss: (tape: Tape) => Tensor): number {
  for (const { grad } of inputs) grad.fill(0);
  const tape = new Tape();
  tape.backward(loss(tape));
  const step = 1e-6;
  let worst = 0;
  for (const { data, grad } of inputs) {
    for (let i = 0; i < data.length; i++) {
      const kept = data[i];
      data[i] = kept + step;
      const above = loss(new Tape(false)).data[0];
      data[i] = kept - step;
      const below = loss(new Tape(false)).data[0];
      data[i] = kept;
      worst = Math.max(worst, Math.abs((above - below) / (2 * step) - grad[i]));
    }
  }
  return worst;
}

test.each(operations)('the gradient of %s agrees with finite differences', (_, parameters, apply) => {
  const x = filled(6, 5);
  expect(gradientError([x, ...parameters], (tape) => reduce(tape, apply(tape, x)))).toBeLessThan(1e-7);
});

test('the gradient of mask entropy and of a weighted sum agrees with finite differences', () => {
  const x = filled(4, 6);
  const loss = (tape: Tape) => {
    const mask = entmax15(tape, x);
    return weightedSum(tape, [
      { loss: negativeEntropy(tape, mask), weight: -0.3 },
      { loss: reduce(tape, mask), weight: 2 },
    ]);
  };
  expect(gradientError([x], loss)).toBeLessThan(1e-6);
});

test('class weights weigh the gradient as they weigh the loss', () => {
  const x = filled(5, 2);
  expect(gradientError([x], (tape) => crossEntropy(tape, x, [0, 1, 0, 1, 1], [1, 4]))).toBeLessThan(1e-8);
});

describe.each([
  ['sparsemax', sparsemax],
  ['entmax 1.5', entmax15],
] as const)('%s', (_, apply) => {
  const rows = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 1, maxLength: 30 });
  const maskOf = (row: readonly number[]) => apply(new Tape(false), tensor(1, row.length, Float64Array.from(row))).data;

  test('is a distribution for any scores, ties and single entries included', () => {
    fc.assert(
      fc.property(rows, (row) => {
        const mask = maskOf(row);
        expect(mask.every((share) => share >= 0 && share <= 1 + 1e-12)).toBe(true);
        expect(mask.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      }),
    );
  });

  test('does not change when a constant is added, and keeps the order of the scores', () => {
    fc.assert(
      fc.property(rows, fc.double({ min: -20, max: 20, noNaN: true }), (row, shift) => {
        const mask = maskOf(row);
        const moved = maskOf(row.map((score) => score + shift));
        mask.forEach((share, i) => {
          expect(moved[i]).toBeCloseTo(share, 6);
        });
        row.forEach((score, i) => {
          row.forEach((rival, j) => {
            if (score > rival) expect(mask[i]).toBeGreaterThanOrEqual(mask[j] - 1e-12);
          });
        });
      }),
    );
  });
});
