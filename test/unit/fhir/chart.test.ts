import type {
  DiagnosticReport,
  FhirResource,
  Medication,
  MedicationRequest,
  Observation,
  Patient,
  ServiceRequest,
} from 'fhir/r4';
import { buildChart } from '@/lib/fhir/chart/buildChart';
import { loadChart } from '@/lib/fhir/chart/loadChart';
import type { ChartResources } from '@/lib/fhir/chart/resources';
import { loadUcum } from '@/lib/fhir/ucum';

const now = new Date('2026-03-05T10:00:00Z');
const cleftCode = { system: 'urn:hospital', code: 'cleft' };
const localCodes = { cleft: [cleftCode], fasciaInjury: [], augmentationOrder: [] };
const patient: Patient = {
  resourceType: 'Patient',
  id: 'p1',
  birthDate: '1950-03-06',
  gender: 'female',
  name: [{ text: 'Anna Sample' }],
};
const subject = { reference: 'Patient/p1' };

const tScore = (value: number, date: string, changes: Partial<Observation> = {}): Observation => ({
  resourceType: 'Observation',
  id: `t${value}${date}`,
  meta: { versionId: '3' },
  status: 'final',
  subject,
  code: { coding: [{ system: 'http://loinc.org', code: '38267-1' }] },
  effectiveDateTime: date,
  valueQuantity: { value, unit: 'T-score', system: 'http://unitsofmeasure.org', code: '{T-score}' },
  ...changes,
});
const totalHip = { code: { coding: [{ system: 'http://loinc.org', code: '38264-8' }] } };
const fracture = (code: string, id = code, changes: object = {}) => ({
  resourceType: 'Condition' as const,
  id,
  subject,
  code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M80.08XA' }] },
  bodySite: [{ coding: [{ system: 'http://snomed.info/sct', code }] }],
  ...changes,
});
/** An open order of a kyphoplasty at vertebrae, by their SNOMED CT codes. */
const orderAt = (vertebrae: readonly string[], changes: Partial<ServiceRequest> = {}): ServiceRequest => ({
  resourceType: 'ServiceRequest',
  id: 'o',
  status: 'draft',
  intent: 'order',
  subject,
  code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '22514' }] },
  bodySite: vertebrae.map((code) => ({ coding: [{ system: 'http://snomed.info/sct', code }] })),
  ...changes,
});
const cleft = (value: boolean, changes: Partial<Observation> = {}): Observation => ({
  resourceType: 'Observation',
  id: `c${value}`,
  status: 'final',
  subject,
  code: { coding: [cleftCode] },
  effectiveDateTime: '2026-03-01',
  valueBoolean: value,
  ...changes,
});

async function chart(resources: Partial<ChartResources> = {}) {
  const empty: ChartResources = {
    patient,
    conditions: [],
    observations: [],
    procedures: [],
    serviceRequests: [],
    medicationRequests: [],
    medications: [],
    imagingStudies: [],
    endpoints: [],
    diagnosticReports: [],
  };
  return buildChart({ ...empty, ...resources }, { now, convert: await loadUcum(), localCodes, bmdLimitDays: 730 });
}

test('a patient is known by every name with its parts, every identifier and every telephone number (S19)', async () => {
  const written = await chart({
    patient: {
      ...patient,
      name: [
        { text: 'Anna Sample', family: 'Sample', given: ['Anna'] },
        { use: 'maiden', family: 'de la Cruz' },
      ],
      identifier: [{ value: 'MRN-0042' }, { value: 'INS-7' }],
      telecom: [{ system: 'phone', value: '+44 171 555 0199' }, { system: 'email' }],
    },
  });
  expect(written.patient.alsoKnownBy).toEqual({
    names: ['Anna Sample', 'Sample', 'Anna', 'Sample Anna', 'de la Cruz', 'de la Cruz'],
    numbers: ['MRN-0042', 'INS-7', '+44 171 555 0199'],
  });
});

