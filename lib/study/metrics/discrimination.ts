/** Ranks from 1, ties sharing their middle. */
export function midranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[a] - values[b]);
  const ranks = new Float64Array(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end + 1 < order.length && values[order[end + 1]] === values[order[start]]) end++;
    for (let i = start; i <= end; i++) ranks[order[i]] = (start + end) / 2 + 1;
    start = end + 1;
  }
  return ranks;
}

/** Area under the ROC curve; ties count half. NaN without both classes. */
export function auroc(p: ArrayLike<number>, y: Uint8Array): number {
  const ranks = midranks(p);
  let events = 0;
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    if (!y[i]) continue;
    events++;
    sum += ranks[i];
  }
  return (sum - (events * (events + 1)) / 2) / (events * (y.length - events));
}

/** Average precision: precision at each threshold weighted by the rise in recall; tied scores are one threshold. */
export function averagePrecision(p: ArrayLike<number>, y: Uint8Array): number {
  const order = Array.from({ length: y.length }, (_, i) => i).sort((a, b) => p[b] - p[a]);
  const events = y.reduce((sum, label) => sum + label, 0);
  let found = 0;
  let total = 0;
  for (let start = 0; start < order.length; ) {
    let end = start;
    let here = y[order[start]];
    while (end + 1 < order.length && p[order[end + 1]] === p[order[start]]) here += y[order[++end]];
    found += here;
    total += (here / events) * (found / (end + 1));
    start = end + 1;
  }
  return total;
}

/** Corners of the ROC curve from (0, 0) to (1, 1): false positive rate and recall at each distinct score, the highest first. */
export function rocCurve(
  p: ArrayLike<number>,
  y: Uint8Array,
): (readonly [falsePositiveRate: number, recall: number])[] {
  const order = Array.from({ length: y.length }, (_, i) => i).sort((a, b) => p[b] - p[a]);
  const events = y.reduce((sum, label) => sum + label, 0);
  const corners: [number, number][] = [[0, 0]];
  let [found, wrong] = [0, 0];
  order.forEach((row, i) => {
    if (y[row]) found++;
    else wrong++;
    if (p[order[i + 1]] !== p[row]) corners.push([wrong / (y.length - events), found / events]);
  });
  return corners;
}

/** AUROC of several models on the same rows with their covariance (DeLong, DeLong and Clarke-Pearson 1988). */
export function delong(models: readonly ArrayLike<number>[], y: Uint8Array) {
  const events = Array.from(y.keys()).filter((i) => y[i] === 1);
  const others = Array.from(y.keys()).filter((i) => y[i] === 0);
  // Placement values by midranks (Sun and Xu 2014).
  const placements = models.map((p) => {
    const whole = midranks(p);
    const among = (rows: readonly number[]) => midranks(rows.map((i) => p[i]));
    const inEvents = among(events);
    const inOthers = among(others);
    return {
      event: events.map((row, i) => (whole[row] - inEvents[i]) / others.length),
      other: others.map((row, i) => 1 - (whole[row] - inOthers[i]) / events.length),
    };
  });
  const areas = placements.map(({ event }) => mean(event));
  const covariance = placements.map((a) =>
    placements.map(
      (b) => covarianceOf(a.event, b.event) / events.length + covarianceOf(a.other, b.other) / others.length,
    ),
  );
  return { areas, covariance };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function covarianceOf(a: readonly number[], b: readonly number[]): number {
  const centreA = mean(a);
  const centreB = mean(b);
  return a.reduce((sum, value, i) => sum + (value - centreA) * (b[i] - centreB), 0) / (a.length - 1);
}
