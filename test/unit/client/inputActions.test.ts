import type { CaseState } from '@/lib/client/case/caseState';
import { inputActions } from '@/lib/client/case/inputActions';
import type { AppEvent } from '@/lib/core/appEvents';

function caseWith(start: Partial<CaseState> = {}) {
  let state: CaseState = { launchId: 'launch-1', edits: [], choices: {}, ...start };
  const reported: AppEvent[] = [];
  const store = {
    get: () => state,
    update: (change: Partial<CaseState>) => {
      state = { ...state, ...change };
    },
  };
  const user = { name: 'Dr Ruiz' } as Parameters<typeof inputActions>[0]['user'];
  const change = inputActions(
    { user, launchId: 'launch-1' },
    store,
    (event) => reported.push(event),
    () => new Date('2026-03-05T10:00:00Z'),
  );
  return { change, store, reported };
}
const byRuiz = { by: 'Dr Ruiz', at: '2026-03-05T10:00:00.000Z' };

describe('what a clinician changes about the inputs is kept, and each change is told to the audit as an edit (S14, S16)', () => {
  test('a correction, which takes the place of an earlier one of the same input', () => {
    const { change, store, reported } = caseWith();
    change.correct('bmi', { value: 27.5, reason: 'weighed' });
    change.correct('bmi', { value: 26.5, reason: 'weighed again' });
    expect(store.get().edits).toEqual([{ input: 'bmi', value: 26.5, reason: 'weighed again', ...byRuiz }]);
    expect(reported).toEqual([
      { event: 'edit', launch: 'launch-1' },
      { event: 'edit', launch: 'launch-1' },
    ]);
  });

  test('a correction that is taken back', () => {
    const edit = { input: 'bmi', value: 27.5, reason: 'weighed', ...byRuiz } as const;
    const other = { ...edit, input: 'painScore' } as const;
    const { change, store, reported } = caseWith({ edits: [edit, other] });
    change.undo('bmi');
    expect(store.get().edits).toEqual([other]);
    expect(reported).toEqual([{ event: 'edit', launch: 'launch-1' }]);
  });

  test('a choice between values that contradict each other', () => {
    const { change, store, reported } = caseWith({ choices: { fracture: 'Condition/1' } });
    change.choose('tScore', 'Observation/2/_history/1');
    expect(store.get().choices).toEqual({ fracture: 'Condition/1', tScore: 'Observation/2/_history/1' });
    expect(reported).toEqual([{ event: 'edit', launch: 'launch-1' }]);
  });
});