describe('bone density', () => {
  test('keeps its unit, date, age, source with version, and original value', async () => {
    const { tScore: read } = await chart({ observations: [tScore(-3.1, '2026-02-03')] });
    expect(read).toEqual({
      state: 'present',
      value: -3.1,
      unit: '{T-score}',
      source: {
        reference: 'Observation/t-3.12026-02-03/_history/3',
        display: 'T-score lumbar spine',
        date: '2026-02-03',
        ageDays: 30,
        original: { value: -3.1, unit: '{T-score}' },
      },
    });
  });

  test('takes a T-score in unit 1 as it is', async () => {
    const { tScore: read } = await chart({
      observations: [tScore(-2.5, '2026-02-03', { valueQuantity: { value: -2.5, code: '1' } })],
    });
    expect(read).toMatchObject({ state: 'present', value: -2.5 });
  });

  test('is the lowest of lumbar spine, femoral neck and total hip; an unspecified femur region does not count', async () => {
    const femur = { code: { coding: [{ system: 'http://loinc.org', code: '38263-0' }] } };
    const neck = { ...femur, bodySite: { coding: [{ system: 'http://snomed.info/sct', code: '29627003' }] } };
    const read = await chart({
      observations: [tScore(-2, '2026-02-03'), tScore(-3.5, '2026-02-03', neck), tScore(-4, '2026-02-03', femur)],
    });
    expect(read.tScore).toMatchObject({ state: 'present', value: -3.5 });
    expect(Object.keys(read.tScores).sort()).toEqual(['femoral-neck', 'femur', 'lumbar-spine']);
  });

  test('is read from the components of a DXA panel, with the panel as its source', async () => {
    const quantity = (value: number) => ({ value, code: '{T-score}', system: 'http://unitsofmeasure.org' });
    const component = [
      { code: { coding: [{ system: 'http://loinc.org', code: '38267-1' }] }, valueQuantity: quantity(-2.4) },
      { code: { coding: [{ system: 'http://loinc.org', code: '38264-8' }] }, valueQuantity: quantity(-3.3) },
    ];
    const code = { coding: [{ system: 'http://loinc.org', code: '83311-1' }] };
    const panel = tScore(0, '2026-02-03', { id: 'dxa', code, valueQuantity: undefined, component });
    const read = await chart({ observations: [panel] });
    expect(read.tScores['lumbar-spine']).toMatchObject({ state: 'present', value: -2.4 });
    expect(read.tScore).toMatchObject({
      state: 'present',
      value: -3.3,
      source: { date: '2026-02-03', reference: expect.stringContaining('Observation/dxa') },
    });
    const preliminary: Observation = { ...panel, status: 'preliminary' };
    expect((await chart({ observations: [preliminary] })).tScore.state).toBe('unknown');
  });

  test('that two reports of one half-year give differently asks for a choice', async () => {
    const { tScore: read } = await chart({ observations: [tScore(-2, '2026-02-03'), tScore(-3.5, '2025-12-01')] });
    expect(read).toMatchObject({ state: 'conflict', candidates: [{ value: -2 }, { value: -3.5 }] });
  });

  test('asks for no choice where another site is lower than both of them: the lowest counts whichever holds', async () => {
    const spine = [tScore(-2, '2026-02-03'), tScore(-2.8, '2026-01-01')];
    const read = await chart({ observations: [...spine, tScore(-3.6, '2026-02-03', totalHip)] });
    expect(read.tScores['lumbar-spine']?.state).toBe('conflict');
    expect(read.tScore).toMatchObject({ state: 'present', value: -3.6, source: { display: 'T-score total hip' } });
  });

  test('between one that would be the lowest and one that would not: the lowest of the other sites stands beside it', async () => {
    const spine = [tScore(-2, '2026-02-03'), tScore(-3.5, '2026-01-01')];
    const { tScore: read } = await chart({ observations: [...spine, tScore(-3, '2026-02-03', totalHip)] });
    expect(read).toMatchObject({
      state: 'conflict',
      candidates: [
        { value: -3.5, source: { display: 'T-score lumbar spine' } },
        { value: -3, source: { display: 'T-score total hip' } },
      ],
    });
  });

  test('of the left and the right hip are two sites: they do not contradict each other, and the lower one counts', async () => {
    const side = (code: string) => ({ code: { coding: [{ system: 'http://loinc.org', code }] } });
    const read = await chart({
      observations: [tScore(-2.1, '2026-02-03', side('80946-7')), tScore(-2.9, '2026-02-03', side('80945-9'))],
    });
    expect(read.tScores['total-hip']).toMatchObject({ state: 'present', value: -2.9 });
  });

  test.each([
    [-2.5, -2.8, 'conflict'],
    [-1.2, -1.5, 'conflict'],
    [-2.5, -2.7, 'present'],
  ])('of %d and %d in one half-year: %s (0.3 is the least significant change)', async (a, b, state) => {
    const { tScore: read } = await chart({ observations: [tScore(a, '2026-02-03'), tScore(b, '2026-02-01')] });
    expect(read.state).toBe(state);
  });

  test('that changed over two years is no conflict: the newest holds', async () => {
    const { tScore: read } = await chart({ observations: [tScore(-3.5, '2026-02-03'), tScore(-2, '2024-02-03')] });
    expect(read).toMatchObject({ state: 'present', value: -3.5 });
  });

  test('older than two years is old, and without a date too', async () => {
    expect((await chart({ observations: [tScore(-3, '2023-03-01')] })).tScore).toMatchObject({
      state: 'old',
      value: -3,
      limitDays: 730,
    });
    expect((await chart({ observations: [tScore(-3, '', { effectiveDateTime: undefined })] })).tScore).toMatchObject({
      state: 'old',
    });
  });

  test('in mg/cm2 is converted, with the original kept', async () => {
    const bmd = tScore(812, '2026-02-03', {
      code: { coding: [{ system: 'http://loinc.org', code: '24966-4' }] },
      valueQuantity: { value: 812, system: 'http://unitsofmeasure.org', code: 'mg/cm2' },
    });
    const { arealBmd } = await chart({ observations: [bmd] });
    expect(arealBmd['lumbar-spine']).toMatchObject({
      state: 'present',
      unit: 'g/cm2',
      source: { original: { value: 812, unit: 'mg/cm2' } },
    });
    expect(arealBmd['lumbar-spine']).toHaveProperty('value', expect.closeTo(0.812, 10));
  });

  test.each([
    [
      'in a unit that does not convert',
      { value: 3, system: 'http://unitsofmeasure.org', code: 'mm' },
      /does not convert/,
    ],
    ['in a unit that is not UCUM', { value: 3, unit: 'points' }, /not a UCUM code/],
    ['without a unit', { value: -3 }, /no unit/],
    ['with a comparator', { value: -3, code: '1', comparator: '<' as const }, /no number/],
    ['that no body has', { value: -30, code: '1' }, /outside/],
  ])('%s is unknown, with the reason', async (_name, valueQuantity, reason) => {
    const { tScore: read } = await chart({ observations: [tScore(-3, '2026-02-03', { valueQuantity })] });
    expect(read).toMatchObject({ state: 'unknown', reason: expect.stringMatching(reason) });
  });

  test.each(['preliminary', 'cancelled', 'entered-in-error', 'registered'] as const)(
    'of status %s is not read',
    async (status) => {
      expect((await chart({ observations: [tScore(-3, '2026-02-03', { status })] })).tScore.state).toBe('unknown');
    },
  );

  test('with a code of another system is not read: codes compare exactly', async () => {
    const code = { coding: [{ system: 'http://loinc.org/', code: '38267-1' }] };
    expect((await chart({ observations: [tScore(-3, '2026-02-03', { code })] })).tScore.state).toBe('unknown');
  });
});

