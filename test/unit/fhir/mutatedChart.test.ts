import type { FhirResource } from 'fhir/r4';
import { type Random, seededRandom } from '@/lib/core/random';
import { loadChart } from '@/lib/fhir/chart/loadChart';
import { loadUcum } from '@/lib/fhir/ucum';
import { seedResources } from '../../../sandbox/patients/patients';

const now = new Date('2026-03-05T10:00:00Z');
const seeds = seedResources(now, 'https://pacs.test/dicom-web');
const patients = ['typical', 'low', 'two-bmds', 'two-fractures', 'augmented-before'];
const charts = 3000;
const localCodes = { cleft: [], fasciaInjury: [], augmentationOrder: [] };
const numbers = ['tScore', 'bmi', 'painScore', 'ageYears', 'fractureCount'] as const;

/** Values that stand where others belong. */
const oddities = [
  null,
  0,
  -1,
  '',
  'x',
  '-3.1',
  '2026-13-45',
  true,
  {},
  [],
  [null],
  [{}],
  { coding: 'x' },
  { coding: [null] },
];

function mutate(value: unknown, random: Random): unknown {
  if (value === null || typeof value !== 'object' || random.uniform() < 0.15)
    return oddities[random.integer(oddities.length)];
  const keys = Object.keys(value);
  if (keys.length === 0) return oddities[random.integer(oddities.length)];
  const key = keys[random.integer(keys.length)];
  const changed = mutate((value as Record<string, unknown>)[key], random);
  return Array.isArray(value)
    ? value.map((item, index) => (String(index) === key ? changed : item))
    : { ...value, [key]: changed };
}

const isOf = (resource: FhirResource, patient: string): boolean => {
  const { subject } = resource as { subject?: { reference?: string } };
  return resource.id === patient || subject?.reference === `Patient/${patient}` || resource.resourceType === 'Endpoint';
};

const read = (patient: string, resources: readonly FhirResource[]) =>
  loadChart(
    patient,
    async (query) => ({
      ok: true,
      value: resources.filter(({ resourceType }) => query.split(/[/?]/)[0] === resourceType),
    }),
    { now, loadConvert: loadUcum, localCodes, bmdLimitDays: 730 },
  );

test(`${charts} charts with records that are not as FHIR says: each is read, no value is anything but a number, and what was left out is told`, async () => {
  let told = 0;
  for (let seed = 0; seed < charts; seed += 1) {
    const random = seededRandom(seed, 'mutated chart');
    const patient = patients[random.integer(patients.length)];
    const own = seeds.filter((resource) => isOf(resource, patient));
    const hit = random.integer(own.length);
    const mutated = own.map((resource, index) =>
      index === hit ? (mutate(resource, random) as FhirResource) : resource,
    );
    const sound = mutated.filter((resource) => resource && typeof resource === 'object');
    const result = await read(patient, sound);
    if (!result.ok) {
      expect(result.problem.remedy).toMatch(/\.$/);
      continue;
    }
    for (const name of numbers) {
      const value = result.value[name];
      if (value.state === 'present' || value.state === 'old')
        expect({ seed, name, isNumber: Number.isFinite(value.value) }).toEqual({ seed, name, isNumber: true });
    }
    if (result.value.problems.some(({ code }) => code === 'records-not-understood')) told += 1;
  }
  expect(told).toBeGreaterThan(charts / 20);
});

test('a chart that is sound leaves nothing out', async () => {
  for (const patient of patients) {
    const result = await read(
      patient,
      seeds.filter((resource) => isOf(resource, patient)),
    );
    expect(result).toMatchObject({ ok: true, value: { problems: [] } });
  }
});
