import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Sandbox, startSandbox } from '../../../sandbox/main';
import { seedResources, syntheticPatients } from '../../../sandbox/patients/patients';
import { faultsOf } from '../../support/fhirValidators';

const folder = mkdtempSync(path.join(tmpdir(), 'sandbox-'));
const scope = 'patient/*.cruds';
let sandbox: Sandbox;
let access: string;

beforeAll(async () => {
  sandbox = await startSandbox({ appUrl: 'http://127.0.0.1:1', dataFolder: folder });
  access = tokenOf('typical');
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

const tokenOf = (patientId: string) =>
  sandbox.authorization.grants.issue(
    { clientId: 'backcast', scope, context: { patientId }, family: patientId },
    600,
    false,
  ).access;

const fhir = (target: string, init: RequestInit = {}) =>
  fetch(`${sandbox.url}/fhir/${target}`, { ...init, headers: { authorization: `Bearer ${access}`, ...init.headers } });

const reading = {
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'A reading' },
  subject: { reference: 'Patient/typical' },
};
const post = (resource: object, headers: Readonly<Record<string, string>> = {}) =>
  fhir('Observation', { method: 'POST', body: JSON.stringify(resource), headers });

describe('the FHIR server of the sandbox', () => {
  test('states what it does, without a token', async () => {
    const response = await fetch(`${sandbox.url}/fhir/metadata`);
    expect(await response.json()).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' });
  });

  test('answers an unknown type with 404 and an OperationOutcome', async () => {
    const response = await fhir('Spaceship');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ resourceType: 'OperationOutcome' });
  });

  test('creates with Location and ETag, updates by If-Match only, and answers 410 after a deletion', async () => {
    const created = await post(reading);
    expect(created.status).toBe(201);
    expect(created.headers.get('etag')).toBe('W/"1"');
    const saved = await created.json();
    expect(created.headers.get('location')).toBe(`${sandbox.url}/fhir/Observation/${saved.id}/_history/1`);
    const put = (version: string) =>
      fhir(`Observation/${saved.id}`, {
        method: 'PUT',
        body: JSON.stringify({ ...saved, status: 'amended' }),
        headers: { 'if-match': `W/"${version}"` },
      });
    expect((await put('7')).status).toBe(412);
    expect((await put('1')).headers.get('etag')).toBe('W/"2"');
    const history = await (await fhir(`Observation/${saved.id}/_history`)).json();
    expect(history.entry.map((one: { response: { etag: string } }) => one.response.etag)).toEqual(['W/"2"', 'W/"1"']);
    expect((await fhir(`Observation/${saved.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await fhir(`Observation/${saved.id}`)).status).toBe(410);
  });

  test('refuses an invalid resource with an OperationOutcome', async () => {
    const { status: _, ...withoutStatus } = reading;
    const response = await post(withoutStatus);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ resourceType: 'OperationOutcome' });
  });

  test('creates once under If-None-Exist', async () => {
    const identifier = [{ system: 'urn:example', value: 'once' }];
    const headers = { 'if-none-exist': 'identifier=urn:example|once' };
    expect((await post({ ...reading, identifier }, headers)).status).toBe(201);
    expect((await post({ ...reading, identifier }, headers)).status).toBe(200);
  });

  test('pages a search by next links to every resource once, by GET and by POST', async () => {
    const all = await (await fhir('Observation?patient=typical&_count=500')).json();
    const seen: string[] = [];
    let next: string | undefined = `${sandbox.url}/fhir/Observation?patient=typical&_count=2`;
    while (next) {
      const page: { link: { relation: string; url: string }[]; entry: { fullUrl: string }[] } = await (
        await fhir(next.slice(`${sandbox.url}/fhir/`.length))
      ).json();
      seen.push(...page.entry.map(({ fullUrl }) => fullUrl));
      next = page.link.find(({ relation }) => relation === 'next')?.url;
    }
    expect(new Set(seen).size).toBe(all.total);
    expect(seen).toHaveLength(all.total);
    const posted = await fhir('Observation/_search', {
      method: 'POST',
      body: new URLSearchParams({ patient: 'typical' }),
    });
    expect((await posted.json()).total).toBe(all.total);
  });

  test('ignores an unknown parameter, and refuses it when asked to be strict', async () => {
    const lenient = await (await fhir('Observation?patient=typical&colour=red')).json();
    expect(lenient.total).toBeGreaterThan(0);
    expect(lenient.link[0].url).not.toContain('colour');
    const strict = await fhir('Observation?colour=red', { headers: { prefer: 'handling=strict' } });
    expect(strict.status).toBe(400);
  });

  test('includes the Endpoint of an ImagingStudy', async () => {
    const bundle = await (await fhir('ImagingStudy?patient=typical&_include=ImagingStudy:endpoint')).json();
    const types = bundle.entry.map((one: { resource: { resourceType: string } }) => one.resource.resourceType);
    expect(types).toEqual(['ImagingStudy', 'Endpoint']);
  });

  test('holds at least 14 patients, each with a purpose, all marked as test data', () => {
    expect(syntheticPatients.length).toBeGreaterThanOrEqual(14);
    expect(new Set(syntheticPatients.map(({ purpose }) => purpose)).size).toBe(syntheticPatients.length);
    for (const resource of seedResources(new Date(), `${sandbox.url}/dicom-web`))
      expect([resource.id, resource.meta?.security?.map(({ code }) => code)]).toEqual([resource.id, ['HTEST']]);
  });

  test('seeds nothing that either FHIR validator or a hand check faults', () => {
    const resources = seedResources(new Date(), `${sandbox.url}/dicom-web`);
    expect(resources.length).toBeGreaterThan(100);
    const faults = resources.map((one) => [`${one.resourceType}/${one.id}`, faultsOf(one)] as const);
    expect(faults.filter(([, found]) => found.length > 0)).toEqual([]);
  });

  test('finds everything again after a restart', async () => {
    const before = sandbox.store.all('Observation');
    await sandbox.close();
    sandbox = await startSandbox({ appUrl: 'http://127.0.0.1:1', dataFolder: folder });
    expect(sandbox.store.all('Observation')).toEqual(before);
  });
});
