import { readFileSync } from 'node:fs';
import { orThrow } from '@/lib/core/result';
import type { VertebraLevel } from '@/lib/core/vertebra';
import { modelFacts } from '@/lib/fhir/modelInputs';
import type { CaseFacts } from '@/lib/model/caseFacts';
import { limitsOfFacts } from '@/lib/model/limits';
import { parseManifest } from '@/lib/model/manifest';
import { chartDataSample } from '@/test/support/chartDataSample';
import { signedCaseSample } from '@/test/support/signedCaseSample';

const manifest = orThrow(parseManifest(JSON.parse(readFileSync('models/rbp-tabnet-demo/manifest.json', 'utf8'))));
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

describe('the levels that are ordered (S5, S6)', () => {
  const orderedAt = (...levels: readonly VertebraLevel[]) => {
    const source = { reference: 'ServiceRequest/1', display: 'kyphoplasty' };
    const value = { reference: 'ServiceRequest/1', levels };
    const chart = { ...chartDataSample, order: { state: 'present', value, source } as const };
    return modelFacts({ ...sources, chart, corrections: [] }, now, '');
  };
  const abstainsFor = (facts: CaseFacts) =>
    limitsOfFacts(manifest.limits, facts).flatMap(({ id, measured }) =>
      id === 'several-levels' || id === 'level-mismatch' ? [`${id}: ${measured}`] : [],
    );

  test('one at the fracture: the model is asked', () => {
    expect(orderedAt('L1')).toMatchObject({ levelsPlanned: 1, levels: { order: 'L1', condition: 'L1', mask: 'L1' } });
    expect(abstainsFor(orderedAt('L1'))).toEqual([]);
  });

  test('two: the shipped model abstains because it is for one level, whichever of them was outlined', () => {
    expect(abstainsFor(orderedAt('L1', 'L3'))).toEqual(['several-levels: 2 levels']);
    expect(abstainsFor(orderedAt('T12', 'L1'))).toEqual(['several-levels: 2 levels']);
  });

  test('one elsewhere: the levels do not agree', () => {
    expect(abstainsFor(orderedAt('L3'))).toEqual(['level-mismatch: mask L1, order L3, condition L1']);
  });

  test('none, with an order that names no vertebra or without any: unknown, which the shipped model lets pass', () => {
    for (const facts of [orderedAt(), factsWith()]) {
      expect(facts).not.toHaveProperty('levelsPlanned');
      expect(abstainsFor(facts)).toEqual([]);
    }
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
