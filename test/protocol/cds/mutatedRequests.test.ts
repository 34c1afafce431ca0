import { handleHook } from '@/lib/server/cds/handleHook';
import { appUrl, clientKeys, orderSignBody, post } from '@/test/support/cdsClient';
import { cdsDeps } from '@/test/support/cdsService';
import { emptySqliteStore } from '@/test/support/emptyStore';
import { mulberry32 } from '@/test/support/seededRandom';

const id = 'backcast-order-sign';
const requests = 20_000;

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

function damage(text: string, random: Random): string {
  const at = Math.floor(random() * text.length);
  return random() < 0.5
    ? text.slice(0, at)
    : text.slice(0, at) + pick(random, ['"', '}', '\\', '\ud800', ',', '9e999']) + text.slice(at + 1);
}

test(`${requests} mutated requests get an answer of the protocol: never a 5xx, never a card with an invalid member`, async () => {
  const { store, remove } = await emptySqliteStore();
  const keys = await clientKeys();
  const failures: string[] = [];
  // Signatures and replay have their own tests; here every request is let in, so that what lies behind is reached.
  const deps = cdsDeps(store, keys, {
    maxRequestsPerSecond: 1e9,
    claimTokenId: async () => true,
    logFailure: (event, code) => failures.push(`${event} ${code}`),
  });
  const random = mulberry32(20261123);
  const statuses = new Map<number, number>();
  const token = await keys.sign(`${appUrl}/cds-services/${id}`, deps.now());
  for (let i = 0; i < requests; i += 1) {
    let body: unknown = orderSignBody();
    const rounds = 1 + Math.floor(random() * 3);
    for (let round = 0; round < rounds; round += 1) body = mutate(body, random);
    const text = JSON.stringify(body) ?? '';
    const answer = await handleHook(
      post(`/cds-services/${id}`, random() < 0.2 ? damage(text, random) : text, token),
      id,
      deps,
    );
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    if (answer.status === 200) for (const card of (await answer.json()).cards) expectValidCard(card);
  }
  expect([...statuses.keys()].sort()).toEqual([200, 400, 412]);
  expect(statuses.get(200)).toBeGreaterThan(requests / 20);
  expect(failures).toEqual([]);
  await remove();
});

function expectValidCard(card: Record<string, unknown>): void {
  expect(card).toMatchObject({
    uuid: expect.any(String),
    summary: expect.any(String),
    indicator: expect.stringMatching(/^(info|warning)$/),
  });
  expect((card.summary as string).length).toBeLessThan(140);
  expect(JSON.stringify(card)).not.toMatch(/null|undefined|NaN|\[object|__proto__|polluted/);
}