describe('the fracture', () => {
  test('is the only one with a level', async () => {
    expect((await chart({ conditions: [fracture('66794005')] })).fracture).toMatchObject({
      state: 'present',
      value: { level: 'L1' },
    });
  });

  test('of two asks for a choice, unless the order names one of them', async () => {
    const conditions = [fracture('66794005'), fracture('14293000')];
    expect((await chart({ conditions })).fracture.state).toBe('conflict');
    const read = await chart({ conditions, serviceRequests: [orderAt(['14293000'])] });
    expect(read.fracture).toMatchObject({ state: 'present', value: { level: 'L2' } });
    expect(read.fractureCount).toMatchObject({ value: 2 });
  });

  test('of three is chosen among the two that are ordered', async () => {
    const conditions = ['66794005', '14293000', '36470004'].map((code) => fracture(code));
    const read = await chart({ conditions, serviceRequests: [orderAt(['66794005', '36470004'])] });
    expect(read.fracture).toMatchObject({
      state: 'conflict',
      candidates: [{ value: { level: 'L1' } }, { value: { level: 'L3' } }],
    });
  });

  test('keeps its own level where the order names another: the mismatch is shown, not repaired', async () => {
    const read = await chart({ conditions: [fracture('66794005')], serviceRequests: [orderAt(['36470004'])] });
    expect(read.fracture).toMatchObject({ value: { level: 'L1' } });
    expect(read.order).toMatchObject({ value: { levels: ['L3'] } });
  });

  test.each([
    ['refuted', { verificationStatus: { coding: [{ code: 'refuted' }] } }],
    ['entered in error', { verificationStatus: { coding: [{ code: 'entered-in-error' }] } }],
    ['resolved', { clinicalStatus: { coding: [{ code: 'resolved' }] } }],
  ])('that is %s does not count', async (_name, changes) => {
    expect((await chart({ conditions: [fracture('66794005', 'c', changes)] })).fracture.state).toBe('unknown');
  });

  test('beside one whose level is not coded leaves the number of fractures unknown', async () => {
    const conditions = [fracture('66794005'), fracture('66794005', 'c', { bodySite: undefined })];
    const read = await chart({ conditions });
    expect(read.fracture).toMatchObject({ value: { level: 'L1' } });
    expect(read.fractureCount.state).toBe('unknown');
  });

  test('without a coded level is unknown, and the reason says so', async () => {
    const read = await chart({ conditions: [fracture('66794005', 'c', { bodySite: undefined })] });
    expect(read.fracture).toMatchObject({ state: 'unknown', reason: expect.stringContaining('level is not coded') });
  });
});

