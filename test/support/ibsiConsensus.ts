import { orThrow } from '@/lib/core/result';
import { featureDictionary } from '@/lib/radiomics/dictionary/featureDictionary';
import { extract } from '@/lib/radiomics/extract';
import type { RadiomicsParameters } from '@/lib/radiomics/parameters/parse';
import { featureClassNames } from '@/lib/radiomics/parameters/settings';
import type { Aggregation } from '@/lib/radiomics/profile';
import type { Volume } from '@/lib/volume/volume';
import { referenceText, referenceVolume } from './referenceData';

/** A data set of IBSI phase 1 with the settings that its manual gives, in PyRadiomics's words. */
export interface IbsiConfiguration {
  readonly name: string;
  readonly consensus: string;
  readonly phantom: 'digital' | 'ct';
  readonly setting: Readonly<Record<string, unknown>>;
  readonly aggregations: readonly Aggregation[];
}

const flat: readonly Aggregation[] = ['2D_avg', '2D_comb', '2.5D_avg', '2.5D_comb'];
const solid: readonly Aggregation[] = ['3D_avg', '3D_comb'];

export const ibsiConfigurations: readonly IbsiConfiguration[] = [
  {
    name: 'digital phantom',
    consensus: 'ibsi_1_dig_phantom.csv',
    phantom: 'digital',
    // Its intensities are the gray levels 1 to 6.
    setting: { binWidth: 1, resegmentRange: [1, 9] },
    aggregations: [...flat, ...solid],
  },
  {
    name: 'CT phantom A',
    consensus: 'ibsi_1_chest_config_a.csv',
    phantom: 'ct',
    setting: { resegmentRange: [-500, 400], binWidth: 25 },
    aggregations: flat,
  },
  {
    name: 'CT phantom B',
    consensus: 'ibsi_1_chest_config_b.csv',
    phantom: 'ct',
    setting: {
      resampledPixelSpacing: [2, 2, 0],
      interpolator: 'sitkLinear',
      resegmentRange: [-500, 400],
      binCount: 32,
    },
    aggregations: flat,
  },
  {
    name: 'CT phantom C',
    consensus: 'ibsi_1_chest_config_c.csv',
    phantom: 'ct',
    setting: {
      resampledPixelSpacing: [2, 2, 2],
      interpolator: 'sitkLinear',
      resegmentRange: [-1000, 400],
      binWidth: 25,
    },
    aggregations: solid,
  },
  {
    name: 'CT phantom D',
    consensus: 'ibsi_1_chest_config_d.csv',
    phantom: 'ct',
    setting: { resampledPixelSpacing: [2, 2, 2], interpolator: 'sitkLinear', removeOutliers: 3, binCount: 32 },
    aggregations: solid,
  },
  {
    name: 'CT phantom E',
    consensus: 'ibsi_1_chest_config_e.csv',
    phantom: 'ct',
    setting: {
      resampledPixelSpacing: [2, 2, 2],
      interpolator: 'sitkBSpline',
      resegmentRange: [-1000, 400],
      removeOutliers: 3,
      binCount: 32,
    },
    aggregations: solid,
  },
];

export interface ConsensusComparison {
  readonly tag: string;
  readonly reference: number;
  readonly tolerance: number;
  /** undefined: IBSI has the value, this engine does not compute the feature. */
  readonly value: number | undefined;
  readonly matched: boolean;
}

/** Families of the consensus that this engine covers: morphology, statistics, histogram, and the texture matrices. */
const families = ['morph', 'stat', 'ih', 'cm', 'rlm', 'szm', 'ngt', 'ngl'];

/** Every consensus value of the covered families beside ours. */
export async function compareWithConsensus(configuration: IbsiConfiguration): Promise<ConsensusComparison[]> {
  const ours = await valuesByTag(configuration);
  const rows = referenceText(`radiomics/ibsi1/${configuration.consensus}`).trim().split('\n').slice(1);
  return rows.flatMap((row) => {
    const [text, tolerance, tag] = row.trim().split(';');
    if (text === '' || !families.includes(tag.split('_')[0]) || /_(init|interp|reseg)_/.test(tag)) return [];
    const reference = Number(text);
    const allowed = Math.max(Number(tolerance), halfOfThirdDigit(reference));
    const value = ours.get(tag);
    // A hair above half a unit: 2.145 is stored below itself.
    const matched = value !== undefined && Math.abs(value - reference) <= allowed * (1 + 1e-9);
    return [{ tag, reference, tolerance: allowed, value, matched }];
  });
}

/** Consensus values carry three significant digits. */
const halfOfThirdDigit = (value: number): number =>
  value === 0 ? 0.005 : 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(value))) - 2);

async function valuesByTag({ phantom, setting, aggregations }: IbsiConfiguration): Promise<Map<string, number>> {
  const volume = (part: string): Volume =>
    referenceVolume(`radiomics/ibsi1/ibsi_1_${phantom === 'ct' ? 'ct' : 'digital'}_phantom_${part}.nii.gz`);
  const [image, mask] = [volume('image'), volume('mask')];
  const parameters: RadiomicsParameters = {
    setting: { ...setting, additionalInfo: false },
    featureClass: {
      shape: [...Object.keys(featureDictionary.shape)],
      firstorder: [],
      glcm: [],
      glrlm: [],
      glszm: [],
      gldm: [],
      ngtdm: [],
    },
  };
  const values = new Map<string, number>();
  for (const aggregation of aggregations) {
    const { features } = orThrow(await extract({ image, mask, parameters, profile: 'ibsi', aggregation }));
    for (const [name, value] of Object.entries(features))
      for (const tag of tagsOf(name, aggregation)) values.set(tag, value);
    derive(values, aggregation);
  }
  return values;
}

/** The consensus tags that one of our features answers under an aggregation. */
function tagsOf(name: string, aggregation: Aggregation): string[] {
  const [, featureClass, feature] = name.split('_');
  const entry = featureClassNames.includes(featureClass as never)
    ? featureDictionary[featureClass as keyof typeof featureDictionary][feature]
    : undefined;
  if (!entry?.ibsi) return [];
  const { tag } = entry.ibsi;
  if (/^(morph|stat|ih)_/.test(tag)) return [tag];
  const suffix = aggregation.replace('.', '_');
  if (/^(cm|rlm)_/.test(tag)) return [`${tag}_${suffix}`];
  // One matrix per slice or per region: nothing to average or merge over directions.
  return aggregation.endsWith('avg') ? [`${tag}_${suffix.replace('_avg', '')}`] : [];
}

/** IBSI features that are another name or a function of ours. */
function derive(values: Map<string, number>, aggregation: Aggregation): void {
  const suffix = aggregation.replace('.', '_');
  const copy = (to: string, from: string) => values.set(`${to}_${suffix}`, values.get(`${from}_${suffix}`)!);
  copy('cm_dissimilarity', 'cm_diff_avg');
  copy('cm_sum_var', 'cm_clust_tend');
  values.set('morph_asphericity', 1 / values.get('morph_sphericity')! - 1);
  values.set('stat_cov', Math.sqrt(values.get('stat_var')!) / values.get('stat_mean')!);
}
