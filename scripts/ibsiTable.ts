import { compareStatistics, filteredConfigurations, mapDifference, responseMaps } from '@/test/support/ibsi2Consensus';
import { type ConsensusComparison, compareWithConsensus, ibsiConfigurations } from '@/test/support/ibsiConsensus';

/**
 * Prints, as Markdown, how many consensus values of IBSI 1 and 2 the engine matches, and each that it does not.
 * `npx tsx scripts/ibsiTable.ts`; the consensus is read from REFERENCE_DATA.
 */
const families: Readonly<Record<string, string>> = {
  morph: 'morphology',
  stat: 'statistics',
  ih: 'histogram',
  cm: 'GLCM',
  rlm: 'GLRLM',
  szm: 'GLSZM',
  ngt: 'NGTDM',
  ngl: 'NGLDM',
};

const familyOf = ({ tag }: ConsensusComparison) => families[tag.split('_')[0]];
const count = (rows: readonly ConsensusComparison[], family: string) => {
  const computed = rows.filter((row) => familyOf(row) === family && row.value !== undefined);
  return `${computed.filter(({ matched }) => matched).length} of ${computed.length}`;
};

const names = Object.values(families);
const lines = [`| data | ${names.join(' | ')} | all |`, `|---|${names.map(() => '---|').join('')}---|`];
const unmatched: string[] = [];
const absent = new Set<string>();
for (const configuration of ibsiConfigurations) {
  const rows = await compareWithConsensus(configuration);
  const computed = rows.filter(({ value }) => value !== undefined);
  const all = `${computed.filter(({ matched }) => matched).length} of ${computed.length}`;
  lines.push(`| ${configuration.name} | ${names.map((family) => count(rows, family)).join(' | ')} | ${all} |`);
  for (const { tag, reference, tolerance, value, matched } of rows) {
    if (value === undefined) absent.add(tag.replace(/_(2D|2_5D|3D)(_avg|_comb)?$/, ''));
    else if (!matched)
      unmatched.push(`- ${configuration.name}, ${tag}: ${value.toPrecision(6)}, consensus ${reference} ± ${tolerance}`);
  }
}
console.log(lines.join('\n'));
console.log(`\nUnmatched: ${unmatched.length === 0 ? 'none' : `\n${unmatched.join('\n')}`}`);
console.log(
  `\nConsensus features of these families that PyRadiomics has not and this engine leaves out: ${[...absent].join(', ')}.`,
);

const maps = responseMaps.map(([id, phantom, filter]) => ({ id, difference: mapDifference(id, phantom, filter) }));
const statistics = filteredConfigurations.flatMap(([id, filter]) =>
  compareStatistics(id, filter).map((row) => ({ id, ...row })),
);
const missed = [
  ...maps.filter(({ difference }) => !(difference < 0.01)).map(({ id, difference }) => `map ${id}: ${difference}`),
  ...statistics
    .filter(({ matched }) => !matched)
    .map(({ id, tag, actual, value, tolerance }) => `${id}, ${tag}: ${actual}, consensus ${value} ± ${tolerance}`),
];
const mapsWithin = maps.filter(({ difference }) => difference < 0.01).length;
const farthest = Math.max(...maps.map(({ difference }) => difference)).toExponential(1);
console.log('\n| IBSI 2 | matched |\n|---|---|');
console.log(
  `| phase 1, response maps (largest difference ${farthest} of the range) | ${mapsWithin} of ${maps.length} |`,
);
console.log(
  `| phase 2, statistics of ${filteredConfigurations.length} configurations | ${statistics.filter(({ matched }) => matched).length} of ${statistics.length} |`,
);
console.log(`\nUnmatched: ${missed.length === 0 ? 'none' : missed.join('; ')}`);
