import { compareWithConsensus, ibsiConfigurations } from '../../support/ibsiConsensus';
import { describeWithReferenceData } from '../../support/referenceData';

/** Consensus values of the features that the engine computes, for each data set with all its aggregations. */
const compared: Readonly<Record<string, number>> = {
  'digital phantom': 384,
  'CT phantom A': 267,
  'CT phantom B': 267,
  'CT phantom C': 150,
  'CT phantom D': 150,
  'CT phantom E': 150,
};

describeWithReferenceData('The ibsi profile gives the consensus values of IBSI phase 1', () => {
  it.each(ibsiConfigurations.map((configuration) => [configuration.name, configuration] as const))(
    '%s',
    async (name, configuration) => {
      const computed = (await compareWithConsensus(configuration)).filter(({ value }) => value !== undefined);
      expect(computed.filter(({ matched }) => !matched)).toEqual([]);
      expect(computed).toHaveLength(compared[name]);
    },
  );
});
