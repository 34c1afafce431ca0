import type { Random } from '@/lib/core/random';

/** Fold of each row, 0 to folds - 1; every fold has its share of events (stratified). */
export function stratifiedFolds(y: Uint8Array, folds: number, random: Random): Uint8Array {
  const fold = new Uint8Array(y.length);
  let dealt = 0;
  for (const label of [1, 0]) {
    const rows = Array.from(y.keys()).filter((row) => y[row] === label);
    for (const at of random.permutation(rows.length)) fold[rows[at]] = dealt++ % folds;
  }
  return fold;
}

/** Rows for training and for the test, each class split by the share. */
export function stratifiedSplit(y: Uint8Array, trainingShare: number, random: Random) {
  const training: number[] = [];
  const test: number[] = [];
  for (const label of [1, 0]) {
    const rows = Array.from(y.keys()).filter((row) => y[row] === label);
    const count = Math.round(rows.length * trainingShare);
    random.permutation(rows.length).forEach((at, order) => {
      (order < count ? training : test).push(rows[at]);
    });
  }
  return { training: training.sort((a, b) => a - b), test: test.sort((a, b) => a - b) };
}
