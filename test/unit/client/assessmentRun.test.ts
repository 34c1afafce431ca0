import type { CaseState } from '@/lib/client/case/caseState';
import { assessmentRun } from '@/lib/client/result/assessmentRun';
import { fail, ok } from '@/lib/core/result';
import { chartDataSample as chart } from '@/test/support/chartDataSample';

const edit = (value: number) =>
  ({ input: 'bmi', value, reason: 'weighed today', by: 'Dr Ruiz', at: '2026-03-05T10:00:00Z' }) as const;
/** A case with its outline accepted; each test has its own launch, so that no other test's run is taken for its own. */
const accepted = (launchId: string, acceptedAt = '2026-03-05T09:00:00Z'): CaseState =>
  ({ launchId, chart, edits: [], choices: {}, imaging: { acceptedAt } }) as unknown as CaseState;

function counted() {
  const asked: CaseState[] = [];
  const settle: ((result: unknown) => void)[] = [];
  const assess = (state: CaseState) => {
    asked.push(state);
    return new Promise((resolve) => settle.push(resolve));
  };
  const run = (state: CaseState) => assessmentRun(state, undefined, 'model', { stoppedModels: [] }, assess as never);
  return { asked, settle, run };
}

describe('the working out of a result', () => {
  test('is one for the same inputs, also when the chart was read again meanwhile', () => {
    const { asked, run } = counted();
    const state = accepted('a');
    expect(run({ ...state, chart: { ...chart } })).toBe(run(state));
    expect(asked).toHaveLength(1);
  });

  test.each([
    ['a corrected input', (state: CaseState): CaseState => ({ ...state, edits: [edit(31)] })],
    [
      'another choice between two values',
      (state: CaseState): CaseState => ({ ...state, choices: { tScore: 'Observation/2/_history/1' } }),
    ],
    ['an outline that was accepted later', () => accepted('b', '2026-03-05T09:30:00Z')],
    ['another launch', () => accepted('c')],
  ])('is another one for %s, and the first is no result of that case', async (_what, changed) => {
    const { asked, settle, run } = counted();
    const state = accepted('b');
    const first = run(state);
    const next = changed(state);
    expect(first.isOf(next)).toBe(false);
    const second = run(next);
    expect(second).not.toBe(first);
    expect(asked).toEqual([state, next]);
    settle[1](ok({ features: {} }));
    expect(await second.result).toEqual(ok({ features: {} }));
    expect(second.isOf(next)).toBe(true);
  });

  test('that failed or broke is begun anew when it is asked for again', async () => {
    const { asked, settle, run } = counted();
    const state = accepted('d');
    settle.length = 0;
    const first = run(state);
    settle[0](fail({ code: 'x', message: 'm', remedy: 'r' }));
    await first.result;
    expect(run(state)).not.toBe(first);
    expect(asked).toHaveLength(2);

    const breaking = () => Promise.reject(new Error('a worker broke'));
    const broke = assessmentRun(accepted('e'), undefined, 'model', { stoppedModels: [] }, breaking as never);
    expect(await broke.result).toMatchObject({ ok: false, problem: { code: 'assessment-broken' } });
  });
});
