import { gldmNames, glrlmNames, glszmNames } from '../features/namedSizeFeatures';
import type { SizeMatrixFeatures } from '../features/sizeMatrixFeatures';
import { type ClassEntries, type FeatureEntry, ibsi } from './entry';

/** m(i,j) number of elements of level i and size j, n their sum, m(i,.) and m(.,j) its margins, p = m / n. */
interface Shared {
  readonly formula: string;
  readonly unit: string;
  readonly range: string;
  /** {things}, {short}, {long} and {thing} stand for the class's words. */
  readonly meaning: string;
}

const shared: Readonly<Record<keyof SizeMatrixFeatures, Shared>> = {
  shortEmphasis: {
    formula: 'Σ p(i,j) / j²',
    unit: '1',
    range: '0 to 1',
    meaning: 'Great where {things} are {short}: fine texture.',
  },
  longEmphasis: {
    formula: 'Σ p(i,j) j²',
    unit: 'voxel^2',
    range: '>= 1',
    meaning: 'Great where {things} are {long}: coarse texture.',
  },
  lowLevelEmphasis: {
    formula: 'Σ p(i,j) / i²',
    unit: '1/level^2',
    range: '0 to 1',
    meaning: 'Great where {things} are dark.',
  },
  highLevelEmphasis: {
    formula: 'Σ p(i,j) i²',
    unit: 'level^2',
    range: '>= 1',
    meaning: 'Great where {things} are bright.',
  },
  shortLowEmphasis: {
    formula: 'Σ p(i,j) / (i² j²)',
    unit: '1/level^2',
    range: '0 to 1',
    meaning: 'Great where {things} are {short} and dark.',
  },
  shortHighEmphasis: {
    formula: 'Σ p(i,j) i² / j²',
    unit: 'level^2',
    range: '> 0',
    meaning: 'Great where {things} are {short} and bright.',
  },
  longLowEmphasis: {
    formula: 'Σ p(i,j) j² / i²',
    unit: 'voxel^2/level^2',
    range: '> 0',
    meaning: 'Great where {things} are {long} and dark.',
  },
  longHighEmphasis: {
    formula: 'Σ p(i,j) i² j²',
    unit: 'voxel^2 level^2',
    range: '>= 1',
    meaning: 'Great where {things} are {long} and bright.',
  },
  levelNonUniformity: {
    formula: 'Σ_i m(i,.)² / n',
    unit: '{thing}',
    range: '1 to n',
    meaning: 'Great where few levels hold most {things}; grows with the region.',
  },
  levelNonUniformityNormalized: {
    formula: 'Σ_i m(i,.)² / n²',
    unit: '1',
    range: '0 to 1',
    meaning: '1 where all {things} share a level.',
  },
  sizeNonUniformity: {
    formula: 'Σ_j m(.,j)² / n',
    unit: '{thing}',
    range: '1 to n',
    meaning: 'Great where {things} are of like size; grows with the region.',
  },
  sizeNonUniformityNormalized: {
    formula: 'Σ_j m(.,j)² / n²',
    unit: '1',
    range: '0 to 1',
    meaning: '1 where all {things} are of one size.',
  },
  levelVariance: {
    formula: 'Σ p(i,j) (i - Σ i p)²',
    unit: 'level^2',
    range: '>= 0',
    meaning: 'Spread of the levels of {things}.',
  },
  sizeVariance: {
    formula: 'Σ p(i,j) (j - Σ j p)²',
    unit: 'voxel^2',
    range: '>= 0',
    meaning: 'Spread of the sizes of {things}.',
  },
  entropy: {
    formula: '-Σ p(i,j) log2(p(i,j) + ε)',
    unit: 'bit',
    range: '>= 0',
    meaning: 'How unpredictable level and size of {things} are.',
  },
  percentage: {
    formula: 'n / Σ j m(i,j)',
    unit: '1',
    range: '0 to 1',
    meaning: 'Number of {things} per voxel: 1 for the finest texture.',
  },
  energy: { formula: 'Σ p(i,j)²', unit: '1', range: '0 to 1', meaning: '1 where all {things} are alike.' },
};

interface Words {
  readonly thing: string;
  readonly things: string;
  readonly short: string;
  readonly long: string;
}

type Ids = Readonly<Partial<Record<keyof SizeMatrixFeatures, readonly [id: string, tag: string]>>>;

