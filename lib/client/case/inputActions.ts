import 'client-only';
import type { AppEvent } from '@/lib/core/appEvents';
import type { SmartSession } from '@/lib/smart/session';
import type { EditableInput, InputEdit } from './caseState';
import type { CaseStore } from './caseStore';

/** What a clinician changes about the inputs, each told to the audit (S16). */
export interface InputActions {
  readonly correct: (input: EditableInput, correction: Pick<InputEdit, 'value' | 'measuredOn' | 'reason'>) => void;
  /** Uses the chart's value again. */
  readonly undo: (input: EditableInput) => void;
  /** Of values that contradict each other, by the reference of the one that holds. */
  readonly choose: (input: string, reference: string) => void;
}

export function inputActions(
  { user, launchId }: Pick<SmartSession, 'user' | 'launchId'>,
  store: Pick<CaseStore, 'get' | 'update'>,
  report: (event: AppEvent) => void,
  now: () => Date,
): InputActions {
  const without = (input: EditableInput) => store.get().edits.filter((edit) => edit.input !== input);
  const change = (changes: Parameters<CaseStore['update']>[0]) => {
    store.update(changes);
    report({ event: 'edit', launch: launchId });
  };
  return {
    correct: (input, correction) =>
      change({ edits: [...without(input), { ...correction, input, by: user.name, at: now().toISOString() }] }),
    undo: (input) => change({ edits: without(input) }),
    choose: (input, reference) => change({ choices: { ...store.get().choices, [input]: reference } }),
  };
}
