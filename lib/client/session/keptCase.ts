import 'client-only';
import type { SmartSession } from '@/lib/smart/session';
import { caseKey } from '../case/caseKey';
import type { CaseState } from '../case/caseState';
import type { FrameStorage } from './frameStorage';

export const sessionKey = (launchId: string): string => `backcast.session.${launchId}`;
const endedKey = (launchId: string): string => `backcast.ended.${launchId}`;

/** Steps that a relaunch may return to; others start at the data step. */
const steps = ['data', 'imaging', 'result', 'decide', 'consent', 'sign'] as const;
type CaseStep = (typeof steps)[number];

/**
 * The sign-in of a launch has ended for good: its case stays in this window for a new launch of the same patient by the
 * same user (E12), and its tokens go.
 */
export async function keepForRelaunch(storage: FrameStorage, launchId: string): Promise<void> {
  await markEnded(storage, launchId);
  await storage.unset(launchId);
}

/** From now on a new launch may take this case over. */
export const markEnded = (storage: FrameStorage, launchId: string): Promise<unknown> =>
  storage.set(endedKey(launchId), true);

/** Before a new launch of this frame: what earlier ones left goes (E9), except cases whose sign-in ended. Returns the kept ones. */
export async function clearEarlier(storage: FrameStorage, now: Date): Promise<readonly string[]> {
  const here = storage.launchId ? [storage.launchId] : [];
  // A tab of our own holds no other frame of ours, so whatever its store holds is of earlier launches.
  const earlier = storage.ownTab ? [...new Set([...here, ...launchesIn(storage)])] : here;
  const kept: string[] = [];
  for (const launchId of earlier) {
    if (await hasEnded(storage, launchId, now)) {
      await keepForRelaunch(storage, launchId);
      kept.push(launchId);
    } else storage.clear(launchId);
  }
  return kept;
}

/**
 * After a launch is signed in: takes over the case of an ended launch of the same patient by the same user at the same
 * EHR, and removes what must not be seen any more: everything of another user, and the earlier cases of this frame.
 * @returns the step at which the case that was taken over stood.
 */
export async function takeOver(
  storage: FrameStorage,
  session: SmartSession,
  earlierOfFrame: readonly string[],
  now: Date,
): Promise<CaseStep | undefined> {
  let step: CaseStep | undefined;
  for (const launchId of launchesIn(storage)) {
    if (launchId === session.launchId) continue;
    const other = (await storage.get(sessionKey(launchId))) as SmartSession;
    const sameUser = other.issuer === session.issuer && other.user.reference === session.user.reference;
    const samePatient = sameUser && other.patientId === session.patientId;
    if (samePatient && (await hasEnded(storage, launchId, now))) {
      const kept = (await storage.get(caseKey(launchId))) as CaseState | undefined;
      if (kept) {
        await storage.set(caseKey(session.launchId), inLaunch(kept, session.launchId));
        step = steps.find((one) => one === kept.step) ?? 'data';
      }
      storage.clear(launchId);
    } else if (!sameUser || earlierOfFrame.includes(launchId)) storage.clear(launchId);
  }
  return step;
}

/** The clinician has signed in anew, so a screen that was handed to the patient is the clinician's again. */
function inLaunch(kept: CaseState, launchId: string): CaseState {
  if (!kept.consent) return { ...kept, launchId };
  const { lock, ...consent } = kept.consent;
  return { ...kept, launchId, consent };
}

const launchesIn = (storage: FrameStorage): readonly string[] => storage.endings(sessionKey(''));

async function hasEnded(storage: FrameStorage, launchId: string, now: Date): Promise<boolean> {
  if (await storage.get(endedKey(launchId))) return true;
  const tokens = (await storage.get(launchId)) as { expiresAt?: number } | undefined;
  return tokens?.expiresAt !== undefined && tokens.expiresAt * 1000 <= now.getTime();
}
