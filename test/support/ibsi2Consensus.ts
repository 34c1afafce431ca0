import { orThrow } from '@/lib/core/result';
import { filteredStatistics } from '@/lib/radiomics/ibsi/filteredStatistics';
import type { IntensityStatistics } from '@/lib/radiomics/ibsi/intensityStatistics';
import { type IbsiFilter, responseMap } from '@/lib/radiomics/ibsi/responseMaps';
import type { Volume } from '@/lib/volume/volume';
import { referenceText, referenceVolume } from './referenceData';

const folder = 'radiomics/ibsi2';

const mean = (dimensions: 2 | 3, support: number, boundary: IbsiFilter['boundary']): IbsiFilter => ({
  kind: 'mean',
  dimensions,
  support,
  boundary,
});
const log = (dimensions: 2 | 3, sigmaMm: number, boundary: IbsiFilter['boundary']): IbsiFilter => ({
  kind: 'log',
  dimensions,
  sigmaMm,
  cutoff: 4,
  boundary,
});
const wavelet = (
  name: 'haar' | 'db2' | 'db3' | 'coif1',
  letters: string,
  level: number,
  rotationInvariant: boolean,
  boundary: IbsiFilter['boundary'],
): IbsiFilter => ({
  kind: 'wavelet',
  dimensions: letters.length as 2 | 3,
  wavelet: name,
  letters,
  level,
  rotationInvariant,
  boundary,
});

/** Response maps of phase 1 whose filters the engine has: id, phantom, filter. */
export const responseMaps: readonly (readonly [id: string, phantom: string, filter: IbsiFilter])[] = [
  ['1_a_1', 'checkerboard', mean(3, 15, 'zero')],
  ['1_a_2', 'checkerboard', mean(3, 15, 'nearest')],
  ['1_a_3', 'checkerboard', mean(3, 15, 'periodic')],
  ['1_a_4', 'checkerboard', mean(3, 15, 'mirror')],
  ['1_b_1', 'impulse', mean(2, 15, 'zero')],
  ['2_a', 'impulse', log(3, 3, 'zero')],
  ['2_b', 'checkerboard', log(3, 5, 'mirror')],
  ['2_c', 'checkerboard', log(2, 5, 'mirror')],
  ['5_a_1', 'impulse', wavelet('db2', 'LHL', 1, false, 'zero')],
  ['5_a_2', 'impulse', wavelet('db2', 'LHL', 1, true, 'zero')],
  ['6_a_1', 'sphere', wavelet('coif1', 'HHL', 1, false, 'periodic')],
  ['6_a_2', 'sphere', wavelet('coif1', 'HHL', 1, true, 'periodic')],
  ['7_a_1', 'checkerboard', wavelet('haar', 'LLL', 2, true, 'mirror')],
  ['7_a_2', 'checkerboard', wavelet('haar', 'HHH', 2, true, 'mirror')],
];

/** Configurations of phase 2 on the CT phantom: A by slice on its own grid, B in the volume at 1 mm. */
export const filteredConfigurations: readonly (readonly [id: string, filter: IbsiFilter | undefined])[] = [
  ['1.A', undefined],
  ['1.B', undefined],
  ['2.A', mean(2, 5, 'mirror')],
  ['2.B', mean(3, 5, 'mirror')],
  ['3.A', log(2, 1.5, 'mirror')],
  ['3.B', log(3, 1.5, 'mirror')],
  ['6.A', wavelet('db3', 'LH', 1, true, 'mirror')],
  ['6.B', wavelet('db3', 'LLH', 1, true, 'mirror')],
  ['7.A', wavelet('db3', 'HH', 2, true, 'mirror')],
  ['7.B', wavelet('db3', 'HHH', 2, true, 'mirror')],
];

/** The largest difference from a reference map, as a share of its range. IBSI accepts up to 0.01. */
export function mapDifference(id: string, phantom: string, filter: IbsiFilter): number {
  const image = referenceVolume(`${folder}/phantoms/${phantom}.nii.gz`);
  const expected = referenceVolume(`${folder}/response_maps/${id}-ValidCRM.nii.gz`);
  const map = responseMap(image, { lower: [0, 0, 0], size: image.size }, filter);
  return largestDifference(map, expected) / rangeOf(expected);
}

export interface StatisticComparison extends Consensus {
  readonly actual: number;
  readonly matched: boolean;
}

/** The 18 statistics of one phase-2 configuration beside their consensus. */
export function compareStatistics(id: string, filter: IbsiFilter | undefined): readonly StatisticComparison[] {
  const statistics = orThrow(
    filteredStatistics({
      image: referenceVolume('radiomics/ibsi1/ibsi_1_ct_phantom_image.nii.gz'),
      mask: referenceVolume('radiomics/ibsi1/ibsi_1_ct_phantom_mask.nii.gz'),
      label: 1,
      spacingMm: id.endsWith('B') ? [1, 1, 1] : undefined,
      range: [-1000, 400],
      filter,
    }),
  );
  return (consensusValues().get(id) ?? []).map((consensus) => {
    const actual = statistics[consensus.tag];
    return { ...consensus, actual, matched: Math.abs(actual - consensus.value) <= consensus.tolerance };
  });
}

interface Consensus {
  readonly tag: keyof IntensityStatistics;
  readonly value: number;
  /** The larger of IBSI's tolerance and half a unit of the third digit, to which the values are given. */
  readonly tolerance: number;
}

function consensusValues(): Map<string, Consensus[]> {
  const values = new Map<string, Consensus[]>();
  for (const line of referenceText(`${folder}/reference_values.csv`).trim().split('\n').slice(1)) {
    const [id, , tag, value, tolerance] = line.split(';');
    const reference = Number(value);
    const thirdDigit = reference === 0 ? 0 : 10 ** (Math.floor(Math.log10(Math.abs(reference))) - 2);
    const entry = {
      tag: tag as keyof IntensityStatistics,
      value: reference,
      tolerance: Math.max(Number(tolerance), thirdDigit / 2),
    };
    values.set(id, [...(values.get(id) ?? []), entry]);
  }
  return values;
}

function rangeOf({ data }: Volume): number {
  let lowest = Infinity;
  let highest = -Infinity;
  for (const value of data) {
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  return highest - lowest;
}

function largestDifference(a: Volume, b: Volume): number {
  let largest = 0;
  for (let i = 0; i < a.data.length; i++) largest = Math.max(largest, Math.abs(a.data[i] - b.data[i]));
  return largest;
}
