import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4';
import { type Sandbox, startSandbox } from '../../../sandbox/main';

const folder = mkdtempSync(path.join(tmpdir(), 'sandbox-transactions-'));
const journal = path.join(folder, 'journal.ndjson');
let sandbox: Sandbox;
const start = async () => {
  sandbox = await startSandbox({ appUrl: 'http://127.0.0.1:1', dataFolder: folder });
};
beforeAll(start);
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

async function send(method: string, url: string, body?: unknown, scope = 'patient/*.cruds', headers = {}) {
  const grant = { clientId: 'backcast', scope, context: { patientId: 'typical' }, family: scope };
  const { access } = sandbox.authorization.grants.issue(grant, 600, false);
  const response = await fetch(`${sandbox.url}/fhir/${url}`, {
    method,
    headers: { authorization: `Bearer ${access}`, ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text ? JSON.parse(text) : undefined };
}

const sendBundle = (type: 'batch' | 'transaction', entry: readonly (BundleEntry | object)[]) =>
  send('POST', '', { resourceType: 'Bundle', type, entry });
const statuses = ({ entry }: Bundle) => entry?.map(({ response }) => response?.status);

const reading = (text: string, changes: object = {}) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text },
  subject: { reference: 'Patient/typical' },
  ...changes,
});
const post = (resource: { resourceType: string }, more: object = {}) => ({
  ...more,
  request: {
    method: 'POST',
    url: resource.resourceType,
    ...('ifNoneExist' in more && { ifNoneExist: more.ifNoneExist }),
  },
  resource,
});
const observations = (): FhirResource[] => sandbox.store.all('Observation');
const urn = (n: number) => `urn:uuid:00000000-0000-4000-8000-00000000000${n}`;
const provenanceOf = (target: string) => ({
  resourceType: 'Provenance',
  target: [{ reference: target }],
  recorded: '2026-11-27T10:00:00Z',
  agent: [{ who: { reference: 'Practitioner/ruiz' } }],
});

describe('a transaction', () => {
  test('lets an entry refer to a later one, and keeps one version of each', async () => {
    const entry = [
      { fullUrl: urn(1), ...post(provenanceOf(urn(2))) },
      { fullUrl: urn(2), ...post(reading('referred to')) },
    ];
    const { status, json } = await sendBundle('transaction', entry);
    expect([status, statuses(json)]).toEqual([200, ['201', '201']]);
    const [provenance, observation] = json.entry;
    expect(provenance.resource.target[0].reference).toBe(`Observation/${observation.resource.id}`);
    expect(json.entry.map((one: BundleEntry) => one.response?.location)).toEqual([
      `Provenance/${provenance.resource.id}/_history/1`,
      `Observation/${observation.resource.id}/_history/1`,
    ]);
  });

  test("is undone whole if a Provenance in it is about another patient's resource", async () => {
    sandbox.store.save({ ...reading('of low'), subject: { reference: 'Patient/low' } } as FhirResource, 'of-low');
    const before = observations().length;
    const { status } = await sendBundle('transaction', [
      post(reading('undone')),
      post(provenanceOf('Observation/of-low')),
    ]);
    expect([status, observations().length]).toEqual([403, before]);
  });

  test('takes more than eight entries with a conditional one, and matches it the second time', async () => {
    const identifier = [{ system: 'urn:example', value: 'many-entries' }];
    const entry = [
      {
        ...post(reading('conditional', { identifier }), { ifNoneExist: 'identifier=urn:example|many-entries' }),
        fullUrl: urn(1),
      },
      ...Array.from({ length: 11 }, () => post(reading('member', { hasMember: [{ reference: urn(1) }] }))),
    ];
    const first = await sendBundle('transaction', entry);
    expect(statuses(first.json)).toEqual(Array(12).fill('201'));
    const again = await sendBundle('transaction', entry);
    expect(statuses(again.json)).toEqual(['200', ...Array(11).fill('201')]);
    const { id } = first.json.entry[0].resource;
    expect(again.json.entry[0].resource.id).toBe(id);
    expect(again.json.entry[11].resource.hasMember[0].reference).toBe(`Observation/${id}`);
  });

  test('that fails leaves nothing in memory, in the history or in the journal, and the next start finds the same', async () => {
    const { json: kept } = await send('POST', 'Observation', reading('before'));
    const before = { journal: readFileSync(journal, 'utf8'), all: observations() };
    const { status, json } = await sendBundle('transaction', [
      post(reading('undone')),
      { request: { method: 'PUT', url: `Observation/${kept.id}` }, resource: { ...kept, status: 'amended' } },
      { request: { method: 'DELETE', url: `Observation/typical-bmd` } },
      post(reading('no code of FHIR', { status: 'done' })),
    ]);
    expect([status, json.resourceType]).toEqual([422, 'OperationOutcome']);
    expect({ journal: readFileSync(journal, 'utf8'), all: observations() }).toEqual(before);
    expect(sandbox.store.historyOf(`Observation/${kept.id}`)).toHaveLength(1);
    await sandbox.close();
    await start();
    expect(observations()).toEqual(before.all);
  });

  test('that was cut off while it was written to disk is undone at the next start, and the journal can go on', async () => {
    const before = observations();
    await sandbox.close();
    const line = JSON.stringify([
      { reference: 'Observation/cut', versionId: '1', lastUpdated: '2026-11-27T10:00:00Z', resource: reading('cut') },
      { reference: 'Observation/off', versionId: '1', lastUpdated: '2026-11-27T10:00:00Z', resource: reading('off') },
    ]);
    appendFileSync(journal, line.slice(0, -40));
    await start();
    expect(observations()).toEqual(before);
    const { json } = await send('POST', 'Observation', reading('after'));
    await sandbox.close();
    await start();
    expect(sandbox.store.read(`Observation/${json.id}`)).toEqual(json);
  });

  test('is not mixed with another that comes at the same time', async () => {
    const before = observations().length;
    const failing = [
      ...Array.from({ length: 20 }, () => post(reading('undone'))),
      post(reading('x', { status: 'done' })),
    ];
    const passing = Array.from({ length: 20 }, () => post(reading('kept')));
    const answers = await Promise.all(
      [failing, passing, failing, passing].map((entry) => sendBundle('transaction', entry)),
    );
    expect(answers.map(({ status }) => status)).toEqual([422, 200, 422, 200]);
    expect(observations().length).toBe(before + 40);
  });

  test('does not write one resource twice', async () => {
    const { json: kept } = await send('POST', 'Observation', reading('twice'));
    const put = { request: { method: 'PUT', url: `Observation/${kept.id}` }, resource: kept };
    const { status } = await sendBundle('transaction', [put, put]);
    expect([status, sandbox.store.historyOf(`Observation/${kept.id}`).length]).toEqual([400, 1]);
  });

  test('is carried out in the order of FHIR: deletions, creations, changes, then reads', async () => {
    const identifier = [{ system: 'urn:example', value: 'ordered' }];
    const { json: old } = await send('POST', 'Observation', reading('old', { identifier }));
    const { json } = await sendBundle('transaction', [
      { request: { method: 'GET', url: 'Observation?identifier=urn:example|ordered' } },
      post(reading('new', { identifier }), { ifNoneExist: 'identifier=urn:example|ordered' }),
      { request: { method: 'DELETE', url: `Observation/${old.id}` } },
    ]);
    expect(statuses(json)).toEqual(['200', '201', '204']);
    expect(json.entry[0].resource).toMatchObject({ total: 1, entry: [{ resource: { code: { text: 'new' } } }] });
  });
});

