import { readFileSync } from 'node:fs';
import { orThrow } from '@/lib/core/result';
import type { ChartData } from '@/lib/fhir/chartData';
import { parseManifest } from '@/lib/model/manifest';
import { abstainsForCertain } from '@/lib/server/cds/certainAbstention';
import { chartDataSample } from '@/test/support/chartDataSample';

const manifest = orThrow(parseManifest(JSON.parse(readFileSync('models/rbp-tabnet-demo/manifest.json', 'utf8'))));
const now = new Date('2026-03-05T10:00:00Z');
const present = <T>(value: T) =>
  ({ state: 'present', value, source: { reference: 'Observation/1', display: 'sample' } }) as const;
const unknown = { state: 'unknown', reason: 'nothing on file' } as const;
const abstains = (changes: Partial<ChartData> = {}, levels = 1, stoppedModels: { modelId: string }[] = []) =>
  abstainsForCertain(manifest, { stoppedModels }, { ...chartDataSample, ...changes }, levels, now);

test('a chart within the training range brings cards', () => {
  expect(abstains()).toBe(false);
});

test.each<[string, Partial<ChartData>]>([
  ['an age that no training patient had', { ageYears: present(40) }],
  ['a T-score beyond all of training', { tScore: present(0.9) }],
  ['more fractures than any training patient had', { fractureCount: present(6) }],
])('%s brings none, by the limits of the package (S6)', (_what, changes) => {
  expect(abstains(changes)).toBe(true);
});

test('what is unknown can still be found out, and abstains nobody for certain (S8)', () => {
  expect(abstains({ tScore: unknown, bmi: unknown, sex: unknown, cleft: unknown })).toBe(false);
});

test('orders for two levels bring none: the model is for one', () => {
  expect(abstains({}, 2)).toBe(true);
});

test('a model that the site has stopped brings none (S20), another one stopped changes nothing', () => {
  expect(abstains({}, 1, [{ modelId: manifest.id }])).toBe(true);
  expect(abstains({}, 1, [{ modelId: 'another' }])).toBe(false);
});
