import type { FhirResource } from 'fhir/r4';
import { type Sandbox, startSandbox } from '../../../sandbox/main';

let sandbox: Sandbox;
const wide = 'patient/*.cruds';

beforeAll(async () => {
  sandbox = await startSandbox({ appUrl: 'http://127.0.0.1:1' });
});
afterAll(() => sandbox.close());

const tokenOf = (patientId: string, scope = wide) =>
  sandbox.authorization.grants.issue(
    { clientId: 'backcast', scope, context: { patientId }, family: `${patientId} ${scope}` },
    600,
    false,
  ).access;

interface Sent {
  readonly patient?: string;
  readonly scope?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

async function send(method: string, path: string, { patient = 'typical', scope, body, headers }: Sent = {}) {
  const response = await fetch(`${sandbox.url}/fhir/${path}`, {
    method,
    headers: { authorization: `Bearer ${tokenOf(patient, scope)}`, ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: text ? JSON.parse(text) : undefined };
}

const reading = (patient: string, changes: object = {}) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'A reading' },
  subject: { reference: `Patient/${patient}` },
  ...changes,
});

/** A resource that another sign-in left in the chart. */
const keep = (resource: object, id: string): FhirResource => sandbox.store.save(resource as FhirResource, id);

describe('an app that a patient is in context for', () => {
  test('cannot write about a patient of the same id on another server, or read what names one', async () => {
    const foreign = { subject: { reference: 'http://elsewhere.example/fhir/Patient/typical' } };
    expect((await send('POST', 'Observation', { body: reading('typical', foreign) })).status).toBe(403);
    keep(reading('typical', foreign), 'foreign-reading');
    expect((await send('GET', 'Observation/foreign-reading')).status).toBe(403);
    const own = { subject: { reference: `${sandbox.url}/fhir/Patient/typical` } };
    expect((await send('POST', 'Observation', { body: reading('typical', own) })).status).toBe(201);
  });

  test('adds the Device that it is, and changes or deletes none that all share', async () => {
    const device = { resourceType: 'Device', status: 'active' };
    const { status, json } = await send('POST', 'Device', { body: device, scope: 'patient/Device.cu' });
    expect(status).toBe(201);
    const changed = { ...json, manufacturer: 'Somebody else' };
    expect((await send('PUT', `Device/${json.id}`, { body: changed, scope: 'patient/Device.cu' })).status).toBe(403);
    expect((await send('DELETE', `Device/${json.id}`)).status).toBe(403);
    expect((await send('GET', `Device/${json.id}`, { patient: 'low' })).status).toBe(200);
  });

  test("sees no Device of another patient's", async () => {
    keep({ resourceType: 'Device', patient: { reference: 'Patient/low' } }, 'device-of-low');
    expect((await send('GET', 'Device/device-of-low')).status).toBe(403);
    expect((await send('GET', 'Device/device-of-low', { patient: 'low' })).status).toBe(200);
  });

  test('cannot send every image request elsewhere, even with write access to all types', async () => {
    const { json: pacs } = await send('GET', 'Endpoint/pacs');
    const redirected = { ...pacs, address: 'http://elsewhere.example/dicom-web' };
    expect((await send('PUT', 'Endpoint/pacs', { body: redirected })).status).toBe(403);
    expect((await send('POST', 'Endpoint', { body: { ...redirected, id: undefined } })).status).toBe(403);
  });

  test('learns by If-None-Exist that a resource is there, but not what it says unless it may read it', async () => {
    const identifier = [{ system: 'urn:example', value: 'conditional' }];
    keep(reading('typical', { identifier, valueString: 'only for readers' }), 'conditional-reading');
    const headers = { 'if-none-exist': 'identifier=urn:example|conditional' };
    const body = reading('typical', { identifier });
    const blind = await send('POST', 'Observation', { body, headers, scope: 'patient/Observation.c' });
    expect([blind.status, blind.text]).toEqual([200, '']);
    expect(blind.headers.get('etag')).toBe('W/"1"');
    const reader = await send('POST', 'Observation', { body, headers, scope: 'patient/Observation.cr' });
    expect(reader.json.valueString).toBe('only for readers');
  });

  test("cannot find another patient's resource by If-None-Exist", async () => {
    const identifier = [{ system: 'urn:example', value: 'of-low' }];
    keep(reading('low', { identifier }), 'conditional-of-low');
    const headers = { 'if-none-exist': 'identifier=urn:example|of-low' };
    const { status, json } = await send('POST', 'Observation', { body: reading('typical', { identifier }), headers });
    expect([status, json.subject.reference]).toEqual([201, 'Patient/typical']);
  });

  test.each([
    'Observation/deleted-of-low',
    'Observation/deleted-of-low/_history',
    'Observation/deleted-of-low/_history/1',
  ])("cannot read %s, another patient's deleted resource", async (path) => {
    if (sandbox.store.lastContent('Observation/deleted-of-low') === undefined) {
      keep(reading('low'), 'deleted-of-low');
      sandbox.store.remove('Observation/deleted-of-low');
    }
    expect((await send('GET', path)).status).toBe(403);
    expect((await send('GET', path, { patient: 'low' })).status).not.toBe(403);
  });

  test("cannot bring another patient's deleted resource back as its own patient's", async () => {
    keep(reading('low'), 'revived');
    sandbox.store.remove('Observation/revived');
    const body = { ...reading('typical'), id: 'revived' };
    expect((await send('PUT', 'Observation/revived', { body })).status).toBe(403);
  });

  test('sees of a history only the versions that were of its patient', async () => {
    keep(reading('low', { valueString: 'about somebody else' }), 'moved');
    keep({ ...reading('typical'), id: 'moved' }, 'moved');
    const { json, text } = await send('GET', 'Observation/moved/_history');
    expect(json.total).toBe(1);
    expect(text).not.toContain('somebody else');
    expect((await send('GET', 'Observation/moved/_history/1')).status).toBe(403);
  });

  test('cannot look at a history without a scope that reads the type', async () => {
    const { status } = await send('GET', 'Patient/typical/_history', { scope: 'patient/Observation.rs' });
    expect(status).toBe(403);
  });

  test('leaves no Provenance whose target is a name that only a transaction knows', async () => {
    const body = {
      resourceType: 'Provenance',
      target: [{ reference: 'urn:uuid:3f0c2c7e-6f0e-4e0f-9a52-0f6e2b6f3a11' }],
      recorded: '2026-11-23T10:00:00Z',
      agent: [{ who: { reference: 'Practitioner/ruiz' } }],
    };
    expect((await send('POST', 'Provenance', { body })).status).toBe(422);
    const entry = [{ request: { method: 'POST', url: 'Provenance' }, resource: body }];
    const bundle = { resourceType: 'Bundle', type: 'transaction', entry };
    expect((await send('POST', '', { body: bundle })).status).toBe(400);
  });
});

