/**
 * Percentiles by selection: after one call the wanted order statistics stand at their sorted places, without the cost
 * of sorting the rest.
 */
export class OrderStatistics {
  private readonly values: Float64Array;
  /** Places known to hold their sorted value, ascending: bounds for the next selection. */
  private readonly settled: number[] = [];

  /** @param values copied, at least one, finite. */
  constructor(values: ArrayLike<number>) {
    this.values = Float64Array.from(values);
  }

  /** @param fraction 0 to 1; interpolates linearly at fraction * (n - 1), as numpy's default does. */
  percentile(fraction: number): number {
    const place = fraction * (this.values.length - 1);
    const below = Math.floor(place);
    const low = this.at(below);
    const t = place - below;
    if (t === 0) return low;
    const high = this.at(below + 1);
    return t < 0.5 ? low + (high - low) * t : high - (high - low) * (1 - t);
  }

  private at(place: number): number {
    let left = 0;
    let right = this.values.length - 1;
    for (const known of this.settled) {
      if (known === place) return this.values[place];
      if (known < place) left = Math.max(left, known + 1);
      else right = Math.min(right, known - 1);
    }
    quickSelect(this.values, place, left, right);
    this.settled.push(place);
    return this.values[place];
  }
}

/** Hoare's selection with a median-of-three pivot: values[place] gets its sorted value within [left, right]. */
function quickSelect(values: Float64Array, place: number, left: number, right: number): void {
  while (left < right) {
    const middle = (left + right) >> 1;
    const a = values[left];
    const b = values[middle];
    const c = values[right];
    const pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i <= j) {
        const swap = values[i];
        values[i++] = values[j];
        values[j--] = swap;
      }
    }
    if (place <= j) right = j;
    else if (place >= i) left = i;
    else return;
  }
}
