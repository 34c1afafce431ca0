import type { FhirResource } from 'fhir/r4';
import type { CaseState } from '@/lib/client/case/caseState';
import { readSignedEarlier } from '@/lib/client/consent/readSignedEarlier';
import { fail, ok } from '@/lib/core/result';
import type { FhirQuery } from '@/lib/fhir/chart/loadChart';
import { signedInChart } from '@/lib/fhir/write/signedInChart';
import { estimateIdSystem } from '@/lib/fhir/write/systems';

const cleftCode = { system: 'urn:hospital', code: 'cleft' };
const localCodes = { cleft: [cleftCode], fasciaInjury: [], augmentationOrder: [] };
const subject = { reference: 'Patient/p1' };
const signedOn = '2026-03-05T10:00:00Z';
const estimate: FhirResource = {
  resourceType: 'RiskAssessment',
  id: 'r1',
  status: 'final',
  identifier: [{ system: estimateIdSystem, value: 'abc' }],
  subject,
  condition: { reference: 'Condition/c1' },
  occurrenceDateTime: signedOn,
};
const provenance: FhirResource = {
  resourceType: 'Provenance',
  target: [{ reference: 'RiskAssessment/r1' }],
  recorded: signedOn,
  agent: [{ who: { reference: 'Practitioner/dr', display: 'Dr Ruiz' } }],
  entity: [{ role: 'source', what: { reference: 'Observation/t1/_history/1' } }],
};
const finding = (id: string, code: object, lastUpdated: string, changes: object = {}): FhirResource => ({
  resourceType: 'Observation',
  id,
  meta: { versionId: '1', lastUpdated },
  status: 'final',
  code: { coding: [code] },
  subject,
  ...changes,
});
const tScoreCode = { system: 'http://loinc.org', code: '38267-1' };
const before = finding('t1', tScoreCode, '2026-03-01T08:00:00Z');

/** A server that answers a search of Observations by their codes. */
const chartOf =
  (resources: readonly FhirResource[], failing?: string): FhirQuery =>
  async (path) => {
    if (failing && path.startsWith(failing)) return fail({ code: 'fhir-503', message: 'busy', remedy: 'wait' });
    const codes = new URLSearchParams(path.split('?')[1]).get('code')?.split(',');
    return ok(
      resources.filter(
        (one) =>
          path.startsWith(`${one.resourceType}?`) &&
          (!codes ||
            (one.resourceType === 'Observation' &&
              one.code.coding?.some(({ system, code }) => codes.includes(`${system}|${code}`)))),
      ),
    );
  };
const fracture = {
  patientId: 'p1',
  conditionReference: 'Condition/c1',
  versions: { 'Observation/t1': '1' },
  localCodes,
};
const changedWith = async (...more: readonly FhirResource[]) => {
  const found = await signedInChart(fracture, chartOf([estimate, provenance, before, ...more]));
  return found.ok ? found.value?.changedInputs : found.problem;
};

describe('S18: what the chart holds as signed', () => {
  test('stands while no source changed and no finding is newer than it', async () => {
    expect(await changedWith()).toEqual([]);
  });

  test.each([
    ['bone density', tScoreCode],
    ["reading of the cleft, in the site's own code", cleftCode],
  ])('does not once a newer %s is on file, as for the cards', async (_what, code) => {
    expect(await changedWith(finding('new', code, '2026-03-06T08:00:00Z'))).toEqual(['Observation/new']);
    expect(await changedWith(finding('old', code, '2026-03-04T08:00:00Z'))).toEqual([]);
  });

  test('is not made stale by the reading that its own signature wrote a moment later', async () => {
    const ours = { identifier: [{ system: estimateIdSystem, value: 'abc.cleft' }] };
    expect(await changedWith(finding('own', cleftCode, '2026-03-05T10:00:01Z', ours))).toEqual([]);
  });

  test('is not claimed where the newer findings cannot be read', async () => {
    const query = chartOf([estimate, provenance], 'Observation?patient=p1&code=http');
    expect(await signedInChart(fracture, query)).toMatchObject({ ok: false, problem: { code: 'fhir-503' } });
  });
});

describe('a launch that has no result of its own', () => {
  const patient: FhirResource = { resourceType: 'Patient', id: 'p1', name: [{ text: 'Anna Sample' }] };
  const condition: FhirResource = {
    resourceType: 'Condition',
    id: 'c1',
    meta: { versionId: '1', lastUpdated: '2026-03-01T08:00:00Z' },
    clinicalStatus: { coding: [{ code: 'active' }] },
    code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M80.08XA' }] },
    bodySite: [{ coding: [{ system: 'http://snomed.info/sct', code: '36470004' }] }],
    subject,
  };
  const read = async (query: FhirQuery, kept: Partial<CaseState> = {}, signal = new AbortController().signal) => {
    let state: CaseState = { launchId: 'l', edits: [], choices: {}, ...kept };
    const store = {
      get: () => state,
      update: (change: Partial<CaseState>) => {
        state = { ...state, ...change };
      },
      subscribe: () => () => {},
    };
    const answer: FhirQuery = async (path) => {
      if (path !== 'Patient/p1') return query(path);
      const found = await query('Patient?');
      return found.ok ? ok([patient]) : found;
    };
    const fhir = { session: { patientId: 'p1', siteId: 's' }, query: answer };
    const problem = await readSignedEarlier({ fhir: fhir as never, store }, [{ id: 's', localCodes }], signal);
    return { state, problem };
  };
  const stale = { signedEarlier: { reference: 'RiskAssessment/r0' } as never };

  test('takes what the chart holds', async () => {
    const { state, problem } = await read(chartOf([condition, estimate, provenance, before]));
    expect(problem).toBeUndefined();
    expect(state.signedEarlier).toMatchObject({ reference: 'RiskAssessment/r1', signedBy: 'Dr Ruiz' });
  });

  test.each(['Patient?', 'RiskAssessment?', 'Provenance?'])(
    'says that %s could not be read, and keeps nothing that was read before',
    async (failing) => {
      const { state, problem } = await read(chartOf([condition, estimate, provenance], failing), stale);
      expect(problem).toMatchObject({ code: 'fhir-503' });
      expect(state.signedEarlier).toBeUndefined();
    },
  );

  test('keeps nothing of a step that was left meanwhile', async () => {
    const { state } = await read(chartOf([condition, estimate, provenance]), {}, AbortSignal.abort());
    expect(state.chart).toBeUndefined();
  });
});
