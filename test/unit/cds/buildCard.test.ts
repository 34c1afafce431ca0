import fc from 'fast-check';
import { buildCard } from '@/lib/cds/buildCard';
import type { CardChoice } from '@/lib/cds/chooseCard';
import type { OrderFacts, SignedEstimate } from '@/lib/cds/orderFacts';
import { vertebraLevels } from '@/lib/core/vertebra';

const facts: OrderFacts = {
  orderReference: 'ServiceRequest/o1',
  level: 'L1',
  inScope: true,
  bmdOnFile: true,
  arealBmdOnFile: false,
  cleftRecorded: true,
  ctOnFile: true,
  osteoporosisDrugOnFile: false,
  ordersInPlace: new Set(),
};
let uuids = 0;
const around = {
  patientId: 'p1',
  appUrl: 'https://backcast.test',
  now: new Date('2026-03-05T10:00:00Z'),
  newUuid: () => `00000000-0000-4000-8000-${String(++uuids).padStart(12, '0')}`,
};
const signedChoice = (changes: Partial<SignedEstimate> = {}): CardChoice => ({
  kind: 'signed-estimate',
  openActions: ['bone-health-referral', 'pain-clinic-referral'],
  signed: {
    reference: 'RiskAssessment/1',
    signedOn: '2026-03-05T09:00:00Z',
    probability: 0.31,
    low: 0.19,
    high: 0.44,
    level: 'L1',
    demonstration: true,
    current: true,
    ...changes,
  },
});
const choices: CardChoice[] = [
  { kind: 'no-bmd' },
  { kind: 'ready-to-review' },
  { kind: 'cleft-unrecorded' },
  signedChoice(),
];

const leaves = (value: unknown): unknown[] =>
  value !== null && typeof value === 'object'
    ? Object.values(value).length === 0
      ? [undefined]
      : Object.values(value).flatMap(leaves)
    : [value];

describe.each(choices.map((choice) => [choice.kind, choice] as const))('the card %s', (_kind, choice) => {
  const card = buildCard(choice, facts, around);

  test('has a summary under 140 characters and a detail of at most four lines (C7)', () => {
    expect(card.summary.length).toBeLessThan(140);
    expect(card.detail.split('\n').length).toBeLessThanOrEqual(4);
    expect(card.detail).toContain('https://backcast.test/model');
  });

  test('never stops an order: info, or a warning for a signed estimate (C2)', () => {
    expect(card.indicator).toBe(choice.kind === 'signed-estimate' ? 'warning' : 'info');
  });

  test('has no null, undefined or empty member', () => {
    expect(leaves(card).filter((leaf) => leaf === null || leaf === undefined || leaf === '')).toEqual([]);
  });

  test('says how suggestions are chosen exactly when there are some, and each creates a draft (C6)', () => {
    expect(card.selectionBehavior === undefined).toBe(card.suggestions === undefined);
    for (const { label, actions } of card.suggestions ?? []) {
      expect(label).toMatch(/^(Order|Refer) /);
      for (const { resource } of actions)
        expect(resource).toMatchObject({ resourceType: 'ServiceRequest', status: 'draft' });
    }
  });

  test('puts references, and no patient, into its link', () => {
    const [link] = card.links;
    expect(link.type === 'smart' && JSON.parse(link.appContext)).toMatchObject({
      order: 'ServiceRequest/o1',
      level: 'L1',
    });
    expect(link.url).not.toContain('p1');
  });
});

test('a signed estimate is worded as experience.md words it', () => {
  expect(buildCard(signedChoice(), facts, around).summary).toBe(
    'Signed estimate 5 Mar: about 31 in 100 (range 19 to 44) have residual back pain. No osteoporosis treatment on file.',
  );
});

test('a signed estimate of the demonstration model says so, one of a validated model does not', () => {
  expect(buildCard(signedChoice(), facts, around).detail).toContain('not for care');
  expect(buildCard(signedChoice({ demonstration: false }), facts, around).detail).not.toContain('not for care');
});

test('no estimate makes the summary longer than a card may have', () => {
  const probability = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(probability, probability, probability, fc.constantFrom(...vertebraLevels), (p, low, high, level) => {
      const card = buildCard(signedChoice({ probability: p, low, high, level }), facts, around);
      return card.summary.length < 140;
    }),
  );
});