describe('a batch', () => {
  test('answers each entry with its own status, entity tag and outcome', async () => {
    const { json: kept } = await send('POST', 'Observation', reading('batch'));
    await send('DELETE', `Observation/${kept.id}`);
    const { json } = await sendBundle('batch', [
      { request: { method: 'GET', url: `Observation/${kept.id}` } },
      { request: { method: 'GET', url: `${sandbox.url}/fhir/Patient/typical` } },
      { request: { method: 'GET', url: 'Spaceship/1' } },
      { request: { method: 'PUT', url: 'Observation/put-1' }, resource: { ...reading('put'), id: 'put-1' } },
      {
        request: { method: 'PUT', url: 'Observation/put-1', ifMatch: 'W/"7"' },
        resource: { ...reading('put'), id: 'put-1' },
      },
      post(reading('x', { status: 'done' })),
    ]);
    expect(statuses(json)).toEqual(['410', '200', '404', '201', '412', '422']);
    expect(json.entry[1].response.etag).toBe('W/"1"');
    for (const index of [0, 2, 4, 5]) expect(json.entry[index].response.outcome.resourceType).toBe('OperationOutcome');
  });

  test.each([
    ['another Bundle', { method: 'POST', url: '/' }],
    ['a search over all types', { method: 'GET', url: '?_type=Patient' }],
    ['GraphQL', { method: 'POST', url: '$graphql' }],
    ['another server', { method: 'GET', url: 'http://elsewhere.example/fhir/Patient/typical' }],
    ['what is above the base', { method: 'GET', url: '../auth/jwks' }],
  ])('does not carry %s', async (_what, request) => {
    const resource = {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [post(reading('smuggled'))],
      query: '{PatientList{id}}',
    };
    const before = observations().length;
    const { json } = await sendBundle('batch', [{ request, resource }]);
    expect(Number(json.entry[0].response.status)).toBeGreaterThanOrEqual(400);
    expect(observations()).toHaveLength(before);
  });

  test.each([
    ['no entries', undefined],
    ['an entry that is nothing', [null]],
    ['an entry without a request', [{ resource: reading('x') }]],
    ['a resource that is a text', [{ request: { method: 'POST', url: 'Observation' }, resource: 'x' }]],
  ])('with %s is refused', async (_what, entry) => {
    const { status, json } = await send('POST', '', { resourceType: 'Bundle', type: 'batch', entry });
    expect([status, json.resourceType]).toEqual([400, 'OperationOutcome']);
  });
});

