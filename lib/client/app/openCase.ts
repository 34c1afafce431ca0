import 'client-only';
import { type CaseStore, openCaseStore } from '../case/caseStore';
import { type FhirSession, resumeFhirSession } from '../session/fhirSession';
import { FrameStorage } from '../session/frameStorage';
import { keepForRelaunch } from '../session/keptCase';
import { wearLook } from './wearLook';

/** What every screen of a case works with. */
export interface OpenCase {
  readonly fhir: FhirSession;
  readonly store: CaseStore;
  /** The sign-in has ended for good: keeps the case for a new launch of the same patient. False where this window keeps nothing. */
  readonly keep: () => boolean;
}

/** One promise a page: React's strict mode runs effects twice, and a launch must be resumed once. */
let opening: Promise<OpenCase | undefined> | undefined;

/** The case of this frame's launch; undefined where there was none, or where it has ended. */
export function openCase(): Promise<OpenCase | undefined> {
  opening ??= open();
  return opening;
}

async function open(): Promise<OpenCase | undefined> {
  const storage = new FrameStorage(window);
  const fhir = await resumeFhirSession(storage, window.location.origin);
  if (!fhir) return undefined;
  const { launchId, look } = fhir.session;
  if (look) wearLook(document, look);
  const keep = () => {
    void keepForRelaunch(storage, launchId);
    return storage.durable;
  };
  return { fhir, store: await openCaseStore(launchId, storage), keep };
}
