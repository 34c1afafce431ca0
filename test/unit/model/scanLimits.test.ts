import { readFileSync } from 'node:fs';
import type { CaseFacts } from '@/lib/model/caseFacts';
import { type ModelManifest, parseManifest } from '@/lib/model/manifest';
import { scanLimits } from '@/lib/model/scanLimits';

const parsed = parseManifest(JSON.parse(readFileSync('models/rbp-tabnet-demo/manifest.json', 'utf8')));
if (!parsed.ok) throw new Error(parsed.problem.message);
const { limits }: ModelManifest = parsed.value;

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
