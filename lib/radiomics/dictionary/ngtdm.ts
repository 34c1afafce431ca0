import { type ClassEntries, ibsi } from './entry';

const isolated = 'Voxels without neighbours count with difference 0; IBSI leaves them out.';

/** p_i share of voxels of level i, s_i sum over them of |i - mean level of the neighbours|, N_gp number of present levels. */
export const ngtdmEntries: ClassEntries = {
  Coarseness: {
    formula: '1 / Σ p_i s_i, or 10^6 where that is 0',
    ibsi: ibsi('QCDE', 'ngt_coarseness'),
    unit: '1/level',
    range: '> 0',
    meaning: 'Great where the level changes slowly from voxel to voxel.',
    divergence: isolated,
  },
  Contrast: {
    formula: '(Σ_ij p_i p_j (i - j)² / (N_gp (N_gp - 1))) (Σ s_i / N)',
    ibsi: ibsi('65HE', 'ngt_contrast'),
    unit: 'level^3',
    range: '>= 0',
    meaning: 'Great where levels are far apart and neighbours differ.',
    divergence: isolated,
  },
  Busyness: {
    formula: 'Σ p_i s_i / Σ_ij |i p_i - j p_j|',
    ibsi: ibsi('NQ30', 'ngt_busyness'),
    unit: '1',
    range: '>= 0',
    meaning: 'Great where the level changes rapidly from voxel to voxel.',
    divergence: isolated,
  },
  Complexity: {
    formula: 'Σ_ij |i - j| (p_i s_i + p_j s_j) / (p_i + p_j) / N',
    ibsi: ibsi('HDEZ', 'ngt_complexity'),
    unit: 'level^2',
    range: '>= 0',
    meaning: 'Great where there are many rapid changes of many levels.',
    divergence: isolated,
  },
  Strength: {
    formula: 'Σ_ij (p_i + p_j) (i - j)² / Σ s_i',
    ibsi: ibsi('1X9X', 'ngt_strength'),
    unit: 'level',
    range: '>= 0',
    meaning: 'Great where levels are distinct and change slowly.',
    divergence: isolated,
  },
};
