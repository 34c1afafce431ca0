import type { Matrix } from '../matrix';

/** A binary tree in arrays: rows with value < threshold go left, as in XGBoost. A leaf has feature -1 and a value. */
export interface Tree {
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly value: readonly number[];
}

/** Rows with, for each column, numbers that sort as its values do: rank * rows + row. */
export interface Sorted {
  readonly x: Matrix;
  readonly keys: readonly Float64Array[];
}

export function sortColumns(x: Matrix): Sorted {
  const keys = Array.from({ length: x.columns }, (_, feature) => {
    const at = (row: number) => x.data[row * x.columns + feature];
    const order = Array.from({ length: x.rows }, (_, row) => row).sort((a, b) => at(a) - at(b));
    const key = new Float64Array(x.rows);
    order.forEach((row, rank) => {
      key[row] = rank * x.rows + row;
    });
    return key;
  });
  return { x, keys };
}

/** Sums that a split is judged by: (second derivative, gradient) for boosting, (rows, events) for a forest. */
export interface GrowRules {
  readonly depth: number;
  /** Columns to try at a node, in order; constant ones do not count as tries. */
  readonly columns: () => readonly number[];
  readonly tries: number;
  /** How good a part is by its two sums; a split's gain is left + right - whole. */
  readonly score: (a: number, b: number) => number;
  /** May a part with this first sum and this number of distinct rows stand? */
  readonly allowed: (a: number, rows: number) => boolean;
  readonly leaf: (a: number, b: number) => number;
  /** A gain must exceed this. */
  readonly leastGain: number;
}

/**
 * Grows a tree by exact greedy splits between neighbouring distinct values; the threshold is their midpoint. `rows`
 * are distinct; a row that counts several times has its sums multiplied. Gains are compared in float32, as XGBoost does:
 * what differs by less is a tie and not decided by rounding. Of a tie the earlier column is taken, then the greater threshold.
 */
export function growTree(
  sorted: Sorted,
  rows: readonly number[],
  a: Float64Array,
  b: Float64Array,
  rules: GrowRules,
): Tree {
  const tree = {
    feature: [] as number[],
    threshold: [] as number[],
    left: [] as number[],
    right: [] as number[],
    value: [] as number[],
  };
  const add = (): number => {
    tree.threshold.push(0);
    tree.left.push(-1);
    tree.right.push(-1);
    tree.value.push(0);
    return tree.feature.push(-1) - 1;
  };
  const { x } = sorted;
  const grow = (part: readonly number[], depth: number): number => {
    const node = add();
    const split = depth < rules.depth ? bestSplit(sorted, part, a, b, rules) : undefined;
    if (!split) {
      tree.value[node] = rules.leaf(total(part, a), total(part, b));
      return node;
    }
    const goesLeft = (row: number) => x.data[row * x.columns + split.feature] < split.threshold;
    tree.feature[node] = split.feature;
    tree.threshold[node] = split.threshold;
    tree.left[node] = grow(part.filter(goesLeft), depth + 1);
    tree.right[node] = grow(
      part.filter((row) => !goesLeft(row)),
      depth + 1,
    );
    return node;
  };
  grow(rows, 0);
  return tree;
}

export function treeValue(tree: Tree, row: ArrayLike<number>): number {
  let node = 0;
  while (tree.feature[node] >= 0) {
    node = row[tree.feature[node]] < tree.threshold[node] ? tree.left[node] : tree.right[node];
  }
  return tree.value[node];
}

function bestSplit({ x, keys }: Sorted, rows: readonly number[], a: Float64Array, b: Float64Array, rules: GrowRules) {
  const totalA = total(rows, a);
  const totalB = total(rows, b);
  const float = Math.fround;
  const whole = float(rules.score(totalA, totalB));
  let best: { feature: number; threshold: number } | undefined;
  let bestGain = rules.leastGain;
  let tried = 0;
  const order = new Float64Array(rows.length);
  for (const feature of rules.columns()) {
    if (tried === rules.tries) break;
    for (let i = 0; i < order.length; i++) order[i] = keys[feature][rows[i]];
    order.sort();
    const valueAt = (i: number) => x.data[(order[i] % x.rows) * x.columns + feature];
    if (valueAt(0) === valueAt(order.length - 1)) continue;
    tried++;
    let leftA = 0;
    let leftB = 0;
    for (let i = 0; i + 1 < order.length; i++) {
      const row = order[i] % x.rows;
      leftA += a[row];
      leftB += b[row];
      const here = valueAt(i);
      const next = valueAt(i + 1);
      if (here === next) continue;
      const right = [totalA - leftA, totalB - leftB] as const;
      if (!rules.allowed(leftA, i + 1) || !rules.allowed(right[0], order.length - i - 1)) continue;
      const parts = float(float(rules.score(leftA, leftB)) + float(rules.score(...right)));
      const gain = float(parts - whole);
      if (gain > bestGain || (gain === bestGain && best?.feature === feature)) {
        bestGain = gain;
        best = { feature, threshold: between(here, next) };
      }
    }
  }
  return best;
}

/** The middle, or the greater value where they are such neighbours that their middle rounds to the smaller. */
function between(smaller: number, greater: number): number {
  const middle = smaller / 2 + greater / 2;
  return middle > smaller ? middle : greater;
}

function total(rows: readonly number[], values: Float64Array): number {
  let sum = 0;
  for (const row of rows) sum += values[row];
  return sum;
}
