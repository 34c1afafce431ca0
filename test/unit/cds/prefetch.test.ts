import { prefetchTemplates } from '@/lib/cds/discovery';
import { type HookRequest, parseHookRequest } from '@/lib/cds/hookRequest';
import { type FhirRead, resolvePrefetch } from '@/lib/cds/prefetch';
import { fail, ok, orThrow } from '@/lib/core/result';
import { orderSignBody } from '@/test/support/cdsClient';

const templates = {
  patient: 'Patient/{{context.patientId}}',
  conditions: 'Condition?patient={{context.patientId}}&_count=200',
  findings: 'Observation?patient={{context.patientId}}&_sort=-date&_count=100',
};
const patient = { resourceType: 'Patient', id: 'p1' };
const bundle = (changes: object = {}) => ({ resourceType: 'Bundle', type: 'searchset', ...changes });
const firstPage = bundle({ link: [{ relation: 'next', url: 'https://ehr.test/fhir?page=2' }] });
const failed = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'exception' }] };

async function resolve(prefetch: object, fetchMissing?: FhirRead) {
  const request = orThrow(parseHookRequest(orderSignBody({ prefetch }), 'order-sign')) as HookRequest;
  const asked: string[] = [];
  const read: FhirRead = async (query) => {
    asked.push(query);
    return fetchMissing!(query);
  };
  const result = await resolvePrefetch(request, templates, fetchMissing && read);
  return { asked, code: result.ok ? 'ok' : result.problem.code, value: result.ok ? result.value : undefined };
}
const all = { patient, conditions: bundle(), findings: bundle() };
const answering =
  (answer: unknown): FhirRead =>
  async () =>
    ok(answer as never);

test('what was sent is taken as it is, and null is no data', async () => {
  const { value, asked } = await resolve({ ...all, findings: null }, answering(bundle()));
  expect(value).toEqual({ ...all, findings: null });
  expect(asked).toEqual([]);
});

describe.each<[string, object]>([
  ['is missing', { conditions: undefined }],
  ['is an empty object', { conditions: {} }],
  ['is text', { conditions: 'none' }],
  ['is a list', { conditions: [] }],
  ['is a resource where a search was asked for', { conditions: { resourceType: 'Condition' } }],
  ['is a bundle whose entries are no list', { conditions: bundle({ entry: {} }) }],
  ['is a first page, of which the rest may hold what counts', { conditions: firstPage }],
])('a key that %s', (_what, changes) => {
  test('is fetched, and never taken for "no data"', async () => {
    const { asked, value } = await resolve({ ...all, ...changes }, answering(bundle({ total: 0 })));
    expect(asked).toEqual(['Condition?patient=p1&_count=200']);
    expect(value?.conditions).toEqual(bundle({ total: 0 }));
  });

  test('leaves the request unsatisfied where it cannot be fetched', async () => {
    expect((await resolve({ ...all, ...changes })).code).toBe('prefetch-unsatisfied');
  });
});

test('the first page of a search for the newest is enough', async () => {
  expect(await resolve({ ...all, findings: firstPage })).toMatchObject({ code: 'ok' });
});

test.each<[string, object]>([
  ['an OperationOutcome', { findings: failed }],
  ['a bundle with an error among its entries', { findings: bundle({ entry: [{ resource: failed }] }) }],
])('%s is the client that failed: nobody asks again', async (_what, changes) => {
  const { code, asked } = await resolve({ ...all, ...changes }, answering(bundle()));
  expect(code).toBe('prefetch-failed');
  expect(asked).toEqual([]);
});

test('a warning among the entries of a bundle is none', async () => {
  const warning = { resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code: 'informational' }] };
  expect((await resolve({ ...all, findings: bundle({ entry: [{ resource: warning }] }) })).code).toBe('ok');
});

test.each<[string, FhirRead]>([
  ['fails', async () => fail({ code: 'fhir-unreadable', message: 'm', remedy: 'r' })],
  ['answers with an OperationOutcome and status 200', answering(failed)],
  ['answers with JSON that is no FHIR', answering({ message: 'maintenance' })],
  ['answers with another resource', answering({ resourceType: 'Patient', id: 'p1' })],
])('a server that %s leaves the request unsatisfied', async (_what, read) => {
  expect((await resolve({ ...all, conditions: undefined }, read)).code).toBe('prefetch-failed');
});

test('a read that finds nothing is no data', async () => {
  const { value } = await resolve({ ...all, patient: undefined }, answering(undefined));
  expect(value?.patient).toBeNull();
});

test('a local code with what separates tokens or members of a query stays one code (FHIR R4, escaping)', () => {
  const { findings } = prefetchTemplates([{ system: 'urn:x?a=1&b', code: 'cleft,T12|#2' }]);
  const query = new URLSearchParams(findings.split('?').slice(1).join('?'));
  expect([...query.keys()]).toEqual(['patient', 'code', '_sort', '_count']);
  expect(query.get('code')?.split(',38267').length).toBe(1);
  expect(query.get('code')).toMatch(/urn:x\?a=1&b\|cleft\\,T12\\\|#2$/);
});
