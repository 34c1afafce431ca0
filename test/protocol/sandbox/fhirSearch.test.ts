import type { Bundle, FhirResource } from 'fhir/r4';
import { type Sandbox, startSandbox } from '../../../sandbox/main';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ appUrl: 'http://127.0.0.1:1' });
});
afterAll(() => sandbox.close());

async function search(query: string, scope = 'patient/*.rs', headers: Readonly<Record<string, string>> = {}) {
  const grant = { clientId: 'backcast', scope, context: { patientId: 'typical' }, family: scope };
  const { access } = sandbox.authorization.grants.issue(grant, 600, false);
  const response = await fetch(`${sandbox.url}/fhir/${query}`, {
    headers: { authorization: `Bearer ${access}`, ...headers },
  });
  return { status: response.status, json: (await response.json()) as Bundle };
}

const keep = (resource: object, id: string): FhirResource => sandbox.store.save(resource as FhirResource, id);
const idsIn = ({ entry }: Bundle): string[] => (entry ?? []).map(({ resource }) => resource?.id ?? '');
const found = async (query: string, scope?: string): Promise<string[]> => idsIn((await search(query, scope)).json);

const reading = (patient: string, changes: object = {}) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'urn:example', code: 'search-test' }] },
  subject: { reference: `Patient/${patient}` },
  ...changes,
});

const estimate = (prediction: object) => ({
  resourceType: 'RiskAssessment',
  status: 'final',
  subject: { reference: 'Patient/typical' },
  prediction: [prediction],
});

describe('a search by number', () => {
  beforeAll(() => {
    keep(estimate({ probabilityDecimal: 31.2 }), 'risk-31');
    keep(estimate({ probabilityDecimal: 60 }), 'risk-60');
    keep(estimate({ probabilityRange: { low: { value: 20 }, high: { value: 28 } } }), 'risk-range');
  });

  test.each([
    // FHIR R4 search, "number": equality counts the digits that were written, comparisons do not.
    ['31', ['risk-31']],
    ['31.0', []],
    ['31.2', ['risk-31']],
    ['6e1', ['risk-60']],
    ['gt31.2', ['risk-60']],
    ['ge31.2', ['risk-31', 'risk-60']],
    ['lt31.2', ['risk-range']],
    ['ap30', ['risk-31']],
    ['ne31', ['risk-60', 'risk-range']],
    // A range is met by a comparison where any of it is, and wholly above or below by sa and eb.
    ['gt25', ['risk-31', 'risk-60', 'risk-range']],
    ['sa25', ['risk-31', 'risk-60']],
    ['eb30', ['risk-range']],
    ['31,60', ['risk-31', 'risk-60']],
  ])('probability=%s finds %j', async (value, expected) => {
    expect((await found(`RiskAssessment?patient=typical&probability=${value}`)).sort()).toEqual(expected);
  });

  test('that is none is refused', async () => {
    expect((await search('RiskAssessment?probability=high')).status).toBe(400);
    expect((await search('RiskAssessment?probability=')).status).toBe(400);
  });
});

test('a search by quantity counts the digits that were written', async () => {
  keep(
    reading('typical', { valueQuantity: { value: 70.4, system: 'http://unitsofmeasure.org', code: 'kg' } }),
    'kg-70',
  );
  const of = (amount: string) =>
    found(`Observation?code=search-test&value-quantity=${amount}|http://unitsofmeasure.org|kg`);
  expect(await of('70')).toEqual(['kg-70']);
  expect(await of('70.0')).toEqual([]);
  expect(await found('Observation?code=search-test&value-quantity=70.4||kg')).toEqual(['kg-70']);
  expect(await found('Observation?code=search-test&value-quantity=70.4||g')).toEqual([]);
});

describe('a chained search', () => {
  test('follows a reference, with and without the type of its target', async () => {
    const patient = sandbox.store.read('Patient/typical');
    const year = patient.resourceType === 'Patient' && patient.birthDate?.slice(0, 4);
    const all = await found('Observation?patient=typical&_count=500');
    expect(all.length).toBeGreaterThan(3);
    expect(await found(`Observation?patient.birthdate=${year}&_count=500`)).toEqual(all);
    expect(await found(`Observation?subject:Patient.birthdate=${year}&_count=500`)).toEqual(all);
    expect(await found('Observation?patient.birthdate=1800')).toEqual([]);
  });

  test('takes two steps, and stands in the self link', async () => {
    keep(reading('typical', { hasMember: [{ reference: 'Observation/chained-1' }] }), 'chained-2');
    keep(reading('typical', { derivedFrom: [{ reference: 'ImagingStudy/typical-ct' }] }), 'chained-1');
    const query = 'has-member.derived-from:ImagingStudy.modality=CT';
    const { json } = await search(`Observation?${query}`);
    expect(idsIn(json)).toEqual(['chained-2']);
    expect(json.link?.[0].url).toContain(query);
    expect(await found('Observation?has-member.derived-from:ImagingStudy.modality=MR')).toEqual([]);
  });

  test('tells nothing of what the token may not read, be it by type or by patient', async () => {
    const patient = sandbox.store.read('Patient/typical');
    const year = patient.resourceType === 'Patient' && patient.birthDate?.slice(0, 4);
    expect(await found(`Observation?patient.birthdate=${year}`, 'patient/Observation.rs')).toEqual([]);
    keep(reading('low', { valueString: 'of somebody else' }), 'member-of-low');
    keep(reading('typical', { hasMember: [{ reference: 'Observation/member-of-low' }] }), 'names-low');
    expect(await found('Observation?has-member=Observation/member-of-low')).toEqual(['names-low']);
    expect(await found('Observation?has-member.value-string=of somebody else')).toEqual([]);
    const limited = 'patient/Observation.rs?code=search-test';
    keep(reading('typical', { code: { text: 'outside' }, valueString: 'outside the limit' }), 'outside');
    keep(reading('typical', { hasMember: [{ reference: 'Observation/outside' }] }), 'names-outside');
    expect(await found('Observation?has-member.value-string=outside the limit')).toEqual(['names-outside']);
    expect(await found('Observation?has-member.value-string=outside the limit', limited)).toEqual([]);
  });

  test.each([
    'patient.colour=red',
    'status.text=x',
    'patient:Device.status=active',
    `${'has-member.'.repeat(9)}code=x`,
  ])('by %s is unknown: ignored, or refused when asked to be strict', async (query) => {
    const total = (await search('Observation?_count=0')).json.total;
    const lenient = (await search(`Observation?${query}&_count=0`)).json;
    expect([lenient.total, lenient.link?.[0].url]).toEqual([total, `${sandbox.url}/fhir/Observation?_count=0`]);
    expect((await search(`Observation?${query}`, undefined, { prefer: 'handling=strict' })).status).toBe(400);
  });
});

