import { readFileSync } from 'node:fs';
import { orThrow } from '@/lib/core/result';
import { loadUcum } from '@/lib/fhir/ucum';
import { parseManifest } from '@/lib/model/manifest';
import { chartReaders } from '@/lib/server/cds/chartReaders';
import { handleHook } from '@/lib/server/cds/handleHook';
import { serviceRoute } from '@/lib/server/cds/serviceRoute';
import { appUrl, clientKeys, post } from '@/test/support/cdsClient';
import { cdsDeps } from '@/test/support/cdsService';
import { emptySqliteStore } from '@/test/support/emptyStore';
import { orderSignFor } from '@/test/support/hookCalls';
import { mulberry32 } from '@/test/support/seededRandom';
import { seedResources } from '../../../sandbox/patients/patients';

const id = 'backcast-order-sign';
const requests = 20_000;
const patients = ['typical', 'no-bmd', 'two-bmds', 'cleft-unrecorded', 'odd-unit', 'pathologic'];
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const members = 'uuid summary detail indicator source suggestions selectionBehavior overrideReasons links'.split(' ');

/** Values that parsers stumble over. */
const oddities: readonly unknown[] = [
  null,
  undefined,
  '',
  0,
  -1,
  1e308,
  Number.NaN,
  true,
  [],
  {},
  [[]],
  [null],
  'x'.repeat(5000),
  '\u0000',
  '../..',
  '{{context.patientId}}',
  '__proto__',
  { __proto__: { polluted: 1 } },
  { resourceType: 'Bundle', entry: null },
  { resourceType: 'OperationOutcome' },
  { coding: {} },
];

type Random = () => number;
const pick = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random() * items.length)];

/** Replaces, removes or duplicates a member at a random depth. */
function mutate(value: unknown, random: Random): unknown {
  if (value === null || typeof value !== 'object' || random() < 0.15) return pick(random, oddities);
  const keys = Object.keys(value);
  if (keys.length === 0) return pick(random, oddities);
  const key = pick(random, keys);
  if (Array.isArray(value))
    return random() < 0.2
      ? [...value, ...value]
      : value.map((item, i) => (String(i) === key ? mutate(item, random) : item));
  const { [key]: member, ...rest } = value as Record<string, unknown>;
  return random() < 0.2 ? rest : { ...rest, [key]: mutate(member, random) };
}

interface Entries {
  readonly entry?: { resource: unknown }[];
}

/** Mutates one resource of the order pad or of the chart, and leaves the request around it whole. */
function mutateResource(body: object, random: Random): object {
  const copy = structuredClone(body) as { context: { draftOrders: Entries }; prefetch: Record<string, Entries> };
  const lists = [copy.context.draftOrders, ...Object.values(copy.prefetch)].flatMap(({ entry }) =>
    entry?.length ? [entry] : [],
  );
  const entry = pick(random, pick(random, lists));
  entry.resource = mutate(entry.resource, random);
  return copy;
}

function damage(text: string, random: Random): string {
  const at = Math.floor(random() * text.length);
  return random() < 0.5
    ? text.slice(0, at)
    : text.slice(0, at) + pick(random, ['"', '}', '\\', '\ud800', ',', '9e999']) + text.slice(at + 1);
}

const local = (code: string) => [{ system: 'http://northfield.example/findings', code }];
const localCodes = {
  cleft: local('intravertebral-cleft'),
  fasciaInjury: local('fascia-injury'),
  augmentationOrder: [],
};

test(`${requests} mutated requests get an answer of the protocol: never a 5xx or a failure that is not counted, never a hang, never a card with an invalid member`, async () => {
  const { store, remove } = await emptySqliteStore();
  const keys = await clientKeys();
  let failures = 0;
  const manifest = orThrow(parseManifest(JSON.parse(readFileSync('models/rbp-tabnet-demo/manifest.json', 'utf8'))));
  const convert = await loadUcum();
  // Signatures and replay have their own tests; here every request is let in, so that what lies behind is reached: the chart
  // is read from the mutated prefetch as in production.
  const deps = cdsDeps(store, keys, {
    maxRequestsPerSecond: 1e9,
    claimTokenId: async () => true,
    logFailure: () => (failures += 1),
    ...chartReaders(() => ({ localCodes, stoppedModels: [] }), convert, manifest),
  });
  const random = mulberry32(20261123);
  const now = deps.now();
  const seed = seedResources(now, 'https://pacs.test/dicom-web');
  const bodies = patients.map((patient) => orderSignFor(patient, seed));
  const statuses = new Map<number, number>();
  let cards = 0;
  const token = await keys.sign(`${appUrl}/cds-services/${id}`, now);
  for (let i = 0; i < requests; i += 1) {
    let body: object = pick(random, bodies);
    const rounds = 1 + Math.floor(random() * 3);
    for (let round = 0; round < rounds; round += 1) body = mutateResource(body, random);
    if (random() < 0.4) body = mutate(body, random) as object;
    const text = JSON.stringify(body) ?? '';
    const request = post(`/cds-services/${id}`, random() < 0.1 ? damage(text, random) : text, token);
    const answer = await serviceRoute(request, 'hook', deps, () => handleHook(request, id, deps));
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    if (answer.status !== 200) continue;
    for (const card of (await answer.json()).cards) {
      cards += 1;
      expectValidCard(card);
    }
  }
  expect([...statuses.keys()].sort()).toEqual([200, 400, 412]);
  // So that the mutations reach into charts, and do not all end at the door.
  expect(cards).toBeGreaterThan(requests / 20);
  const counted = /reason="inner-failure"\} (\d+)/.exec(await deps.metrics.registry.metrics())?.[1] ?? '0';
  expect(Number(counted)).toBe(failures);
  await remove();
}, 600_000);

/** CDS Hooks 2.0.1, "Card Attributes": what is there is of its type, what does not apply is left out. */
function expectValidCard(card: Record<string, unknown>): void {
  expect(Object.keys(card).filter((key) => !members.includes(key))).toEqual([]);
  expect(card).toMatchObject({
    uuid: expect.stringMatching(uuid),
    summary: expect.any(String),
    indicator: expect.stringMatching(/^(info|warning)$/),
    source: { label: expect.any(String) },
  });
  expect((card.summary as string).length).toBeLessThan(140);
  expect(card.suggestions === undefined).toBe(card.selectionBehavior === undefined);
  expect(JSON.stringify(card)).not.toMatch(/null|undefined|NaN|Infinity|\[object|__proto__|polluted|:""|\[\]|\{\}/);
}