describe('a fracture by tumour, infection or injury (S6)', () => {
  const icd10 = (...codes: readonly string[]) => ({
    coding: codes.map((code) => ({ system: 'http://hl7.org/fhir/sid/icd-10-cm', code })),
  });
  const [L1, L2] = ['66794005', '14293000'];
  const injury = (code: string, site = L1, changes: object = {}) =>
    fracture(site, `injury-${code}`, { code: icd10(code), ...changes });
  const plain = { coding: [{ system: 'http://snomed.info/sct', code: '42942008' }] };

  test.each(['S32.010A', 'S32.052K', 'S22.089B', 'S22.000A', 'S22.068D'])(
    'ICD-10-CM %s alone is a fracture, and one by injury',
    async (code) => {
      const read = await chart({ conditions: [injury(code)] });
      expect(read.fracture).toMatchObject({ state: 'present', value: { level: 'L1' } });
      expect(read.pathologicFracture).toMatchObject({ state: 'present', value: true });
    },
  );

  test('is also one whose other code says only "compression fracture"', async () => {
    const code = { coding: [...plain.coding, ...icd10('S32.010A').coding] };
    expect((await chart({ conditions: [fracture(L1, 'c', { code })] })).pathologicFracture.state).toBe('present');
  });

  test.each<[string, readonly object[]]>([
    ['whose osteoporotic code stands beside it in one record', [{ code: icd10('M80.08XA', 'S32.010A') }]],
    ['that a second record at the level calls osteoporotic', [{ code: icd10('S32.010A') }, {}]],
    ['that is a compression fracture and no more', [{ code: plain }]],
    ['after which only late effects are left', [{ code: icd10('S32.010S') }, {}]],
    ['of the rib or the sacrum', [{ code: icd10('S22.31XA') }, { code: icd10('S32.10XA') }]],
  ])('is not one %s', async (_which, changes) => {
    const conditions = changes.map((one, index) => fracture(L1, `c${index}`, one));
    expect((await chart({ conditions })).pathologicFracture.state).toBe('unknown');
  });

  test('counts at the level that is to be treated, not at another', async () => {
    const conditions = [fracture(L1), injury('S32.020A', L2)];
    const [atL1, atL2] = [orderAt([L1]), orderAt([L2])];
    expect((await chart({ conditions, serviceRequests: [atL1] })).pathologicFracture.state).toBe('unknown');
    expect((await chart({ conditions, serviceRequests: [atL2] })).pathologicFracture.state).toBe('present');
  });

  test('counts as long as nobody has settled which fracture is to be treated', async () => {
    expect((await chart({ conditions: [fracture(L1), injury('S32.020A', L2)] })).pathologicFracture.state).toBe(
      'present',
    );
  });
});