const runWords: Words = { thing: 'run', things: 'runs', short: 'short', long: 'long' };
const runIds: Ids = {
  shortEmphasis: ['22OV', 'rlm_sre'],
  longEmphasis: ['W4KF', 'rlm_lre'],
  lowLevelEmphasis: ['V3SW', 'rlm_lgre'],
  highLevelEmphasis: ['G3QZ', 'rlm_hgre'],
  shortLowEmphasis: ['HTZT', 'rlm_srlge'],
  shortHighEmphasis: ['GD3A', 'rlm_srhge'],
  longLowEmphasis: ['IVPO', 'rlm_lrlge'],
  longHighEmphasis: ['3KUM', 'rlm_lrhge'],
  levelNonUniformity: ['R5YN', 'rlm_glnu'],
  levelNonUniformityNormalized: ['OVBL', 'rlm_glnu_norm'],
  sizeNonUniformity: ['W92Y', 'rlm_rlnu'],
  sizeNonUniformityNormalized: ['IC23', 'rlm_rlnu_norm'],
  percentage: ['9ZK5', 'rlm_r_perc'],
  levelVariance: ['8CE5', 'rlm_gl_var'],
  sizeVariance: ['SXLW', 'rlm_rl_var'],
  entropy: ['HJ9O', 'rlm_rl_entr'],
};
const zoneWords: Words = { thing: 'zone', things: 'zones', short: 'small', long: 'large' };
const zoneIds: Ids = {
  shortEmphasis: ['5QRC', 'szm_sze'],
  longEmphasis: ['48P8', 'szm_lze'],
  lowLevelEmphasis: ['XMSY', 'szm_lgze'],
  highLevelEmphasis: ['5GN9', 'szm_hgze'],
  shortLowEmphasis: ['5RAI', 'szm_szlge'],
  shortHighEmphasis: ['HW1V', 'szm_szhge'],
  longLowEmphasis: ['YH51', 'szm_lzlge'],
  longHighEmphasis: ['J17V', 'szm_lzhge'],
  levelNonUniformity: ['JNSA', 'szm_glnu'],
  levelNonUniformityNormalized: ['Y1RO', 'szm_glnu_norm'],
  sizeNonUniformity: ['4JP3', 'szm_zsnu'],
  sizeNonUniformityNormalized: ['VB3A', 'szm_zsnu_norm'],
  percentage: ['P30P', 'szm_z_perc'],
  levelVariance: ['BYLV', 'szm_gl_var'],
  sizeVariance: ['3NSA', 'szm_zs_var'],
  entropy: ['GU8N', 'szm_zs_entr'],
};
const dependenceWords: Words = { thing: 'voxel', things: 'neighbourhoods', short: 'mixed', long: 'alike' };
const dependenceIds: Ids = {
  shortEmphasis: ['SODN', 'ngl_lde'],
  longEmphasis: ['IMOQ', 'ngl_hde'],
  lowLevelEmphasis: ['TL9H', 'ngl_lgce'],
  highLevelEmphasis: ['OAE7', 'ngl_hgce'],
  shortLowEmphasis: ['EQ3F', 'ngl_ldlge'],
  shortHighEmphasis: ['JA6D', 'ngl_ldhge'],
  longLowEmphasis: ['NBZI', 'ngl_hdlge'],
  longHighEmphasis: ['9QMG', 'ngl_hdhge'],
  levelNonUniformity: ['FP8K', 'ngl_glnu'],
  sizeNonUniformity: ['Z87G', 'ngl_dcnu'],
  sizeNonUniformityNormalized: ['OKJI', 'ngl_dcnu_norm'],
  levelVariance: ['1PFV', 'ngl_gl_var'],
  sizeVariance: ['DNX2', 'ngl_dc_var'],
  entropy: ['FCBV', 'ngl_dc_entr'],
};

/** Elements are runs along a direction; mean over directions. */
export const glrlmEntries = entriesOf(glrlmNames, runIds, runWords);
/** Elements are connected zones of one level. */
export const glszmEntries = entriesOf(glszmNames, zoneIds, zoneWords);
/** Elements are voxels, their size 1 plus the neighbours within gldm_a levels. */
export const gldmEntries = entriesOf(gldmNames, dependenceIds, dependenceWords);

function entriesOf(names: Readonly<Record<string, keyof SizeMatrixFeatures>>, ids: Ids, words: Words): ClassEntries {
  const worded = (text: string) => text.replace(/\{(\w+)\}/g, (_, word: string) => words[word as keyof Words]);
  return Object.fromEntries(
    Object.entries(names).map(([name, sum]): [string, FeatureEntry] => {
      const { formula, unit, range, meaning } = shared[sum];
      const id = ids[sum];
      return [name, { formula, unit: worded(unit), range, meaning: worded(meaning), ibsi: id ? ibsi(...id) : null }];
    }),
  );
}
