import type { Settings } from './parameters/settings';

/** "pyradiomics" gives PyRadiomics 3.1's numbers; "ibsi" follows the IBSI reference manual where the two differ. */
export type Profile = 'pyradiomics' | 'ibsi';

/**
 * IBSI's ways of combining texture matrices (3.6.1): over slices and directions averaged, or merged before features are
 * taken. 2.5D merges slices; 3D uses all directions.
 */
export const aggregations = ['2D_avg', '2D_comb', '2.5D_avg', '2.5D_comb', '3D_avg', '3D_comb'] as const;
export type Aggregation = (typeof aggregations)[number];

/** An aggregation in terms of PyRadiomics's settings; slices are the planes across z. */
export function aggregationSettings(
  aggregation: Aggregation,
): Pick<Settings, 'force2D' | 'weightingNorm' | 'force2Ddimension'> {
  return {
    force2D: !aggregation.startsWith('3D'),
    force2Ddimension: 0,
    weightingNorm: aggregation.endsWith('comb') ? 'no_weighting' : null,
  };
}