describe('the levels that are ordered for augmentation (S6)', () => {
  test.each<[string, readonly ServiceRequest[], readonly string[]]>([
    ['both of one order', [orderAt(['36470004', '66794005'])], ['L1', 'L3']],
    ['those of two open orders', [orderAt(['66794005']), orderAt(['36470004'], { id: 'o2' })], ['L1', 'L3']],
    ['once where two orders name the same', [orderAt(['66794005']), orderAt(['66794005'], { id: 'o2' })], ['L1']],
    ['not of an order that is done', [orderAt(['66794005']), orderAt(['36470004'], { status: 'completed' })], ['L1']],
    ['not of an order not to do it', [orderAt(['66794005']), orderAt(['36470004'], { doNotPerform: true })], ['L1']],
    ['none where the order names no vertebra', [orderAt([])], []],
  ])('are %s', async (_which, serviceRequests, levels) => {
    expect((await chart({ serviceRequests })).order).toMatchObject({ state: 'present', value: { levels } });
  });
});

describe('an osteoporosis drug', () => {
  const alendronate = { coding: [{ system: 'http://www.whocc.no/atc', code: 'M05BA04' }], text: 'Alendronate' };
  const request = (drug: Partial<MedicationRequest>): MedicationRequest => ({
    resourceType: 'MedicationRequest',
    id: 'm',
    status: 'active',
    intent: 'order',
    subject,
    ...drug,
  });
  const medication: Medication = { resourceType: 'Medication', id: 'a1', code: alendronate };

  test.each<[string, Partial<MedicationRequest>]>([
    ['in the request itself', { medicationCodeableConcept: alendronate }],
    ['in a Medication that the request refers to', { medicationReference: { reference: 'Medication/a1' } }],
    [
      'in a Medication that the request contains',
      { contained: [{ ...medication, id: 'in' }], medicationReference: { reference: '#in' } },
    ],
  ])('is found %s', async (_where, drug) => {
    const read = await chart({ medicationRequests: [request(drug)], medications: [medication] });
    expect(read.osteoporosisDrug).toMatchObject({ state: 'present', value: 'Alendronate' });
  });

  test.each<[string, Partial<MedicationRequest>]>([
    ['stopped', { status: 'stopped', medicationCodeableConcept: alendronate }],
    ['of another Medication', { medicationReference: { reference: 'Medication/a2' } }],
  ])('that is %s leaves it unknown', async (_what, drug) => {
    const read = await chart({ medicationRequests: [request(drug)], medications: [medication] });
    expect(read.osteoporosisDrug.state).toBe('unknown');
  });
});

