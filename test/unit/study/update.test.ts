import { seededRandom } from '@/lib/core/random';
import { orThrow } from '@/lib/core/result';
import { expit, logit } from '@/lib/model/calibrate';
import type { SiteCase } from '@/lib/study/monitor/siteCases';
import { emptyHistory, registryBlock, withApproval, withProposal } from '@/lib/study/update/history';
import { proposeUpdate, type UpdateProposal } from '@/lib/study/update/proposeUpdate';
import { applyTerms, composed } from '@/lib/study/update/terms';

const model = { id: 'm', version: '1.0.0' };

/** Outcomes by a truth of the shown chance and one input. */
function madeUp(count: number, truth: (lp: number, x: number) => number, seed = 5): SiteCase[] {
  const random = seededRandom(seed, 'update');
  return Array.from({ length: count }, (_, i) => {
    const [lp, x] = [-1.5 + random.normal(), random.normal()];
    return {
      id: `c${i}`,
      date: '2026-05-01',
      probability: expit(lp),
      outlineEdited: false,
      outcome: random.uniform() < expit(truth(lp, x)),
      groups: {},
      inputs: { x },
    };
  });
}
const methodOf = (cases: readonly SiteCase[]) => orThrow(proposeUpdate(cases, ['x'])).test.method;

describe('the update that the outcomes ask for (S24)', () => {
  test.each([
    ['nothing where the model is right', (lp: number) => lp, 'none'],
    ['an intercept where everybody has more pain', (lp: number) => lp + 0.8, 'intercept'],
    ['intercept and slope where the chances are too extreme', (lp: number) => -0.9 + 0.4 * lp, 'slope'],
    ['training anew where an input acts otherwise', (lp: number, x: number) => lp + 0.9 * x, 'refit'],
  ] as const)('is %s', (_what, truth, method) => {
    expect(methodOf(madeUp(800, truth))).toBe(method);
  });

  test('is "none" for about 95 of 100 sites where the model is right: the procedure errs at its stated level', () => {
    const kept = Array.from({ length: 40 }, (_, seed) => methodOf(madeUp(500, (lp) => lp, seed))).filter(
      (method) => method === 'none',
    );
    expect(kept.length).toBeGreaterThanOrEqual(33);
  });

  test('is refused below 50 events, with what to do', () => {
    const result = proposeUpdate(
      madeUp(120, (lp) => lp),
      ['x'],
    );
    expect(result).toMatchObject({
      ok: false,
      problem: { code: 'too-few-events', remedy: expect.stringContaining('50') },
    });
  });

  test('passes its guards where it helps, and replaces the calibration that was in force as one', () => {
    const cases = madeUp(600, (lp) => lp + 0.8);
    const current = { intercept: -0.3, slope: 1.1 };
    const { terms, guards } = orThrow(proposeUpdate(cases, ['x'], current));
    expect(guards.map(({ passed }) => passed)).toEqual([true, true, true]);
    const added = (terms?.intercept ?? 0) + 0.3;
    expect(terms?.slope).toBeCloseTo(1.1, 12);
    expect(added).toBeGreaterThan(0.6);
    expect(added).toBeLessThan(1);
  });
});

test('two changes after another are the same as their composition', () => {
  const [first, then] = [
    { intercept: 0.4, slope: 0.8 },
    { intercept: -0.2, slope: 1.3 },
  ];
  const p = [0.02, 0.3, 0.9];
  const inTwo = applyTerms(applyTerms(p, first), then);
  const atOnce = applyTerms(p, composed(first, then));
  for (const [i, value] of inTwo.entries()) expect(logit(atOnce[i])).toBeCloseTo(logit(value), 12);
});

describe('approval by two people', () => {
  const proposal = orThrow(
    proposeUpdate(
      madeUp(600, (lp) => lp + 0.8),
      ['x'],
    ),
  );
  const history = withProposal(emptyHistory, proposal, model, '2026-06-01') ?? emptyHistory;
  const once = orThrow(withApproval(history, 'site 1', 'Dr Ruiz', '2026-06-02'));

  test('gives the registry its block after the second person, and not before', () => {
    expect(registryBlock(once.versions[0])).toBeUndefined();
    const twice = orThrow(withApproval(once, 'site 1', 'Dr Chen', '2026-06-03'));
    expect(registryBlock(twice.versions[0])).toMatchObject({
      modelId: 'm',
      modelVersion: '1.0.0',
      version: 'site 1',
      updated: '2026-06-03',
      approvedBy: ['Dr Ruiz', 'Dr Chen'],
      patients: 600,
    });
  });

  test('does not count one person twice, in whatever letters', () => {
    expect(withApproval(once, 'site 1', ' dr ruiz ', '2026-06-03')).toMatchObject({ ok: false });
  });

  test('is refused for a version that failed a guard, with the guard', () => {
    const failed: UpdateProposal = {
      ...proposal,
      guards: [{ name: 'stability', passed: false, finding: 'It moves.' }],
    };
    const kept = withProposal(emptyHistory, failed, model, '2026-06-01') ?? emptyHistory;
    const result = withApproval(kept, 'site 1', 'Dr Ruiz', '2026-06-02');
    expect(result.ok ? '' : result.problem.message).toContain('stability (It moves.)');
  });

  test('leaves every earlier version as it was', () => {
    const next = withProposal(once, proposal, model, '2026-09-01');
    expect(next?.versions.map(({ version }) => version)).toEqual(['site 1', 'site 2']);
    expect(next?.versions[0]).toEqual(once.versions[0]);
  });
});
