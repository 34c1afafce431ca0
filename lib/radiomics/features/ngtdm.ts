import type { FeatureValues } from './featureValues';

export const ngtdmFeatureNames = ['Busyness', 'Coarseness', 'Complexity', 'Contrast', 'Strength'] as const;

/** Neighbourhood gray tone difference matrix: per present level its number, voxels n_i and summed differences s_i. */
export interface DifferenceMatrix {
  readonly level: Float64Array;
  readonly voxels: Float64Array;
  readonly differences: Float64Array;
}

/** Amadasun & King 1989; IBSI 3.10. Rows without voxels do not count. */
export function ngtdmFeatures({ level, voxels, differences }: DifferenceMatrix): FeatureValues {
  const total = voxels.reduce((a, b) => a + b, 0);
  const present = Array.from(voxels.keys()).filter((row) => voxels[row] > 0);
  const p = present.map((row) => voxels[row] / total);
  const s = present.map((row) => differences[row]);
  const i = present.map((row) => level[row]);
  const n = present.length;
  const differenceSum = s.reduce((a, b) => a + b, 0);
  const weighted = s.reduce((sum, si, row) => sum + p[row] * si, 0);
  let contrast = 0;
  let busyness = 0;
  let complexity = 0;
  let strength = 0;
  for (let a = 0; a < n; a++)
    for (let b = 0; b < a; b++) {
      const distance = Math.abs(i[a] - i[b]);
      contrast += p[a] * p[b] * distance * distance;
      busyness += Math.abs(i[a] * p[a] - i[b] * p[b]);
      complexity += (distance * (p[a] * s[a] + p[b] * s[b])) / (p[a] + p[b]);
      strength += (p[a] + p[b]) * distance * distance;
    }
  return {
    Busyness: busyness === 0 ? 0 : weighted / (2 * busyness),
    Coarseness: weighted === 0 ? 1e6 : 1 / weighted,
    Complexity: (2 * complexity) / total,
    Contrast: n > 1 ? (((2 * contrast) / (n * (n - 1))) * differenceSum) / total : 0,
    Strength: differenceSum === 0 ? 0 : (2 * strength) / differenceSum,
  };
}