describe('a conditional interaction', () => {
  const code = { coding: [{ system: 'urn:example', code: 'conditional' }] };
  const criteria = 'Observation?code=urn:example|conditional';

  test('updates the one that matches, and creates where none does', async () => {
    const created = await send('PUT', criteria, reading('', { code, valueString: 'first' }));
    expect([created.status, created.headers.get('etag')]).toEqual([201, 'W/"1"']);
    const updated = await send('PUT', criteria, reading('', { code, valueString: 'second' }));
    expect([updated.status, updated.json.id, updated.headers.get('etag')]).toEqual([200, created.json.id, 'W/"2"']);
  });

  test('changes nothing where several match, or where it has no criteria', async () => {
    await send('POST', 'Observation', reading('', { code }));
    expect((await send('PUT', criteria, reading('', { code }))).status).toBe(412);
    expect((await send('DELETE', criteria)).status).toBe(412);
    const before = observations().length;
    for (const method of ['PUT', 'DELETE'])
      expect((await send(method, 'Observation', reading('all'))).status).toBe(400);
    expect((await send('DELETE', 'Observation?colour=red')).status).toBe(400);
    expect((await send('POST', 'Observation', reading('all'), undefined, { 'if-none-exist': '_count=1' })).status).toBe(
      400,
    );
    expect(observations()).toHaveLength(before);
  });

  test("reaches no other patient's resource", async () => {
    const other = { ...reading(''), code: { text: 'x' }, subject: { reference: 'Patient/low' } };
    sandbox.store.save(
      { ...other, identifier: [{ system: 'urn:example', value: 'low' }] } as FhirResource,
      'only-of-low',
    );
    expect((await send('DELETE', 'Observation?identifier=urn:example|low')).status).toBe(204);
    expect(sandbox.store.read('Observation/only-of-low').meta?.versionId).toBe('1');
  });
});

describe('what an app may not read', () => {
  test('is not shown to it as the answer to a patch', async () => {
    sandbox.store.save(reading('blind', { valueString: 'only for readers' }) as FhirResource, 'blind');
    const headers = { 'content-type': 'application/json-patch+json' };
    const patch = [{ op: 'replace', path: '/status', value: 'amended' }];
    const answer = await send('PATCH', 'Observation/blind', patch, 'patient/Observation.u', headers);
    expect([answer.status, answer.json, answer.headers.get('etag')]).toEqual([200, undefined, 'W/"2"']);
  });

  test('cannot be made its own as a second record of its patient', async () => {
    const patient = { resourceType: 'Patient', id: 'typical' };
    expect((await send('POST', 'Patient', patient)).status).toBe(403);
  });
});

test('GraphQL is off', async () => {
  expect((await send('POST', '$graphql', { query: '{PatientList{id}}' })).status).toBe(404);
});

test('an entity tag without quotes is compared too', async () => {
  const { json } = await send('POST', 'Observation', reading('tagged'));
  const put = (tag: string) => send('PUT', `Observation/${json.id}`, json, undefined, { 'if-match': tag });
  expect((await put('7')).status).toBe(412);
  expect((await put('1')).status).toBe(200);
});

test('a history keeps its order over a restart, deletion and return included', async () => {
  const { json } = await send('POST', 'Observation', reading('history'));
  await send('DELETE', `Observation/${json.id}`);
  const back = await send('PUT', `Observation/${json.id}`, json);
  expect(back.status).toBe(201);
  const versions = async (query = '') =>
    (await send('GET', `Observation/${json.id}/_history${query}`)).json.entry.map(
      ({ request, response }: BundleEntry) => `${request?.method} ${response?.etag}`,
    );
  const expected = ['PUT W/"3"', 'DELETE W/"2"', 'POST W/"1"'];
  expect(await versions()).toEqual(expected);
  await sandbox.close();
  await start();
  expect(await versions()).toEqual(expected);
  expect(await versions('?_count=1&_offset=1')).toEqual([expected[1]]);
});

describe('JSON Patch', () => {
  test.each([
    ['beyond the end', { op: 'add', path: '/note/2', value: { text: 'x' } }],
    ['at what is no index', { op: 'add', path: '/note/first', value: { text: 'x' } }],
    ['past the last, to replace', { op: 'replace', path: '/note/-', value: { text: 'x' } }],
    ['into itself', { op: 'move', from: '/note', path: '/note/0' }],
    ['to nothing', { op: 'remove', path: '' }],
  ])('does not write %s (RFC 6902)', async (_where, operation) => {
    const { json } = await send('POST', 'Observation', reading('patched', { note: [{ text: 'one' }] }));
    const headers = { 'content-type': 'application/json-patch+json' };
    const { status } = await send('PATCH', `Observation/${json.id}`, [operation], undefined, headers);
    expect([status, sandbox.store.historyOf(`Observation/${json.id}`).length]).toEqual([422, 1]);
  });
});
