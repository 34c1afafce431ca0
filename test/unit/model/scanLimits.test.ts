import { readFileSync } from 'node:fs';
import type { CaseFacts } from '@/lib/model/caseFacts';
import { type ModelManifest, parseManifest } from '@/lib/model/manifest';
import { scanLimits } from '@/lib/model/scanLimits';
import { defaultLimits } from '@/lib/study/defaultLimits';

const parsed = parseManifest(JSON.parse(readFileSync('models/rbp-tabnet-demo/manifest.json', 'utf8')));
if (!parsed.ok) throw new Error(parsed.problem.message);
const { limits, inputs }: ModelManifest = parsed.value;

test('the shipped package holds every abstention of S6 and caution of S7 as the study writes them', () => {
  const names = inputs.map(({ name }) => name);
  expect(limits).toEqual(defaultLimits(['Backcast phantom*'], names));
  const ids = limits.map(({ id }) => id);
  for (const s6 of [
    ...[
      'bmd-missing',
      'bmd-too-old',
      'cleft-unread',
      'not-ct',
      'contrast',
      'kernel',
      'slice-spacing',
      'slice-thickness',
    ],
    ...['kvp', 'metal', 'cement', 'segmentation', 'several-levels', 'out-of-range', 'pathologic', 'augmented-before'],
    ...['spread', 'far-from-training', 'preprocessing'],
  ])
    expect([s6, limits.find(({ id }) => id === s6)?.severity]).toEqual([s6, 'abstain']);
  for (const s7 of ['unusual', 'bmd-ageing', 'ct-ageing', 'scanner-unseen', 'population']) expect(ids).toContain(s7);
});

const good: CaseFacts = {
  now: '2026-03-05T10:00:00Z',
  modality: 'CT',
  kvp: 120,
  kernel: 'Br40',
  contrast: false,
  sliceSpacingMm: 1,
  sliceThicknessMm: 1,
  inPlaneSpacingMm: 0.7,
  ctAgeDays: 5,
  scannerModel: 'Backcast phantom Synthetic spine',
};
const states = (facts: CaseFacts) =>
  Object.fromEntries(scanLimits(limits, facts).map(({ fact, state }) => [fact, state]));

describe("a scan against the installed model's limits", () => {
  test('is within all of them when it is like the training scans', () => {
    expect(new Set(Object.values(states(good)))).toEqual(new Set(['ok']));
  });

  test.each([
    ['thick slices', { sliceSpacingMm: 5, sliceThicknessMm: 5 }, { sliceSpacingMm: 'stop', sliceThicknessMm: 'stop' }],
    ['contrast', { contrast: true }, { contrast: 'stop' }],
    ['contrast not stated', { contrast: undefined }, { contrast: 'attention' }],
    ['a bone kernel', { kernel: 'Br64' }, { kernel: 'stop' }],
    ['a tube voltage not stated', { kvp: undefined }, { kvp: 'stop' }],
    ['a scan of last year', { ctAgeDays: 300 }, { ctAgeDays: 'attention' }],
  ] as const)('%s: outside, with the words of the limit', (_, change, expected) => {
    expect(states({ ...good, ...change })).toEqual({ ...states(good), ...expected });
    for (const { state, finding, limit } of scanLimits(limits, { ...good, ...change }))
      if (state !== 'ok') expect([finding?.limit, Boolean(finding?.remedy)]).toEqual([limit, true]);
  });
});
