import type { AugmentationOrder } from '@/lib/cds/augmentationOrder';
import { chooseCard } from '@/lib/cds/chooseCard';
import { orderFacts, type SignedEstimate } from '@/lib/cds/orderFacts';
import { ordersInPlace } from '@/lib/cds/ordersInPlace';
import type { ChartData } from '@/lib/fhir/chartData';
import { chartDataSample as chart } from '@/test/support/chartDataSample';

const now = new Date('2026-03-05T10:00:00Z');
const source = { reference: 'Observation/9/_history/1', display: 'sample' };
const unknown = { state: 'unknown', reason: 'nothing on file' } as const;
const order: AugmentationOrder = {
  reference: 'ServiceRequest/o1',
  level: 'L1',
  resource: { resourceType: 'ServiceRequest', status: 'draft', intent: 'order', subject: {} },
};
const [ct] = chart.ctSeries;
const signed: SignedEstimate = {
  reference: 'RiskAssessment/1',
  signedOn: '2026-03-05',
  probability: 0.31,
  low: 0.19,
  high: 0.44,
  level: 'L1',
  demonstration: true,
  current: true,
};

const requested = (coding: object, changes: object = {}) => ({
  resourceType: 'ServiceRequest',
  status: 'draft',
  subject: { reference: 'Patient/p1' },
  code: { coding: [coding] },
  ...changes,
});
const dxa = { system: 'http://loinc.org', code: '83311-1' };
const ours = (code: string) => ({ system: 'https://backcast.example/fhir/CodeSystem/backcast', code });

const choiceFor = (
  changes: Partial<ChartData>,
  estimates: SignedEstimate[] = [],
  changedOrder = order,
  onFile: readonly unknown[] = [],
  abstains = false,
) => {
  const inPlace = ordersInPlace(onFile, 'p1', now, { 'bone-health-referral': [{ system: 'urn:site', code: 'FLS' }] });
  return chooseCard(orderFacts(changedOrder, { ...chart, ...changes }, estimates, inPlace, abstains));
};
const cardFor = (...parts: Parameters<typeof choiceFor>) => choiceFor(...parts)?.kind;

describe('an order of vertebral augmentation gets', () => {
  test.each<[string, string | undefined, Partial<ChartData>, SignedEstimate[]]>([
    ['the offer to review when BMD, CT and cleft are on file', 'ready-to-review', {}, []],
    ['a hint at missing bone density, before any other', 'no-bmd', { tScore: unknown, cleft: unknown }, []],
    [
      'a hint at old bone density',
      'no-bmd',
      { tScore: { state: 'old', value: -3, source: { ...source, ageDays: 800 }, limitDays: 730 } },
      [],
    ],
    [
      'the offer to review when two bone densities conflict: the app asks which one holds',
      'ready-to-review',
      { tScore: { state: 'conflict', candidates: [-3.6, -2.4].map((value) => ({ value, source })) } },
      [],
    ],
    [
      'nothing when areal density is on file without a T-score: that none is on file would be wrong',
      undefined,
      { tScore: unknown, arealBmd: { 'lumbar-spine': { state: 'present', value: 0.712, source } } },
      [],
    ],
    [
      'a hint at missing bone density when the areal density is old, too',
      'no-bmd',
      {
        tScore: unknown,
        arealBmd: {
          'lumbar-spine': { state: 'old', value: 0.712, source: { ...source, ageDays: 800 }, limitDays: 730 },
        },
      },
      [],
    ],
    [
      'nothing when a T-score is on file without a date: that none of 24 months is on file nobody knows',
      undefined,
      { tScore: unknown, tScores: { 'lumbar-spine': { state: 'old', value: -3, source, limitDays: 730 } } },
      [],
    ],
    [
      'nothing when a T-score of an unspecified femur region is on file, which the model does not take',
      undefined,
      { tScore: unknown, tScores: { femur: { state: 'present', value: -2.8, source } } },
      [],
    ],
    [
      'nothing when a T-score is on file in a unit that nobody can read',
      undefined,
      { tScore: unknown, tScores: { 'lumbar-spine': { state: 'unknown', reason: 'T-score has the unit "x"' } } },
      [],
    ],
    [
      'nothing when the only CT is one of the head',
      undefined,
      { ctSeries: [{ ...ct, description: 'CT HEAD W/O' }] },
      [],
    ],
    [
      'nothing when the only CT is one of the neck',
      undefined,
      { ctSeries: [{ ...ct, description: 'CT cervical spine' }] },
      [],
    ],
    [
      'the offer to review when the CT of the head reaches the lumbar spine, too',
      'ready-to-review',
      { ctSeries: [{ ...ct, description: 'Polytrauma: head, thoracic and lumbar spine' }] },
      [],
    ],
    [
      'the offer to review when the description names no region',
      'ready-to-review',
      { ctSeries: [{ ...ct, description: '1.0 mm B30' }] },
      [],
    ],
    ['a hint at an unrecorded cleft', 'cleft-unrecorded', { cleft: unknown }, []],
    ['nothing when there is no CT', undefined, { ctSeries: [] }, []],
    [
      'nothing for a pathologic fracture',
      undefined,
      { pathologicFracture: { state: 'present', value: true, source } },
      [],
    ],
    [
      'nothing for a level augmented before',
      undefined,
      { earlierAugmentation: { state: 'present', value: ['L1'], source } },
      [],
    ],
    [
      'the usual card when another level was augmented before',
      'ready-to-review',
      { earlierAugmentation: { state: 'present', value: ['T12'], source } },
      [],
    ],
    ['nothing for a child', undefined, { ageYears: { state: 'present', value: 15, source } }, []],
    ['nothing when the age is unknown', undefined, { ageYears: unknown }, []],
    [
      'nothing when no osteoporotic fracture is at the ordered level',
      undefined,
      { fractures: [{ ...chart.fractures[0], level: 'L3' }] },
      [],
    ],
    ['the signed estimate while no osteoporosis drug is on file', 'signed-estimate', {}, [signed]],
    [
      'nothing more once an osteoporosis drug is on file',
      undefined,
      { osteoporosisDrug: { state: 'present', value: 'zoledronic acid', source } },
      [signed],
    ],
    ['no signed estimate whose inputs changed since', 'ready-to-review', {}, [{ ...signed, current: false }]],
    ['no signed estimate of another level', 'ready-to-review', {}, [{ ...signed, level: 'L2' }]],
    [
      'the newest signed estimate, even if an older one is current',
      'ready-to-review',
      {},
      [signed, { ...signed, signedOn: '2026-03-06', current: false }],
    ],
  ])('%s', (_name, kind, changes, estimates) => {
    expect(cardFor(changes, estimates)).toBe(kind);
  });

  test('nothing when the model would abstain for certain, a signed estimate or not', () => {
    expect(cardFor({}, [], order, [], true)).toBeUndefined();
    expect(cardFor({ tScore: unknown }, [], order, [], true)).toBeUndefined();
    expect(cardFor({}, [signed], order, [], true)).toBeUndefined();
  });

  test('the estimate that was signed last, whatever the offset of its instant', () => {
    const later = { ...signed, signedOn: '2026-03-05T23:30:00-05:00', current: false };
    const earlier = { ...signed, signedOn: '2026-03-06T01:00:00Z' };
    expect(cardFor({}, [earlier, later])).toBe('ready-to-review');
  });

  test('the card of its only fracture when it names no level', () => {
    const { level: _, ...withoutLevel } = order;
    expect(cardFor({}, [], withoutLevel)).toBe('ready-to-review');
  });

  test('nothing when it names no level and there are two fractures', () => {
    const { level: _, ...withoutLevel } = order;
    const fractures = [chart.fractures[0], { ...chart.fractures[0], level: 'L2' as const }];
    expect(cardFor({ fractures }, [], withoutLevel)).toBeUndefined();
  });
});

