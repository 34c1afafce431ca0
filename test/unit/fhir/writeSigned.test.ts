import type { FhirResource, Observation, RiskAssessment } from 'fhir/r4';
import { type CaseStore, openCaseStore } from '@/lib/client/case/caseStore';
import { FrameStorage } from '@/lib/client/session/frameStorage';
import { signedCaseOf } from '@/lib/client/sign/signedCase';
import { fail, ok } from '@/lib/core/result';
import type { ChartData, ChartProblem, Fracture } from '@/lib/fhir/chartData';
import { estimateIdentifier } from '@/lib/fhir/write/estimateIdentifier';
import { signAsText } from '@/lib/fhir/write/signAsText';
import type { SignedCase } from '@/lib/fhir/write/signedCase';
import type { WriteDeps } from '@/lib/fhir/write/writeContract';
import { writeSigned } from '@/lib/fhir/write/writeSigned';
import type { SmartSession } from '@/lib/smart/session';
import { chartDataSample } from '@/test/support/chartDataSample';
import { type FakeFrame, fakeSessionStorage, frameOf } from '@/test/support/fakeFrame';
import { type Fault, FaultyFhirServer, faults } from '@/test/support/faultyFhirServer';
import { mulberry32 } from '@/test/support/seededRandom';
import { signedCaseSample as signed } from '@/test/support/signedCaseSample';

const seed: FhirResource[] = [
  { resourceType: 'Patient', id: 'p1', meta: { versionId: '1' } },
  { resourceType: 'Patient', id: 'p2', meta: { versionId: '1' } },
  { resourceType: 'Condition', id: 'c1', meta: { versionId: '2' }, subject: { reference: 'Patient/p1' } },
  {
    resourceType: 'Observation',
    id: 't1',
    meta: { versionId: '1' },
    status: 'final',
    code: {},
    subject: { reference: 'Patient/p1' },
  },
  {
    resourceType: 'Observation',
    id: 'h1',
    meta: { versionId: '1' },
    status: 'final',
    code: {},
    subject: { reference: 'Patient/p1' },
  },
];
const fracture: Fracture = {
  conditionReference: 'Condition/c1',
  level: 'L1',
  source: { reference: 'Condition/c1/_history/2', display: 'fracture' },
};
const versions = { 'Patient/p1': '1', 'Condition/c1': '2', 'Observation/t1': '1', 'Observation/h1': '1' };
const chart: ChartData = {
  ...chartDataSample,
  patient: { id: 'p1', name: 'Anna Sample' },
  fracture: { state: 'present', value: fracture, source: fracture.source },
  fractures: [fracture],
  versions,
};
const uuids = (random: () => number) => () =>
  `00000000-0000-4000-8000-${String(Math.floor(random() * 1e12)).padStart(12, '0')}`;

/** What the clinician enters before signing: a correction, the cleft reading, an own estimate. */
async function enterCase(tab: FakeFrame): Promise<CaseStore> {
  const store = await openCaseStore('l1', new FrameStorage(tab));
  store.update({ chart });
  store.update({ edits: [{ input: 'bmi', value: 27.5, reason: 'weighed today', by: 'Dr Ruiz', at: signed.signedAt }] });
  store.update({ imaging: signed.imaging, ownEstimate: { kind: 'estimate', per100: 25, at: signed.signedAt } });
  store.update({ assessment: signed.estimate });
  return store;
}

/** As the sign step does it, from what the store holds. */
function signedFrom(store: CaseStore): SignedCase {
  const found = signedCaseOf(store.get(), session, signed.localCodes, signed.signedAt);
  if (!found) throw new Error('The case has nothing to sign any more');
  return found;
}

const session: SmartSession = {
  launchId: 'l1',
  siteId: 'northfield',
  issuer: 'https://ehr.test/fhir',
  patientId: 'p1',
  scope: '',
  user: signed.signer,
  needPatientBanner: true,
};

const readingsIn = (server: FaultyFhirServer): readonly string[] =>
  (server.ofType('Observation') as Observation[])
    .filter(({ id }) => id !== 't1' && id !== 'h1')
    .map(
      ({ code, valueQuantity: number, valueBoolean }) =>
        `${code.text}: ${number ? `${number.value} ${number.code}` : valueBoolean}`,
    )
    .sort();

const healthy = () => new FaultyFhirServer(seed, () => 'none');