describe('codes that FHIR R4 requires', () => {
  test.each([
    ['Observation', reading('typical', { status: 'done' }), 'Observation.status'],
    [
      'RiskAssessment',
      { resourceType: 'RiskAssessment', status: 'sure', subject: { reference: 'Patient/typical' } },
      'RiskAssessment.status',
    ],
    [
      'ServiceRequest',
      {
        resourceType: 'ServiceRequest',
        status: 'draft',
        intent: 'wish',
        subject: { reference: 'Patient/typical' },
      },
      'ServiceRequest.intent',
    ],
    [
      'Condition',
      {
        resourceType: 'Condition',
        subject: { reference: 'Patient/typical' },
        clinicalStatus: { coding: [{ system: 'urn:example', code: 'active' }] },
      },
      'Condition.clinicalStatus',
    ],
    [
      'Observation',
      reading('typical', { valueQuantity: { value: 1, comparator: '~' } }),
      'Observation.valueQuantity.comparator',
    ],
    [
      'Provenance',
      {
        resourceType: 'Provenance',
        target: [{ reference: 'Patient/typical' }],
        recorded: '2026-11-23T10:00:00Z',
        agent: [{ who: { reference: 'Practitioner/ruiz' } }],
        entity: [{ role: 'origin', what: { reference: 'Patient/typical' } }],
      },
      'Provenance.entity.role',
    ],
  ])('are checked on write: %s', async (type, body, where) => {
    const { status, json } = await send('POST', type, { body });
    expect(status).toBe(422);
    expect(json.issue).toEqual([expect.objectContaining({ code: 'code-invalid' })]);
    expect(json.issue[0].diagnostics).toContain(`${where}: not a code of http://hl7.org/fhir/ValueSet/`);
  });
});

test.each([
  ['in the resource', 'Observation', { meta: { project: 'p1' } }],
  ['by a parameter of Medplum', 'Observation?_account=Patient/typical', {}],
])('what only Medplum has is no member of Meta: %s', async (_where, path, changes) => {
  expect((await send('POST', path, { body: reading('typical', changes) })).status).toBe(422);
  const own = { meta: { tag: [{ code: 'x' }], profile: ['http://example.org/p'], source: 'urn:x' } };
  expect((await send('POST', 'Observation', { body: reading('typical', own) })).status).toBe(201);
});