describe('what is included', () => {
  test('is what the token may read, forwards and backwards', async () => {
    keep(reading('low'), 'included-of-low');
    keep(reading('typical', { hasMember: [{ reference: 'Observation/included-of-low' }] }), 'includes-low');
    expect(await found('Observation?_id=includes-low&_include=Observation:has-member')).toEqual(['includes-low']);
    keep(
      {
        resourceType: 'Provenance',
        target: [{ reference: 'Observation/includes-low' }],
        recorded: '2026-11-27T10:00:00Z',
        agent: [],
      },
      'provenance-included',
    );
    const query = 'Observation?_id=includes-low&_revinclude=Provenance:target';
    expect(await found(query)).toEqual(['includes-low', 'provenance-included']);
    expect(await found(query, 'patient/Observation.rs')).toEqual(['includes-low']);
  });
});

describe('the order of a search', () => {
  test('is that of its first key, then its second', async () => {
    const at = (date: string, value: number) => ({ effectiveDateTime: date, valueQuantity: { value, code: 'kg' } });
    const code = { coding: [{ system: 'urn:example', code: 'sort-test' }] };
    keep(reading('typical', { code, ...at('2026-03-01', 9) }), 'sort-a');
    keep(reading('typical', { code, ...at('2026-03-01', 10) }), 'sort-b');
    // Earlier than the first of March in universal time, though its text sorts after it.
    keep(reading('typical', { code, ...at('2026-03-01T00:30:00+02:00', 1) }), 'sort-c');
    expect(await found('Observation?code=sort-test&_sort=-date,-value-quantity')).toEqual([
      'sort-b',
      'sort-a',
      'sort-c',
    ]);
    expect(await found('Observation?code=sort-test&_sort=date,value-quantity')).toEqual(['sort-c', 'sort-a', 'sort-b']);
  });

  test('by an unknown key is left alone, or refused when asked to be strict', async () => {
    expect((await search('Observation?_sort=colour')).status).toBe(200);
    expect((await search('Observation?_sort=colour', undefined, { prefer: 'handling=strict' })).status).toBe(400);
  });
});

test.each(['code:below=x', 'name:exact=x', 'code:above=x'])(
  'a modifier that is not known is refused: %s',
  async (query) => {
    expect((await search(`${query.startsWith('name') ? 'Patient' : 'Observation'}?${query}`)).status).toBe(400);
  },
);

test.each(['_count=many', '_count=-1', '_offset=-2'])('%s is no count', async (query) => {
  expect((await search(`Observation?${query}`)).status).toBe(400);
});

test('every search parameter that the CapabilityStatement names can be used, and every include', async () => {
  const statement = await (await fetch(`${sandbox.url}/fhir/metadata`)).json();
  const samples = { token: 'x', reference: 'x', date: '2026', string: 'x', uri: 'urn:x', number: '1', quantity: '1' };
  for (const { type, searchParam, searchInclude } of statement.rest[0].resource) {
    expect(searchParam.length).toBeGreaterThan(5);
    const query = searchParam.map(
      (one: { name: string; type: keyof typeof samples }) => `${one.name}=${samples[one.type]}`,
    );
    const includes = searchInclude.map((one: string) => `_include=${one}`);
    const strict = { prefer: 'handling=strict' };
    expect([type, (await search(`${type}?${[...query, ...includes].join('&')}`, undefined, strict)).status]).toEqual([
      type,
      200,
    ]);
  }
});

test('a reference that was written with the address of this server is found and followed as one of its own', async () => {
  const grant = { clientId: 'backcast', scope: 'patient/*.cruds', context: { patientId: 'typical' }, family: 'own' };
  const { access } = sandbox.authorization.grants.issue(grant, 600, false);
  const code = { coding: [{ system: 'urn:example', code: 'own-address' }] };
  const body = reading('typical', { code, subject: { reference: `${sandbox.url}/fhir/Patient/typical` } });
  const response = await fetch(`${sandbox.url}/fhir/Observation`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access}` },
    body: JSON.stringify(body),
  });
  const { id } = await response.json();
  for (const query of ['patient=typical', 'subject=Patient/typical', `subject=${sandbox.url}/fhir/Patient/typical`])
    expect(await found(`Observation?code=own-address&${query}`)).toEqual([id]);
});