describe('1,000 writes with random faults at random points', () => {
  const runs = Array.from({ length: 1000 }, (_, run) => run);

  test('each ends with exactly one RiskAssessment, no other patient is touched, and nothing entered is lost', async () => {
    const confirmedAt: number[] = [];
    let reopened = 0;
    for (const run of runs) {
      const random = mulberry32(run);
      const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)];
      const faultyExchanges = new Map<number, Fault>(
        Array.from({ length: 1 + Math.floor(random() * 4) }, () => [Math.floor(random() * 10), pick(faults)]),
      );
      // The tab may close at any exchange; it is then opened again, and what was entered is signed from what it had kept.
      const closesAt = random() < 0.3 ? Math.floor(random() * 10) : undefined;
      let exchange = 0;
      const server = new FaultyFhirServer(seed, () => faultyExchanges.get(exchange++) ?? 'none');
      const deps = server.deps(uuids(random), chart);
      const closing: WriteDeps = {
        ...deps,
        get: async (query) => (exchange === closesAt ? new Promise(() => {}) : deps.get(query)),
        post: async (bundle) => {
          if (exchange !== closesAt) return deps.post(bundle);
          await deps.post(bundle);
          return new Promise(() => {});
        },
      };
      const tab = frameOf(fakeSessionStorage());
      const first = await enterCase(tab);
      const entered = JSON.stringify(first.get());
      const closed = new Promise<'closed'>((resolve) =>
        setImmediate(() => setImmediate(() => setImmediate(() => resolve('closed')))),
      );
      const answer = await Promise.race([
        writeSigned(signedFrom(first), chart, 'risk-assessment', closing),
        closesAt === undefined ? new Promise<never>(() => {}) : closed,
      ]);
      let tries = 1;
      let result = answer === 'closed' ? undefined : answer;
      if (answer === 'closed') reopened += 1;
      // A browser gives a tab that is opened again its session store back, and a page that is loaded anew reads it.
      const again = await openCaseStore('l1', new FrameStorage({ ...tab }));
      expect({ run, kept: JSON.stringify(again.get()) }).toEqual({ run, kept: entered });
      while (!result?.ok && tries < 5) {
        result = await writeSigned(signedFrom(again), chart, 'risk-assessment', deps);
        tries += 1;
      }
      expect({ run, ok: result?.ok }).toEqual({ run, ok: true });
      const written = (type: FhirResource['resourceType']) => server.ofType(type).length;
      expect({ run, estimates: written('RiskAssessment'), provenances: written('Provenance') }).toEqual({
        run,
        estimates: 1,
        provenances: 1,
      });
      expect({ run, read: readingsIn(server) }).toEqual({
        run,
        read: ['Body mass index, as corrected for the estimate: 27.5 kg/m2', 'Intravertebral cleft on CT: true'],
      });
      const subjects = [...server.resources.values()].map(
        (resource) => (resource as { subject?: { reference: string } }).subject?.reference,
      );
      expect(subjects.filter((subject) => subject && subject !== 'Patient/p1')).toEqual([]);
      expect(server.resources.get('Patient/p2')).toEqual(seed[1]);
      confirmedAt.push(tries);
    }
    expect(confirmedAt.filter((tries) => tries > 1).length).toBeGreaterThan(100);
    expect(reopened).toBeGreaterThan(50);
  });

  test('would not: a client that repeats without If-None-Exist writes twice (the test can fail)', async () => {
    let posts = 0;
    const server = new FaultyFhirServer(seed, (method) =>
      method === 'POST' && posts++ === 0 ? 'lost after commit' : 'none',
    );
    const deps = server.deps(uuids(mulberry32(1)), chart);
    const careless: WriteDeps = {
      ...deps,
      get: async (query) =>
        query.startsWith('RiskAssessment')
          ? { status: 200, body: { resourceType: 'Bundle', type: 'searchset' } }
          : deps.get(query),
      post: (bundle) =>
        deps.post({
          ...bundle,
          entry: bundle.entry?.map((entry) => ({
            ...entry,
            request: { method: 'POST', url: entry.request?.url ?? '' },
          })),
        }),
    };
    await writeSigned(signed, chart, 'risk-assessment', careless);
    expect(server.ofType('RiskAssessment')).toHaveLength(2);
  });
});