describe('JSON Patch', () => {
  const patchType = { 'content-type': 'application/json-patch+json' };
  const patch = (id: string, body: unknown, headers: Readonly<Record<string, string>> = {}, patient = 'typical') =>
    send('PATCH', `Observation/${id}`, { body, headers: { ...patchType, ...headers }, patient });
  const amend = [
    { op: 'test', path: '/status', value: 'final' },
    { op: 'replace', path: '/status', value: 'amended' },
    { op: 'add', path: '/note', value: [{ text: 'first' }] },
    { op: 'add', path: '/note/0', value: { text: 'before it' } },
    { op: 'copy', from: '/code/text', path: '/valueString' },
  ];

  test('is stated in the CapabilityStatement', async () => {
    const statement = await (await fetch(`${sandbox.url}/fhir/metadata`)).json();
    expect(statement.patchFormat).toEqual(['application/json-patch+json']);
    expect(statement.rest[0].resource[0].interaction).toContainEqual({ code: 'patch' });
  });

  test('changes what it names, by If-Match only, as a new version', async () => {
    keep(reading('typical'), 'patched');
    expect((await patch('patched', amend, { 'if-match': 'W/"9"' })).status).toBe(412);
    const { status, headers, json } = await patch('patched', amend, { 'if-match': 'W/"1"' });
    expect([status, headers.get('etag')]).toEqual([200, 'W/"2"']);
    expect(json).toMatchObject({
      status: 'amended',
      note: [{ text: 'before it' }, { text: 'first' }],
      valueString: 'A reading',
    });
  });

  test('works as an entry of a transaction, which is undone whole if the patch does not fit', async () => {
    keep(reading('typical'), 'patched-in-bundle');
    const bundle = (operations: unknown) => ({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        { request: { method: 'POST', url: 'Observation' }, resource: reading('typical') },
        {
          request: { method: 'PATCH', url: 'Observation/patched-in-bundle' },
          resource: {
            resourceType: 'Binary',
            contentType: 'application/json-patch+json',
            data: Buffer.from(JSON.stringify(operations)).toString('base64'),
          },
        },
      ],
    });
    const before = sandbox.store.all('Observation').length;
    const failing = [{ op: 'test', path: '/status', value: 'cancelled' }];
    expect((await send('POST', '', { body: bundle(failing) })).status).toBe(422);
    expect(sandbox.store.all('Observation')).toHaveLength(before);
    expect((await send('POST', '', { body: bundle(amend) })).status).toBe(200);
    expect(sandbox.store.read('Observation/patched-in-bundle')).toMatchObject({ status: 'amended' });
  });

  test.each([
    [
      'moves the resource to another patient',
      [{ op: 'replace', path: '/subject/reference', value: 'Patient/low' }],
      403,
    ],
    ['gives it another id', [{ op: 'replace', path: '/id', value: 'other' }], 400],
    ['makes it another type', [{ op: 'replace', path: '/resourceType', value: 'Patient' }], 400],
    ['takes away what is required', [{ op: 'remove', path: '/status' }], 422],
    ['writes a code that is none', [{ op: 'replace', path: '/status', value: 'done' }], 422],
    ['names a place that is not there', [{ op: 'remove', path: '/valueString' }], 422],
    ['reaches for a prototype', [{ op: 'add', path: '/__proto__/polluted', value: true }], 422],
    ['is no patch', { status: 'amended' }, 400],
    ['has an operation that does not exist', [{ op: 'invent', path: '/status' }], 400],
  ])('is refused where it %s', async (_name, body, expected) => {
    if (sandbox.store.lastContent('Observation/refused') === undefined) keep(reading('typical'), 'refused');
    expect((await patch('refused', body)).status).toBe(expected);
    expect(sandbox.store.read('Observation/refused').meta?.versionId).toBe('1');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test("is refused on another patient's resource, and as another media type", async () => {
    keep(reading('low'), 'patched-of-low');
    expect((await patch('patched-of-low', amend)).status).toBe(403);
    expect((await patch('patched', amend, { 'content-type': 'application/json' })).status).toBe(415);
  });
});

describe('searches', () => {
  test.each([
    ['lt-3', 1],
    ['le-2.7|http://unitsofmeasure.org|{T-score}', 2],
    ['gt0|http://unitsofmeasure.org|kg', 1],
    ['-3.1', 1],
    ['58|http://unitsofmeasure.org|lb', 0],
  ])('by quantity %s find %d of the typical patient', async (value, total) => {
    const query = new URLSearchParams({ patient: 'typical', 'value-quantity': value });
    expect((await send('GET', `Observation?${query}`, { scope: 'patient/*.rs' })).json.total).toBe(total);
  });

  test('for a count alone end there', async () => {
    const { json } = await send('GET', 'Condition?patient=typical&_count=0');
    expect(json.total).toBeGreaterThan(0);
    expect(json.entry).toBeUndefined();
    expect(json.link.map(({ relation }: { relation: string }) => relation)).toEqual(['self']);
  });

  test.each(['le', 'ge'])('by date %s a year take its whole year', async (prefix) => {
    const year = new Date().getUTCFullYear();
    const { json } = await send('GET', `Condition?patient=typical&onset-date=${prefix}${year}`);
    expect(json.total).toBe(1);
  });

  test('give a history in the same order each time', async () => {
    for (const status of ['final', 'amended', 'corrected']) keep(reading('typical', { status, id: 'often' }), 'often');
    const order = async () =>
      (await send('GET', 'Observation/often/_history')).json.entry.map(
        (e: { resource: { status: string } }) => e.resource.status,
      );
    expect(await order()).toEqual(['corrected', 'amended', 'final']);
    expect(await order()).toEqual(['corrected', 'amended', 'final']);
  });
});
