import { modelFacts } from '@/lib/fhir/modelInputs';
import { chartDataSample } from '@/test/support/chartDataSample';
import { signedCaseSample } from '@/test/support/signedCaseSample';

const now = new Date('2026-03-05T10:00:00Z');
const sources = {
  chart: chartDataSample,
  choices: {},
  imaging: signedCaseSample.imaging,
  features: {},
};
const factsWith = (...corrections: Parameters<typeof modelFacts>[0]['corrections']) =>
  modelFacts({ ...sources, corrections }, now, '');

describe('an augmentation on file', () => {
  const augmentedAt = (level: 'T12' | 'L1') => {
    const source = { reference: 'Procedure/1', display: 'vertebroplasty' };
    const chart = { ...chartDataSample, earlierAugmentation: { state: 'present', value: [level], source } as const };
    return modelFacts({ ...sources, chart, corrections: [] }, now, '').earlierAugmentationAtLevel;
  };

  test('at this level reaches the limit; at another it is no proof that this one had none', () => {
    expect(augmentedAt('L1')).toBe(true);
    expect(augmentedAt('T12')).toBeUndefined();
  });
});

describe("a clinician's correction (S14)", () => {
  test('of the T-score counts its age from its own measurement', () => {
    expect(factsWith({ input: 'tScore', value: -2.9, measuredOn: '2026-02-03' }).bmdAgeDays).toBe(30);
  });

  test('of the T-score without a date has no age, so that the limit on age is not met by the old value', () => {
    expect(factsWith({ input: 'tScore', value: -2.9 }).bmdAgeDays).toBeUndefined();
  });

  test('of a fracture by tumour reaches the limit on it, either way', () => {
    expect(factsWith({ input: 'pathologicFracture', value: true }).pathologicFracture).toBe(true);
    expect(factsWith({ input: 'pathologicFracture', value: false }).pathologicFracture).toBe(false);
  });
});
