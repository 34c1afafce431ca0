import type { FhirResource } from 'fhir/r4';
import type { Prefetched } from '@/lib/cds/prefetch';
import { codingOfLevel } from '@/lib/core/vertebra';
import { riskAssessmentOf } from '@/lib/fhir/write/resources';
import { estimateIdSystem } from '@/lib/fhir/write/systems';
import { readSignedEstimates } from '@/lib/server/cds/readSignedEstimates';
import { signedCaseSample } from '@/test/support/signedCaseSample';

const { patientId, signedAt, conditionReference, level, estimate } = signedCaseSample;
const subject = { reference: `Patient/${patientId}` };
const minutes = (count: number) => new Date(Date.parse(signedAt) + count * 60_000).toISOString();
const program = `${estimate.model.id} ${estimate.model.version}`;

const written = riskAssessmentOf(signedCaseSample, 'id-1', { reference: 'Device/1' });
const risk = (changes: object = {}) => ({ ...written, id: 'r1', ...changes }) as FhirResource;
/** Every source of the sample's estimate, as it was a minute before the signature. */
const sources: FhirResource[] = (written.basis ?? []).map(({ reference = '' }) => {
  const [resourceType, id] = reference.split('/');
  const bodySite = [{ coding: [codingOfLevel(level)] }];
  return {
    resourceType,
    id,
    subject,
    meta: { lastUpdated: minutes(-1) },
    ...(reference === conditionReference && { bodySite }),
  } as never;
});

const bundle = (resources: readonly FhirResource[]) => ({
  resourceType: 'Bundle',
  entry: resources.map((resource) => ({ resource })),
});
function read(
  resources: readonly FhirResource[],
  estimates: readonly FhirResource[] = [risk()],
  stopped: object[] = [],
) {
  const of = (type: string) => bundle(resources.filter(({ resourceType }) => resourceType === type));
  const prefetched: Prefetched = {
    conditions: of('Condition'),
    findings: of('Observation'),
    imaging: of('ImagingStudy'),
    estimates: bundle(estimates),
  };
  return readSignedEstimates(prefetched, patientId, stopped as never);
}
const current = (...parts: Parameters<typeof read>) => read(...parts).map((one) => one.current);
const withFinding = (changes: object) => [
  ...sources,
  { resourceType: 'Observation', id: 'new', subject, status: 'final', code: {}, ...changes } as FhirResource,
];

test('the sample rests on chart resources, the fracture among them', () => {
  expect(sources.length).toBeGreaterThan(1);
  expect(sources.map(({ resourceType, id }) => `${resourceType}/${id}`)).toContain(conditionReference);
});

test('an estimate is current while its sources are as they were when it was signed', () => {
  expect(current(sources)).toEqual([true]);
});

describe('an estimate is not current (S18, S20)', () => {
  test('once a source was changed, whatever offset the instant is written with', () => {
    const later = minutes(5).replace('Z', '+00:00');
    for (const index of sources.keys()) {
      const changed = sources.map((one, at) => (at === index ? { ...one, meta: { lastUpdated: later } } : one));
      expect(current(changed)).toEqual([sources[index].resourceType === 'Patient']);
    }
    // 09:59 at +01:00 is an hour before 09:59 at UTC, though its text sorts after.
    const local = new Date(Date.parse(signedAt) + 55 * 60_000).toISOString().replace('Z', '+01:00');
    expect(current(sources.map((one) => ({ ...one, meta: { lastUpdated: local } })))).toEqual([true]);
  });

  test('when a source is gone, or does not say when it was changed', () => {
    expect(current(sources.slice(0, -1))).toEqual([false]);
    expect(current(sources.map((one) => ({ ...one, meta: {} })))).toEqual([false]);
  });

  test('once a newer bone density or cleft reading is on file; what the signature itself wrote is none', () => {
    expect(current(withFinding({ meta: { lastUpdated: minutes(60) } }))).toEqual([false]);
    const ours = { identifier: [{ system: estimateIdSystem, value: 'id-1.cleft' }] };
    expect(current(withFinding({ meta: { lastUpdated: minutes(0.01) }, ...ours }))).toEqual([true]);
  });

  test('once it was withdrawn: it still is the newest, and the one that it replaced does not come back', () => {
    const older = risk({ id: 'r0', occurrenceDateTime: minutes(-600) });
    const found = read(sources, [risk({ status: 'entered-in-error' }), older]);
    expect(found.map(({ reference, current: holds }) => [reference, holds])[0]).toEqual(['RiskAssessment/r1', false]);
  });

  test('once the site stopped its model, or its version, and no other', () => {
    const [modelId, modelVersion] = program.split(' ');
    expect(current(sources, [risk()], [{ modelId }])).toEqual([false]);
    expect(current(sources, [risk()], [{ modelId, modelVersion }])).toEqual([false]);
    expect(current(sources, [risk()], [{ modelId, modelVersion: '0.0.9' }])).toEqual([true]);
    expect(current(sources, [risk()], [{ modelId: `${modelId}-x` }])).toEqual([true]);
  });
});

test.each([
  ['of another patient', { subject: { reference: 'Patient/other' } }],
  ['of another product', { identifier: [{ system: 'urn:x', value: '1' }] }],
  ['that is preliminary', { status: 'preliminary' }],
])('a RiskAssessment %s is not ours to interpret', (_what, changes) => {
  expect(read(sources, [risk(changes)])).toEqual([]);
});
