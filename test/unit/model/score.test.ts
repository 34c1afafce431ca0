import fc from 'fast-check';
import type { Assessment, Estimate } from '@/lib/model/assessment';
import type { CaseFacts, CaseInputs } from '@/lib/model/caseFacts';
import { scoreCase } from '@/lib/model/score';
import { additiveSession, fakeSession, goodFacts, goodInputs, smallManifest } from '../../support/modelPackage';

const score = (inputs: CaseInputs, facts: CaseFacts = goodFacts, session = additiveSession) =>
  scoreCase(inputs, facts, session, smallManifest);

function expectEstimate(assessment: Assessment): Estimate {
  if (assessment.kind !== 'estimate') throw new Error(`abstained: ${assessment.reasons.map(({ id }) => id)}`);
  return assessment;
}

describe('an estimate', () => {
  test('is the mean of the members, with an interval over them that holds it', async () => {
    const { probability, interval } = expectEstimate(await score(goodInputs));
    expect(probability).toBeCloseTo(0.31, 6);
    expect(interval).toEqual({ low: expect.closeTo(0.294, 3), high: expect.closeTo(0.326, 3), level: 0.8 });
  });

  test('gives direction and size by replacing each input with its cohort reference, and texture as one group', async () => {
    const { factors, textureGroup } = expectEstimate(await score(goodInputs));
    const cleft = factors.find(({ name }) => name === 'cleft')!;
    expect(cleft).toMatchObject({
      direction: 'higher',
      change: expect.closeTo(0.1, 5),
      share: 0.25,
      group: 'clinical',
    });
    expect(factors.find(({ name }) => name === 'fasciaInjury')!.direction).toBe('neither');
    expect(textureGroup).toMatchObject({
      label: 'CT texture (1 features)',
      direction: 'higher',
      change: expect.closeTo(0.01, 5),
    });
    expect(factors.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  test('with an unknown input spans the results of all its values, and never takes unknown for no', async () => {
    const { probability, unknownSpan, inputs } = expectEstimate(
      await score({ ...goodInputs, fasciaInjury: { value: 'unknown' } }),
    );
    expect(unknownSpan).toEqual({
      low: expect.closeTo(probability, 6),
      high: expect.closeTo(0.51, 5),
      inputs: ['fasciaInjury'],
    });
    expect(inputs.find(({ name }) => name === 'fasciaInjury')!.value).toBe('unknown');
  });

  test('says how far it moves when the mask grows or shrinks by a voxel', async () => {
    const maskVariants = [{ original_glcm_Contrast: 6.5 }, { original_glcm_Contrast: 4 }];
    const { maskSensitivity } = expectEstimate(await score(goodInputs, { ...goodFacts, maskVariants }));
    expect(maskSensitivity).toBeCloseTo(0.02, 5);
  });

  test('is recalibrated by the site after the package, and says so', async () => {
    const siteCalibration = { intercept: 1, slope: 1, version: 'site-2', patients: 210 };
    const { probability, model, cautions } = expectEstimate(await score(goodInputs, { ...goodFacts, siteCalibration }));
    expect(Math.log(probability / (1 - probability))).toBeGreaterThan(Math.log(0.3 / 0.7) + 0.9);
    expect(model.calibration).toEqual({ kind: 'site', version: 'site-2', patients: 210 });
    expect(cautions.map(({ id }) => id)).not.toContain('not-calibrated');
  });

  test('counts similar training patients by groups', async () => {
    expect(expectEstimate(await score(goodInputs))).toMatchObject({
      similarPatients: 40,
      trainingPatients: smallManifest.cohort.patients,
    });
  });
});

/** Every abstention of S6, as one change of a case that otherwise gets an estimate. */
const abstentions: readonly (readonly [id: string, inputs: CaseInputs, facts: Partial<CaseFacts>])[] = [
  ['bmd-missing', { tScore: { value: 'unknown' } }, {}],
  ['bmd-too-old', {}, { bmdAgeDays: 731 }],
  ['bmd-too-old', {}, { bmdAgeDays: undefined }],
  ['bmd-too-old', {}, { bmdAgeDays: -400 }],
  ['cleft-unread', { cleft: { value: 'unknown' } }, {}],
  ['inputs-missing', { texture: { value: 'unknown' } }, {}],
  ['not-ct', {}, { modality: 'MR' }],
  ['contrast', {}, { contrast: true }],
  ['kernel', {}, { kernel: 'B70s' }],
  ['kernel', {}, { kernel: undefined }],
  ['slice-spacing', {}, { sliceSpacingMm: 3 }],
  ['slice-thickness', {}, { sliceThicknessMm: 5 }],
  ['pixel-spacing', {}, { inPlaneSpacingMm: 1.4 }],
  ['kvp', {}, { kvp: 80 }],
  ['metal', {}, { metalInMask: true }],
  ['cement', {}, { cementInMask: true }],
  ['segmentation', {}, { segmentationFailed: true }],
  ['segmentation-unaccepted', {}, { segmentationAccepted: false }],
  ['level-mismatch', {}, { levels: { order: 'L1', condition: 'L2', mask: 'L1' } }],
  ['level-mismatch', {}, { levels: { mask: 'L1' } }],
  ['several-levels', {}, { levelsPlanned: 2 }],
  ['out-of-range', { tScore: { value: 1.5 } }, {}],
  ['pathologic', {}, { pathologicFracture: true }],
  ['augmented-before', {}, { earlierAugmentationAtLevel: true }],
  ['far-from-training', { tScore: { value: -5.9 }, texture: { value: 9.9 } }, {}],
  ['preprocessing', {}, { radiomicsParametersSha256: 'c'.repeat(64) }],
  ['preprocessing', {}, { radiomicsParametersSha256: undefined }],
  ['switched-off', {}, { modelEnabled: false }],
];

const cautions: readonly (readonly [id: string, inputs: CaseInputs, facts: Partial<CaseFacts>])[] = [
  ['unusual', { tScore: { value: -4.5 }, texture: { value: 6.5 } }, {}],
  ['bmd-ageing', {}, { bmdAgeDays: 400 }],
  ['ct-ageing', {}, { ctAgeDays: 43 }],
  ['mask-sensitive', {}, { maskVariants: [{ original_glcm_Contrast: 19 }] }],
  ['contrast-unknown', {}, { contrast: undefined }],
  ['not-calibrated', {}, {}],
  ['population', {}, {}],
  ['scanner-unseen', {}, { scannerModel: 'Other' }],
];

describe('limits', () => {
  test.each(abstentions)('%s abstains with its reason, value, limit and remedy', async (id, inputs, facts) => {
    const result = await score({ ...goodInputs, ...inputs }, { ...goodFacts, ...facts });
    if (result.kind !== 'abstention') throw new Error('gave a number');
    expect(Object.keys(result).sort()).toEqual(['cautions', 'computedAt', 'kind', 'model', 'reasons']);
    const finding = result.reasons.find((reason) => reason.id === id);
    expect(finding).toEqual({
      id,
      severity: 'abstain',
      reason: expect.stringMatching(/\w/),
      measured: expect.stringMatching(/\w/),
      limit: expect.stringMatching(/\w/),
      remedy: expect.stringMatching(/\w/),
    });
  });

  test('an input that is not known is one reason: its own, or else that of all the others', async () => {
    const reasonsFor = async (inputs: CaseInputs) => {
      const result = await score({ ...goodInputs, ...inputs });
      return result.kind === 'abstention' ? result.reasons.map(({ id, measured }) => [id, measured]) : [];
    };
    expect(await reasonsFor({ cleft: { value: 'unknown' } })).toEqual([['cleft-unread', 'unknown']]);
    const [[ownId], [otherId, others]] = await reasonsFor({
      cleft: { value: 'unknown' },
      texture: { value: 'unknown' },
    });
    expect([ownId, otherId]).toEqual(['cleft-unread', 'inputs-missing']);
    expect(others).toMatch(/^unknown: texture[^,]*$/i);
  });

  test.each(cautions)('%s is said beside the number', async (id, inputs, facts) => {
    const { cautions: said } = expectEstimate(await score({ ...goodInputs, ...inputs }, { ...goodFacts, ...facts }));
    expect(said.map((finding) => finding.id)).toContain(id);
  });

  test('spread over the members abstains', async () => {
    const spread = fakeSession((_, member) => 0.1 + 0.2 * member);
    expect(await score(goodInputs, goodFacts, spread)).toMatchObject({
      kind: 'abstention',
      reasons: [{ id: 'spread' }],
    });
  });

  test('every limit of a package is tried by one of these tests', () => {
    const tried = new Set([...abstentions, ...cautions].map(([id]) => id).concat('spread'));
    expect(smallManifest.limits.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([]);
  });
});

describe('no number leaves', () => {
  test('when the model file had another hash', async () => {
    const other = fakeSession(() => 0.3, 'd'.repeat(64));
    expect(await score(goodInputs, goodFacts, other)).toMatchObject({
      kind: 'abstention',
      reasons: [{ id: 'model-hash' }],
    });
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, -0.1, 1.1])('when a member answers %p', async (answer) => {
    const broken = fakeSession((_, member) => (member === 3 ? answer : 0.3));
    expect(await score(goodInputs, goodFacts, broken)).toMatchObject({
      kind: 'abstention',
      reasons: [{ id: 'model-output-invalid' }],
    });
  });

  test('of more than 1 where float32 rounding gave 1.0000001, which is 1', async () => {
    const certain = fakeSession(() => 1.0000001192092896);
    expect(expectEstimate(await score(goodInputs, goodFacts, certain)).probability).toBeLessThanOrEqual(1);
  });

  test.each([
    ['slope', { intercept: 0, slope: Number.NaN, version: 'site-3' }],
    ['intercept', { intercept: '1' as unknown as number, slope: 1, version: 'site-3' }],
  ])('when the site’s calibration has a %s that is no number', async (_what, siteCalibration) => {
    const result = await score(goodInputs, { ...goodFacts, siteCalibration });
    expect(result).toMatchObject({ kind: 'abstention', reasons: [{ id: 'model-output-invalid' }] });
  });

  test('with the figures of a caution, when the members disagree too much for the estimate itself', async () => {
    const spread = fakeSession(([, , , texture], member) => 0.1 + 0.15 * member + 0.01 * (texture - 6));
    const maskVariants = [{ original_glcm_Contrast: 19 }];
    const result = await score(goodInputs, { ...goodFacts, maskVariants }, spread);
    expect(result).toMatchObject({ kind: 'abstention', reasons: [{ id: 'spread' }] });
    expect(JSON.stringify(result)).not.toContain('moves by');
  });

  test('when the graph throws', async () => {
    const broken = { ...additiveSession, run: () => Promise.reject(new Error('out of memory')) };
    expect(await score(goodInputs, goodFacts, broken)).toMatchObject({ kind: 'abstention' });
  });

  test('for a value that is no reading, whatever it is', async () => {
    const values = fc.oneof(
      fc.constantFrom(Number.NaN, Infinity, -Infinity, 1e300, -1e300, '7', null, true, {}, 0.5),
      fc.double({ min: 11, max: 1e308 }),
    );
    await fc.assert(
      fc.asyncProperty(values, fc.constantFrom('cleft', 'texture'), async (value, name) => {
        if (name === 'texture' && value === 0.5) return;
        const result = await score({ ...goodInputs, [name]: { value: value as number } });
        expect(result.kind).toBe('abstention');
        expect(result).not.toHaveProperty('probability');
        expect(result).not.toHaveProperty('interval');
      }),
      { numRuns: 300 },
    );
  });

  test('for inputs that are absent or named like parts of an object', async () => {
    expect((await score({})).kind).toBe('abstention');
    expect((await score(Object.create({ tScore: { value: -3 } }))).kind).toBe('abstention');
  });
});