describe('a chart that changed since the estimate was made', () => {
  test.each([
    [
      'another version of the T-score',
      (server: FaultyFhirServer) =>
        server.resources.set('Observation/t1', { ...seed[3], meta: { versionId: '2' } } as FhirResource),
      'changed',
    ],
    ['a fracture that was removed', (server: FaultyFhirServer) => server.resources.delete('Condition/c1'), 'gone'],
    [
      'another version of the patient',
      (server: FaultyFhirServer) =>
        server.resources.set('Patient/p1', { ...seed[0], meta: { versionId: '9' } } as FhirResource),
      'changed',
    ],
  ])('%s stops the write with the difference', async (_name, change, kind) => {
    const server = healthy();
    change(server);
    const result = await writeSigned(signed, chart, 'risk-assessment', server.deps(uuids(mulberry32(2)), chart));
    expect(result).toMatchObject({ ok: false, problem: { code: 'chart-changed', changes: [{ kind }] } });
    expect(server.ofType('RiskAssessment')).toEqual([]);
    // And it stops a signature for a note, which rests on the same.
    const asText = await signAsText(signed, chart, server.deps(uuids(mulberry32(2)), chart));
    expect(asText).toMatchObject({ ok: false, problem: { code: 'chart-changed', changes: [{ kind }] } });
  });

  test('E16: signed for a note, the text holds both numbers, the signer and the identifier that a write would have', async () => {
    const server = healthy();
    const result = await signAsText(signed, chart, server.deps(uuids(mulberry32(4)), chart));
    if (!result.ok) throw new Error(result.problem.message);
    const { text, identifier } = result.value;
    expect(text).toMatch(/about 31 have residual back pain and about 69 do not[\s\S]*Signed by Dr Ruiz on 5 Mar 2026/);
    expect(text).toContain(identifier);
    expect(identifier).toBe(await estimateIdentifier(signed));
    expect(server.ofType('RiskAssessment')).toEqual([]);
  });
});

describe('a chart that says something else now', () => {
  const source = { reference: 'Condition/c9/_history/1', display: 'metastasis' };
  const tumour: ChartData = { ...chart, pathologicFracture: { state: 'present', value: true, source } };
  const unread: readonly ChartProblem[] = [{ code: 'fhir-503', message: '', remedy: '', missing: ['order'] }];

  test.each<[string, WriteDeps['readChart'], string]>([
    ['a finding that was not there before', async () => ok(tumour), 'chart-changed'],
    ['a part that cannot be read any more', async () => ok({ ...chart, problems: unread }), 'chart-unreadable'],
    [
      'no patient that can be read',
      async () => fail({ code: 'fhir-0', message: 'no answer', remedy: 'wait' }),
      'chart-unreadable',
    ],
  ])('%s stops the write', async (_name, readChart, code) => {
    const server = healthy();
    const deps = { ...server.deps(uuids(mulberry32(8)), chart), readChart };
    expect(await writeSigned(signed, chart, 'risk-assessment', deps)).toMatchObject({ ok: false, problem: { code } });
    expect(server.ofType('RiskAssessment')).toEqual([]);
  });

  test('a part that could not be read when the estimate was made stops nothing', async () => {
    const partly = { ...chart, problems: unread };
    const deps = { ...healthy().deps(uuids(mulberry32(8)), chart), readChart: async () => ok(partly) };
    expect((await writeSigned(signed, partly, 'risk-assessment', deps)).ok).toBe(true);
  });
});

test('an estimate that another clinician signed before, from the same inputs, stays theirs', async () => {
  const deps = healthy().deps(uuids(mulberry32(9)), chart);
  await writeSigned(signed, chart, 'risk-assessment', deps);
  const later: SignedCase = {
    ...signed,
    signedAt: '2026-03-06T09:00:00.000Z',
    signer: { reference: 'Practitioner/other', name: 'Dr Other' },
  };
  expect(await writeSigned(later, chart, 'risk-assessment', deps)).toMatchObject({
    ok: true,
    value: { signedOn: signed.signedAt, signedBy: 'Dr Ruiz' },
  });
});

