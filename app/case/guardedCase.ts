'use client';
import { createContext, useContext } from 'react';

interface GuardedCase {
  /** The sign-in has ended: nothing of the case is shown, and nothing of it may answer to a key. */
  readonly hidden: boolean;
  /** Where a dialog of the case goes, so that it is hidden with the rest. */
  readonly dialogs: HTMLElement | null;
}

export const GuardedCaseContext = createContext<GuardedCase>({ hidden: false, dialogs: null });

/** For components below SessionGuard. */
export const useGuardedCase = (): GuardedCase => useContext(GuardedCaseContext);
