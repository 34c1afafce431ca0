import fc from 'fast-check';
import { buildCard } from '@/lib/cds/buildCard';
import type { CardChoice } from '@/lib/cds/chooseCard';
import type { OrderFacts, SignedEstimate } from '@/lib/cds/orderFacts';
import { vertebraLevels } from '@/lib/core/vertebra';
import { faultsOf } from '@/test/support/fhirValidators';

const facts: OrderFacts = {
  orderReference: 'ServiceRequest/o1',
  level: 'L1',
  inScope: true,
  bmdOnFile: true,
  otherBmdOnFile: false,
  cleftRecorded: true,
  ctOnFile: true,
  osteoporosisDrugOnFile: false,
  fasciaRecorded: false,
  ordersInPlace: new Set(),
  bmdSource: 'T-score lumbar spine of 5 Jan 2026',
  ctSource: 'CT of 3 Mar 2026',
};
let uuids = 0;
const around = {
  patientId: 'p1',
  appUrl: 'https://backcast.test',
  now: new Date('2026-03-05T10:00:00Z'),
  newUuid: () => `00000000-0000-4000-8000-${String(++uuids).padStart(12, '0')}`,
  suggestionUuid: (card: string, order: string) => `${card} ${order}`,
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

/** experience.md, "CDS Hooks cards": the copy of A, B, D and C, and what each suggests. */
const wordings: readonly (readonly [CardChoice, summary: string, labels: readonly string[], step: string])[] = [
  [
    { kind: 'no-bmd' },
    'No bone density (BMD) in 24 months. Residual back pain risk cannot be estimated before vertebral augmentation.',
    ['Order DXA (draft)'],
    'data',
  ],
  [
    { kind: 'ready-to-review' },
    'Spine CT and BMD found. Residual back pain risk can be reviewed before this order is signed (about 2 minutes).',
    ['Order spine MRI with STIR (draft)'],
    'data',
  ],
  [
    { kind: 'cleft-unrecorded' },
    'Intravertebral cleft not recorded for this fracture. Add a CT reading to complete the residual back pain review.',
    [],
    'imaging',
  ],
  [
    signedChoice(),
    'Signed estimate 5 Mar: about 31 in 100 (range 19 to 44) have residual back pain. No osteoporosis treatment on file.',
    ['Refer to bone health (draft)', 'Refer to pain clinic (draft)'],
    'consent',
  ],
];

test.each(wordings)(
  '%p is worded as experience.md words it, and its link opens the right step',
  (choice, summary, labels, step) => {
    const card = buildCard(choice, facts, around);
    expect(card.summary).toBe(summary);
    expect((card.suggestions ?? []).map(({ label }) => label)).toEqual(labels);
    const [link] = card.links;
    expect(link.type === 'smart' && JSON.parse(link.appContext)).toMatchObject({ step });
  },
);

test('every suggested order is a ServiceRequest that both validators accept', () => {
  const orders = wordings.flatMap(([choice]) => buildCard(choice, facts, around).suggestions ?? []);
  expect(orders).toHaveLength(4);
  for (const { actions } of orders) for (const { resource } of actions) expect(faultsOf(resource)).toEqual([]);
});

test('the override reasons are those of experience.md', () => {
  const { overrideReasons } = buildCard({ kind: 'no-bmd' }, facts, around);
  expect(overrideReasons.map(({ code }) => code).join(' · ')).toBe(
    'already-addressed · patient-informed-other-way · patient-declined · contraindicated · urgent-procedure · wrong-level-or-study · not-osteoporotic · disagree-with-estimate · later-visit · other',
  );
});

test('details name what was found with its date (C7)', () => {
  const detail = (choice: CardChoice) => buildCard(choice, facts, around).detail;
  expect(detail({ kind: 'ready-to-review' })).toContain('Found: CT of 3 Mar 2026; T-score lumbar spine of 5 Jan 2026.');
  expect(detail({ kind: 'cleft-unrecorded' })).toContain('CT of 3 Mar 2026');
  expect(detail({ kind: 'no-bmd' })).toContain('(last: T-score lumbar spine of 5 Jan 2026)');
});

test('MRI is suggested only while the fascia is unknown and no MRI is ordered (C6)', () => {
  const suggested = (changes: Partial<OrderFacts>) =>
    buildCard({ kind: 'ready-to-review' }, { ...facts, ...changes }, around).suggestions;
  expect(suggested({ fasciaRecorded: true })).toBeUndefined();
  expect(suggested({ ordersInPlace: new Set(['spine-mri' as const]) })).toBeUndefined();
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
