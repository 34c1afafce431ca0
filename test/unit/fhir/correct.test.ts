import type { DocumentReference, FhirResource, Observation, RiskAssessment } from 'fhir/r4';
import { type CorrectDeps, type Correction, correctEstimate } from '@/lib/fhir/write/correct';
import { earlierEstimates } from '@/lib/fhir/write/earlierEstimates';
import { transactionOf } from '@/lib/fhir/write/transaction';
import { faultsOf } from '@/test/support/fhirValidators';
import { signedCaseSample as signed } from '@/test/support/signedCaseSample';

type Fault = 'lost before' | 'lost after' | 500 | 403 | 412;

/** A chart that holds what a signature wrote, and takes new versions with If-Match; one fault strikes the first write. */
function chartWith(target: 'risk-assessment' | 'observation-and-document', fault?: Fault) {
  let count = 0;
  const bundle = transactionOf(signed, target, { identifier: 'e1', newUuid: () => `${++count}` });
  const resources = new Map<string, FhirResource>([['Patient/p1', { resourceType: 'Patient', id: 'p1' }]]);
  for (const { resource } of bundle.entry ?? [])
    if (resource)
      resources.set(`${resource.resourceType}/${resources.size}`, {
        ...resource,
        id: String(resources.size),
        meta: { ...resource.meta, versionId: '1' },
      } as FhirResource);
  let writes = 0;
  const deps: CorrectDeps = {
    get: async (query) => {
      const identifier = new URLSearchParams(query.split('?')[1]).get('identifier')?.split('|')[1];
      if (!identifier) return resources.has(query) ? { status: 200, body: resources.get(query) } : { status: 404 };
      const entry = [...resources.values()]
        .filter((one) => (one as Observation).identifier?.some(({ value }) => value === identifier))
        .map((resource) => ({ resource }));
      return { status: 200, body: { resourceType: 'Bundle', type: 'searchset', entry } as FhirResource };
    },
    put: async (versions) => {
      const struck = writes++ === 0 ? fault : undefined;
      if (struck === 'lost before') return { status: 0 };
      if (typeof struck === 'number') return { status: struck };
      for (const { resource, ifMatch } of versions) {
        const reference = `${resource.resourceType}/${resource.id}`;
        const held = Number(resources.get(reference)?.meta?.versionId);
        if (ifMatch !== `W/"${held}"`) return { status: 412 };
        resources.set(reference, { ...resource, meta: { ...resource.meta, versionId: String(held + 1) } });
      }
      return { status: struck === 'lost after' ? 0 : 200 };
    },
    now: () => new Date('2026-03-07T08:00:00Z'),
  };
  const type = target === 'risk-assessment' ? 'RiskAssessment' : 'Observation';
  const reference = [...resources.keys()].find((one) => one.startsWith(type)) as string;
  const estimate = () => resources.get(reference) as RiskAssessment | Observation;
  return { resources, deps, reference, estimate };
}

const amend: Correction = { status: 'amended', note: 'Discussed with radiology' };
const withdraw: Correction = { status: 'entered-in-error', note: 'Wrong <level>' };

describe.each(['risk-assessment', 'observation-and-document'] as const)('an estimate written as %s', (target) => {
  test.each([amend, withdraw])(
    'is a new version, $status, that says so first, keeps its numbers and is valid',
    async (correction) => {
      const { deps, reference, estimate, resources } = chartWith(target);
      const before = estimate();
      expect(await correctEstimate(reference, 'p1', 'Dr Ruiz', correction, deps)).toEqual({
        ok: true,
        value: reference,
      });
      const after = estimate();
      const { status, note, text, meta, ...rest } = after;
      expect({ ...before, ...rest }).toEqual({ ...before });
      expect([status, meta?.versionId]).toEqual([correction.status, '2']);
      expect(note?.at(-1)).toEqual({
        authorString: 'Dr Ruiz',
        time: '2026-03-07T08:00:00.000Z',
        text: correction.note,
      });
      expect(text?.div).toMatch(
        /^<div[^>]*><p>(Amended|Entered in error: this estimate does not hold\. Marked) by Dr Ruiz on 7 Mar 2026/,
      );
      for (const resource of resources.values()) expect(faultsOf(resource)).toEqual([]);
    },
  );

  test.each<[Fault, Correction, string]>([
    ['lost after', amend, 'ok'],
    ['lost after', withdraw, 'ok'],
    ['lost before', amend, 'correct-failed'],
    [500, withdraw, 'correct-failed'],
    [403, withdraw, 'correct-refused'],
    [412, amend, 'estimate-changed'],
  ])('%s: what is said of it is what happened, and a second try makes it once', async (fault, correction, outcome) => {
    const { deps, reference, estimate } = chartWith(target, fault);
    const result = await correctEstimate(reference, 'p1', 'Dr Ruiz', correction, deps);
    expect(result.ok ? 'ok' : result.problem.code).toBe(outcome);
    expect(estimate().meta?.versionId).toBe(outcome === 'ok' ? '2' : '1');
    expect((await correctEstimate(reference, 'p1', 'Dr Ruiz', correction, deps)).ok).toBe(true);
    expect(estimate().note?.filter(({ text }) => text === correction.note)).toHaveLength(1);
  });

  test('that was withdrawn is not brought back by an amendment', async () => {
    const { deps, reference, estimate } = chartWith(target);
    await correctEstimate(reference, 'p1', 'Dr Ruiz', withdraw, deps);
    expect(await correctEstimate(reference, 'p1', 'Dr Other', amend, deps)).toMatchObject({
      ok: false,
      problem: { code: 'estimate-changed' },
    });
    expect(estimate().status).toBe('entered-in-error');
  });
});