test('imaging reports keep their words, date and source, newest first; withdrawn ones are left out', async () => {
  const report = (id: string, changes: Partial<DiagnosticReport>): DiagnosticReport => ({
    resourceType: 'DiagnosticReport',
    id,
    meta: { versionId: '1' },
    status: 'final',
    subject,
    code: { text: 'MRI thoracolumbar spine' },
    ...changes,
  });
  const { reports } = await chart({
    diagnosticReports: [
      report('a', { effectiveDateTime: '2026-01-05', conclusion: 'Oedema of L1.' }),
      report('b', { issued: '2026-03-01T08:00:00Z', status: 'preliminary' }),
      report('c', { status: 'entered-in-error' }),
    ],
  });
  expect(reports).toMatchObject([
    { status: 'preliminary', source: { reference: 'DiagnosticReport/b/_history/1', ageDays: 4 } },
    {
      status: 'final',
      conclusion: 'Oedema of L1.',
      source: { display: 'MRI thoracolumbar spine', date: '2026-01-05' },
    },
  ]);
});

test('a newer record that cannot be read is told beside the older one that is used', async () => {
  const unitless = tScore(-3.9, '2026-03-01', { valueQuantity: { value: -3.9 } });
  const read = await chart({ observations: [tScore(-3, '2026-02-03'), unitless] });
  expect(read.tScore).toMatchObject({
    state: 'present',
    value: -3,
    source: { newerUnread: expect.stringContaining('no unit') },
  });
  const older = await chart({ observations: [tScore(-3, '2026-03-03'), unitless] });
  expect(older.tScore).not.toHaveProperty('source.newerUnread');
});

test('a body mass index that is computed names both its sources with their versions', async () => {
  const measured = (code: string, value: number, unit: string): Observation =>
    tScore(value, '2026-02-03', {
      id: code,
      code: { coding: [{ system: 'http://loinc.org', code }] },
      valueQuantity: { value, unit, code: unit, system: 'http://unitsofmeasure.org' },
    });
  const { bmi } = await chart({ observations: [measured('29463-7', 60, 'kg'), measured('8302-2', 160, 'cm')] });
  expect(bmi).toMatchObject({
    source: { reference: 'Observation/29463-7/_history/3', also: ['Observation/8302-2/_history/3'] },
  });
});

describe('an earlier augmentation', () => {
  const augmentation = (id: string, bodySite?: string) => ({
    resourceType: 'Procedure' as const,
    id,
    status: 'completed' as const,
    subject,
    code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '22514' }] },
    performedDateTime: '2024-05-02',
    ...(bodySite && { bodySite: [{ coding: [{ system: 'http://snomed.info/sct', code: bodySite }] }] }),
  });

  test('without a coded level is unknown and says so: it may have been at this one', async () => {
    expect((await chart({ procedures: [augmentation('a')] })).earlierAugmentation).toMatchObject({
      state: 'unknown',
      reason: expect.stringContaining('level is not coded'),
    });
  });

  test('keeps the levels that are known beside one that is not', async () => {
    const read = await chart({ procedures: [augmentation('a'), augmentation('b', '23215003')] });
    expect(read.earlierAugmentation).toMatchObject({
      state: 'present',
      value: ['T12'],
      source: { reference: 'Procedure/b' },
    });
  });
});

