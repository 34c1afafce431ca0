'use client';
import { createContext, type ReactNode, useContext } from 'react';
import type { ModelStatus } from '@/lib/core/modelStatus';
import type { OwnTabs } from '../ownTab/framedTab';

export interface Installed {
  /** Of the model in use (S1). */
  readonly status: ModelStatus;
  /** Of the container that delivers the app, where its operator names it (S15). */
  readonly imageDigest?: string;
  readonly ownTabs: OwnTabs;
}

const InstalledContext = createContext<Installed | undefined>(undefined);

/** Makes known to every step of a case what is installed. */
export function InstalledModel({
  installed,
  children,
}: {
  readonly installed: Installed;
  readonly children: ReactNode;
}) {
  return <InstalledContext value={installed}>{children}</InstalledContext>;
}

/** For components below the case's layout. */
export function useInstalledModel(): Installed {
  const installed = useContext(InstalledContext);
  if (!installed) throw new Error("useInstalledModel is used outside the case's layout");
  return installed;
}