describe('S4: whose estimate it is', () => {
  const untouched = (chart: ReturnType<typeof chartWith>) => expect(chart.estimate().meta?.versionId).toBe('1');

  test.each(['risk-assessment', 'observation-and-document'] as const)(
    'one of another patient (%s) is not corrected from this launch',
    async (target) => {
      const chart = chartWith(target);
      const { subject } = chart.estimate();
      subject!.reference = 'Patient/p2';
      expect(await correctEstimate(chart.reference, 'p1', 'Dr Ruiz', withdraw, chart.deps)).toMatchObject({
        ok: false,
        problem: { code: 'correct-other-patient' },
      });
      untouched(chart);
    },
  );

  test('nor is a document of another patient, which a server found under the same identifier', async () => {
    const chart = chartWith('observation-and-document');
    const document = [...chart.resources.values()].find(({ resourceType }) => resourceType === 'DocumentReference');
    (document as DocumentReference).subject = { reference: 'Patient/p2' };
    expect(await correctEstimate(chart.reference, 'p1', 'Dr Ruiz', amend, chart.deps)).toMatchObject({
      problem: { code: 'correct-other-patient' },
    });
    untouched(chart);
  });

  test.each<[string, FhirResource | undefined, string]>([
    ['cannot be read', undefined, 'estimate-unreadable'],
    ['is answered as another', { resourceType: 'Patient', id: 'p2' }, 'correct-other-patient'],
  ])('a patient who %s before the write stops it', async (_what, patient, code) => {
    const chart = chartWith('risk-assessment');
    if (patient) chart.resources.set('Patient/p1', patient);
    else chart.resources.delete('Patient/p1');
    expect(await correctEstimate(chart.reference, 'p1', 'Dr Ruiz', withdraw, chart.deps)).toMatchObject({
      problem: { code },
    });
    untouched(chart);
  });
});

describe('on a server without RiskAssessment', () => {
  test('the document is withdrawn with the number', async () => {
    const { deps, reference, resources } = chartWith('observation-and-document');
    await correctEstimate(reference, 'p1', 'Dr Ruiz', withdraw, deps);
    const document = [...resources.values()].find(({ resourceType }) => resourceType === 'DocumentReference');
    expect(document as DocumentReference).toMatchObject({ status: 'entered-in-error', meta: { versionId: '2' } });
  });

  test('the estimate is found again with its numbers, its program and who signed', async () => {
    const { resources, reference } = chartWith('observation-and-document');
    const provenance = [...resources.values()].find(({ resourceType }) => resourceType === 'Provenance');
    const target = [{ reference }];
    const found = await earlierEstimates('p1', 'Condition/c1', {}, async (path) => {
      if (path.startsWith('RiskAssessment'))
        return { ok: false, problem: { code: 'fhir-404', message: '', remedy: '' } };
      const ofType = [...resources.values()].filter(({ resourceType }) => path.startsWith(`${resourceType}?`));
      return { ok: true, value: path.startsWith('Provenance') ? [{ ...provenance, target } as FhirResource] : ofType };
    });
    expect(found).toMatchObject({
      ok: true,
      value: [
        {
          reference,
          status: 'final',
          per100: 31,
          range: { low: 19, high: 44 },
          signedBy: 'Dr Ruiz',
          signedOn: signed.signedAt,
          program: 'rbp-tabnet-demo 1.0.0; engine 1.0.0; radiomics engine 1.0.1; calibration package 1',
          demonstration: true,
        },
      ],
    });
  });
});

describe('estimates that cannot be read', () => {
  const busy = { ok: false, problem: { code: 'fhir-503', message: 'busy', remedy: 'wait' } } as const;

  test('are not taken for none', async () => {
    expect(await earlierEstimates('p1', 'Condition/c1', {}, async () => busy)).toEqual(busy);
  });

  test('nor is one taken for in force while nobody knows what replaced it', async () => {
    const { estimate } = chartWith('risk-assessment');
    const query = async (path: string) =>
      path.startsWith('Provenance') ? busy : ({ ok: true, value: [estimate()] } as const);
    expect(await earlierEstimates('p1', 'Condition/c1', {}, query)).toEqual(busy);
  });
});