describe('a finding', () => {
  test('that nobody recorded is unknown, never absent', async () => {
    const read = await chart();
    for (const value of [
      read.cleft,
      read.fasciaInjury,
      read.depression,
      read.pathologicFracture,
      read.earlierAugmentation,
    ])
      expect(value.state).toBe('unknown');
  });

  const oneFracture = [fracture('66794005')];

  test('is present or absent as it was read', async () => {
    for (const value of [true, false])
      expect((await chart({ conditions: oneFracture, observations: [cleft(value)] })).cleft).toMatchObject({
        state: 'present',
        value,
      });
  });

  test('of a cleft belongs to its level: of two fractures each has its own, and one without a level has no place', async () => {
    const at = (code: string, value: boolean) =>
      cleft(value, { id: code, bodySite: { coding: [{ system: 'http://snomed.info/sct', code }] } });
    const two = [fracture('66794005'), fracture('14293000')];
    const read = await chart({ conditions: two, observations: [at('14293000', true)] });
    expect(read.cleft.state).toBe('unknown');
    expect(read.cleftByLevel).toMatchObject({ L1: { state: 'unknown' }, L2: { state: 'present', value: true } });
    const nowhere = await chart({ conditions: two, observations: [cleft(true)] });
    expect(Object.values(nowhere.cleftByLevel).map(({ state }) => state)).toEqual(['unknown', 'unknown']);
  });

  test('read twice on one day with different results asks for a choice', async () => {
    expect((await chart({ conditions: oneFracture, observations: [cleft(true), cleft(false)] })).cleft.state).toBe(
      'conflict',
    );
  });

  test('of another level does not count for this one', async () => {
    const elsewhere = cleft(true, { bodySite: { coding: [{ system: 'http://snomed.info/sct', code: '14293000' }] } });
    expect((await chart({ conditions: [fracture('66794005')], observations: [elsewhere] })).cleft.state).toBe(
      'unknown',
    );
  });
});

test('age counts completed years, and needs a full birth date', async () => {
  expect((await chart()).ageYears).toMatchObject({ value: 75 });
  expect((await chart({ patient: { ...patient, birthDate: '1950-03-05' } })).ageYears).toMatchObject({ value: 76 });
  expect((await chart({ patient: { ...patient, birthDate: '1950' } })).ageYears.state).toBe('unknown');
});

describe('loading a chart', () => {
  const options = { now, loadConvert: loadUcum, localCodes, bmdLimitDays: 730 };

  test('asks everything at once, and a failed query leaves the rest standing and says what is missing', async () => {
    let open = 0;
    let most = 0;
    const loaded = await loadChart(
      'p1',
      async (query) => {
        most = Math.max(most, ++open);
        await new Promise((resolve) => setTimeout(resolve, 5));
        open -= 1;
        if (query.startsWith('ImagingStudy'))
          return { ok: false, problem: { code: 'http-503', message: 'm', remedy: 'r' } };
        return { ok: true, value: (query.startsWith('Patient') ? [patient] : []) as FhirResource[] };
      },
      options,
    );
    expect(most).toBe(8);
    expect(loaded).toMatchObject({
      ok: true,
      value: { patient: { name: 'Anna Sample' }, problems: [{ code: 'http-503', missing: ['CT'] }] },
    });
  });

  test('leaves out resources of another patient that a server mixed in', async () => {
    const foreign = fracture('66794005', 'x', { subject: { reference: 'Patient/p2' } });
    const loaded = await loadChart(
      'p1',
      async (query) => ({ ok: true, value: [query.startsWith('Patient') ? patient : foreign] as FhirResource[] }),
      options,
    );
    expect(loaded).toMatchObject({ ok: true, value: { fractures: [] } });
  });

  test.each([
    ['kg', 0],
    ['[lb_av]', 1],
  ])('loads the library of units for a weight in %s: %i times', async (code, times) => {
    const quantity = (value: number, unit: string) => ({
      valueQuantity: { value, unit, code: unit, system: 'http://unitsofmeasure.org' },
    });
    const observation = (loinc: string, value: object): FhirResource =>
      ({
        resourceType: 'Observation',
        id: loinc,
        status: 'final',
        subject: { reference: 'Patient/p1' },
        code: { coding: [{ system: 'http://loinc.org', code: loinc }] },
        effectiveDateTime: '2026-03-01',
        ...value,
      }) as FhirResource;
    const weight = observation('29463-7', quantity(code === 'kg' ? 60 : 132.277, code));
    const height = observation('8302-2', quantity(160, 'cm'));
    let loaded = 0;
    const chart = await loadChart(
      'p1',
      async (query) => ({
        ok: true,
        value: query.startsWith('Patient') ? [patient] : query.startsWith('Observation') ? [weight, height] : [],
      }),
      {
        ...options,
        loadConvert: () => {
          loaded += 1;
          return loadUcum();
        },
      },
    );
    expect(loaded).toBe(times);
    const bmi = chart.ok && chart.value.bmi.state === 'present' ? chart.value.bmi.value : Number.NaN;
    expect(bmi).toBeCloseTo(60 / 1.6 ** 2, 1);
  });

  test('without the table of units keeps what needs none, and says what is missing', async () => {
    const inPounds = tScore(130, '2026-02-03', {
      code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
      valueQuantity: { value: 130, code: '[lb_av]', system: 'http://unitsofmeasure.org' },
    });
    const loaded = await loadChart(
      'p1',
      async (query) => ({
        ok: true,
        value: query.startsWith('Patient')
          ? [patient]
          : query.startsWith('Observation')
            ? [tScore(-3, '2026-02-03'), inPounds]
            : [],
      }),
      { ...options, loadConvert: () => Promise.reject(new Error('chunk not loaded')) },
    );
    expect(loaded).toMatchObject({
      ok: true,
      value: { tScore: { value: -3 }, problems: [{ code: 'units-not-loaded', missing: ['values in other units'] }] },
    });
  });

  test('without the patient there is no chart, and the reason is the one of the patient', async () => {
    const asked = await loadChart(
      'p1',
      async (query) => ({
        ok: false,
        problem: { code: query.startsWith('Patient') ? 'fhir-403' : 'fhir-500', message: '', remedy: '' },
      }),
      options,
    );
    expect(asked).toMatchObject({ ok: false, problem: { code: 'fhir-403' } });
    expect((await loadChart('p1', async () => ({ ok: true, value: [] }), options)).ok).toBe(false);
  });
});

