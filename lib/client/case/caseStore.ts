import 'client-only';
import { canonicalJson } from '@/lib/core/hash';
import type { ChartData } from '@/lib/fhir/chartData';
import type { FrameStorage } from '../session/frameStorage';
import { caseKey } from './caseKey';
import type { CaseState } from './caseState';
import { chosenFracture } from './chosenFracture';

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
      const next = { ...state, ...change };
      state = {
        ...state,
        ...(!sameInputs(state, next) && withoutResult),
        // What was thought of one fracture was not thought of another (S2).
        ...(chosenFracture(state)?.level !== chosenFracture(next)?.level && { ownEstimate: undefined }),
        ...change,
      };
      void storage.set(caseKey(launchId), state);
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A result rests on the inputs that it was computed from; with others in force it is no longer this case's (S18). */
const withoutResult = { assessment: undefined, radiomics: undefined } as const;

/**
 * What an estimate is computed from, with the version of each source. Left out is what the app itself writes at a
 * signature, which must not undo it: draft orders, the outline, and the reading of the cleft, whose answer is the case's.
 */
function scoredFrom({ patient, ageYears, sex, bmi, tScore, fractures, fracture, ...chart }: ChartData): string {
  const { fractureCount, fasciaInjury, depression, painScore, earlierAugmentation, pathologicFracture, order } = chart;
  const values = { patient, ageYears, sex, bmi, tScore, fractures, fracture, fractureCount, fasciaInjury, depression };
  const others = { painScore, earlierAugmentation, pathologicFracture, order };
  // A day that passes makes a source older, not another one; a new telephone number changes no estimate.
  const left = ['ageDays', 'alsoKnownBy'];
  const scored = JSON.stringify({ ...values, ...others }, (key, value) => (left.includes(key) ? undefined : value));
  return canonicalJson(JSON.parse(scored));
}

/**
 * Whether a result of the one case is a result of the other: chart, choices, corrections and the accepted outline, or why
 * there is none, are the same.
 */
export const sameInputs = (a: CaseState, b: CaseState): boolean =>
  (a.chart === b.chart || (a.chart && scoredFrom(a.chart)) === (b.chart && scoredFrom(b.chart))) &&
  canonicalJson(a.choices) === canonicalJson(b.choices) &&
  canonicalJson(a.edits) === canonicalJson(b.edits) &&
  a.imaging?.acceptedAt === b.imaging?.acceptedAt &&
  a.withoutScan?.at === b.withoutScan?.at;
