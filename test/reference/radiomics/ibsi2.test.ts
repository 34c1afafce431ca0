import { compareStatistics, filteredConfigurations, mapDifference, responseMaps } from '../../support/ibsi2Consensus';
import { describeWithReferenceData } from '../../support/referenceData';

describeWithReferenceData(
  'IBSI 2, phase 1: a response map lies within 1 % of the reference range in every voxel',
  () => {
    it.each(responseMaps)('%s on the %s phantom', (id, phantom, filter) => {
      expect(mapDifference(id, phantom, filter)).toBeLessThan(0.01);
    });
  },
);

describeWithReferenceData(
  'IBSI 2, phase 2: statistics of filtered CT phantom intensities are the consensus values',
  () => {
    it.each(filteredConfigurations)('configuration %s', (id, filter) => {
      const compared = compareStatistics(id, filter);
      expect(compared).toHaveLength(18);
      expect(compared.filter(({ matched }) => !matched)).toEqual([]);
    });
  },
);