describe('what is ordered already is not asked for again (C4):', () => {
  const withoutBmd = (onFile: readonly unknown[]) => cardFor({ tScore: unknown }, [], order, onFile);

  test('a DXA in the chart or on the order pad silences the hint at missing bone density', () => {
    for (const status of ['draft', 'active', 'on-hold'])
      expect(withoutBmd([requested(dxa, { status })])).toBeUndefined();
    expect(withoutBmd([requested(ours('dxa'))])).toBeUndefined();
    const subject = { reference: 'https://ehr.test/fhir/Patient/p1' };
    expect(withoutBmd([requested(dxa, { subject })])).toBeUndefined();
  });

  test('one that was carried out counts for 24 months', () => {
    expect(withoutBmd([requested(dxa, { status: 'completed', authoredOn: '2025-01-10' })])).toBeUndefined();
    expect(withoutBmd([requested(dxa, { status: 'completed', authoredOn: '2023-01-10' })])).toBe('no-bmd');
    expect(withoutBmd([requested(dxa, { status: 'completed' })])).toBe('no-bmd');
  });

  test('an order under a code of the site counts for what the site says it is', () => {
    const referral = requested({ system: 'urn:site', code: 'FLS' });
    expect(choiceFor({}, [signed], order, [referral])).toMatchObject({ openActions: ['pain-clinic-referral'] });
  });

  test.each<[string, unknown]>([
    ['revoked', requested(dxa, { status: 'revoked' })],
    ['of another patient', requested(dxa, { subject: { reference: 'Patient/p2' } })],
    ['whose code is of another system', requested({ ...dxa, system: 'urn:x' })],
    ['that is no order at all', { resourceType: 'Observation', status: 'draft', code: { coding: [dxa] } }],
    ['without a readable code', requested(dxa, { code: { coding: 'DXA' } })],
    ['that is nothing', undefined],
  ])('one %s does not', (_name, resource) => {
    expect(withoutBmd([resource])).toBe('no-bmd');
  });

  test('a signed estimate suggests only the referral that is still open, and nothing once both are in place', () => {
    const [boneHealth, painClinic] = ['bone-health-referral', 'pain-clinic-referral'].map((code) =>
      requested(ours(code)),
    );
    expect(choiceFor({}, [signed], order, [boneHealth])).toMatchObject({ openActions: ['pain-clinic-referral'] });
    expect(cardFor({}, [signed], order, [boneHealth, painClinic])).toBeUndefined();
  });
});