describe('what is written', () => {
  async function write(target: 'risk-assessment' | 'observation-and-document' = 'risk-assessment') {
    const server = healthy();
    const result = await writeSigned(signed, chart, target, server.deps(uuids(mulberry32(3)), chart));
    return { server, result };
  }

  test('is a percentage with its interval beside it, the window, the basis and the fracture', async () => {
    const { server } = await write();
    const [estimate] = server.ofType('RiskAssessment') as RiskAssessment[];
    expect(estimate.prediction).toEqual([
      expect.objectContaining({
        probabilityDecimal: 31,
        whenPeriod: { start: '2026-03-05T10:00:00.000Z', end: '2026-04-04T10:00:00.000Z' },
        extension: [
          expect.objectContaining({
            valueRange: {
              low: expect.objectContaining({ value: 19, code: '%' }),
              high: expect.objectContaining({ value: 44 }),
            },
          }),
        ],
      }),
    ]);
    expect(estimate.prediction?.[0]).not.toHaveProperty('probabilityRange');
    expect(estimate).toMatchObject({
      condition: { reference: 'Condition/c1' },
      basedOn: { reference: 'ServiceRequest/o1' },
      subject: { reference: 'Patient/p1' },
    });
    expect(estimate.basis).toEqual([
      { reference: 'Condition/c1' },
      { reference: 'Observation/t1' },
      { reference: 'Observation/h1' },
      { reference: 'ImagingStudy/i1' },
    ]);
  });

  test('says that a machine asserted it, that it is test data, and both numbers in words', async () => {
    const { server } = await write();
    const [estimate] = server.ofType('RiskAssessment') as RiskAssessment[];
    expect(estimate.meta?.security?.map(({ code }) => code)).toEqual(['AIAST', 'HTEST']);
    expect(estimate.text?.div).toContain('about 31 have residual back pain and about 69 do not');
    expect(estimate.text?.div).toContain('Demonstration, not for care');
  });

  test('names model and clinician as agents and every input as an entity', async () => {
    const { server } = await write();
    expect(server.ofType('Provenance')).toEqual([
      expect.objectContaining({
        agent: [
          expect.objectContaining({ who: expect.anything() }),
          expect.objectContaining({ who: { reference: 'Practitioner/dr', display: 'Dr Ruiz' } }),
        ],
        entity: [
          { role: 'source', what: { reference: 'Condition/c1' } },
          { role: 'source', what: { reference: 'Observation/t1/_history/1' } },
          { role: 'source', what: { reference: 'Observation/h1/_history/1' } },
          { role: 'source', what: { reference: 'ImagingStudy/i1' } },
        ],
      }),
    ]);
  });

  test('on a server without RiskAssessment is an Observation with a document of the same numbers', async () => {
    const { server, result } = await write('observation-and-document');
    expect(result).toMatchObject({ ok: true, value: { estimate: expect.stringMatching(/^Observation\//) } });
    expect(server.ofType('RiskAssessment')).toEqual([]);
    expect(server.ofType('DocumentReference')).toHaveLength(1);
    expect(server.ofType('Observation')).toContainEqual(
      expect.objectContaining({ valueQuantity: expect.objectContaining({ value: 31, code: '%' }) }),
    );
  });

  test('of corrections is typed, in UCUM units, dated as it was measured, and says why', async () => {
    const { server } = await write();
    const of = (code: string) =>
      (server.ofType('Observation') as Observation[]).find((one) =>
        one.code.coding?.some((coding) => coding.code === code),
      );
    expect(of('edited-tScore')).toMatchObject({
      valueQuantity: { value: -2.9, system: 'http://unitsofmeasure.org', code: '{T-score}' },
      effectiveDateTime: '2025-12-01',
      note: [{ text: 'Reason: DXA of another hospital' }],
    });
    expect(of('edited-depression')).toMatchObject({ valueBoolean: true, effectiveDateTime: signed.signedAt });
    expect(of('edited-painScore')).toMatchObject({
      valueQuantity: { value: 7, code: '{score}' },
      derivedFrom: [{ reference: 'Observation/n1' }],
    });
  });

  test('waits as the EHR asks, but never longer than a person would', async () => {
    const pauses: number[] = [];
    const deps: WriteDeps = {
      ...healthy().deps(uuids(mulberry32(5)), chart),
      post: async () => ({ status: 503, retryAfterSeconds: pauses.length === 0 ? 2 : 86_400 }),
      sleep: async (milliseconds) => void pauses.push(milliseconds),
    };
    expect(await writeSigned(signed, chart, 'risk-assessment', deps)).toMatchObject({
      ok: false,
      problem: { code: 'write-unconfirmed' },
    });
    expect(pauses[0]).toBe(2000);
    expect(Math.max(...pauses)).toBe(20_000);
  });

  test('is not written after the EHR ended the sign-in, which is told as such', async () => {
    const deps = { ...healthy().deps(uuids(mulberry32(6)), chart), post: async () => ({ status: 401 }) };
    expect(await writeSigned(signed, chart, 'risk-assessment', deps)).toMatchObject({
      ok: false,
      problem: { code: 'write-signed-out', remedy: expect.stringContaining('from the chart again') },
    });
  });

  test('is refused for good by 403, and nothing is repeated', async () => {
    const deps = { ...healthy().deps(uuids(mulberry32(4)), chart), post: jest.fn(async () => ({ status: 403 })) };
    expect(await writeSigned(signed, chart, 'risk-assessment', deps)).toMatchObject({
      ok: false,
      problem: { code: 'write-refused' },
    });
    expect(deps.post).toHaveBeenCalledTimes(1);
  });
});

test('S17: an estimate that was entered in error is not taken for a new one from the same inputs', async () => {
  const server = healthy();
  const deps = server.deps(uuids(mulberry32(7)), chart);
  const first = await writeSigned(signed, chart, 'risk-assessment', deps);
  expect(first.ok).toBe(true);
  for (const estimate of server.ofType('RiskAssessment') as RiskAssessment[]) estimate.status = 'entered-in-error';
  const again = await writeSigned(signed, chart, 'risk-assessment', deps);
  expect(again).toMatchObject({ ok: false, problem: { code: 'write-withdrawn' } });
  expect(server.ofType('RiskAssessment')).toHaveLength(1);
});