describe('treatment of osteoporosis', () => {
  const request = (changes: object) => ({
    resourceType: 'MedicationRequest' as const,
    status: 'active' as const,
    intent: 'order' as const,
    subject,
    ...changes,
  });
  const atc = { medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: 'M05BA04' }] } };
  const named = (display: string) => ({
    medicationCodeableConcept: { coding: [{ system: 'urn:catalogue', code: '7', display }] },
  });
  const drugOf = async (changes: object) =>
    (await chart({ medicationRequests: [request(changes)] })).osteoporosisDrug.state;

  test.each<[string, object]>([
    ['an ATC code', atc],
    ['the name in another catalogue', named('Alendronate 70 MG Oral Tablet')],
    ['the name with a brand', named('denosumab 60 MG/ML Prefilled Syringe [a brand]')],
    ['the text alone', { medicationCodeableConcept: { text: 'Zoledronic acid 5 mg once a year' } }],
    ['the name of a referenced Medication', { medicationReference: { display: 'Risedronate sodium 35 mg' } }],
    ['an order on hold', { ...atc, status: 'on-hold' }],
    ['an infusion given half a year ago', { ...atc, status: 'completed', authoredOn: '2025-09-01' }],
  ])('is on file by %s', async (_what, changes) => {
    expect(await drugOf(changes)).toBe('present');
  });

  test.each<[string, object]>([
    ['another drug', named('Lisinopril 10 MG Oral Tablet')],
    ['an order that was stopped', { ...atc, status: 'stopped' }],
    ['a course that ended two years ago', { ...atc, status: 'completed', authoredOn: '2024-01-01' }],
    ['a completed order without a date', { ...atc, status: 'completed' }],
  ])('is not on file by %s', async (_what, changes) => {
    expect(await drugOf(changes)).toBe('unknown');
  });
});

test('a T-score that was entered in error is no value of its site', async () => {
  const withdrawn = tScore(-3.1, '2026-02-01', { status: 'entered-in-error' });
  expect((await chart({ observations: [withdrawn] })).tScores).toEqual({});
});
