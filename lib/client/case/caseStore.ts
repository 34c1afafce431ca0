import 'client-only';
import type { FrameStorage } from '../session/frameStorage';
import type { CaseState } from './caseState';

export const caseKey = (launchId: string): string => `backcast.case.${launchId}`;

/**
 * The case of one launch, kept in that launch's own store after each change, so that a reload, an expired token or the
 * browser's back button loses nothing (E8, E12). Listeners are told of each change.
 */
export interface CaseStore {
  readonly get: () => CaseState;
  readonly update: (change: Partial<CaseState>) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export async function openCaseStore(launchId: string, storage: FrameStorage): Promise<CaseStore> {
  const kept = (await storage.get(caseKey(launchId))) as CaseState | undefined;
  let state: CaseState = kept?.launchId === launchId ? kept : { launchId, edits: [], choices: {} };
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    update: (change) => {
      state = { ...state, ...change };
      void storage.set(caseKey(launchId), state);
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
