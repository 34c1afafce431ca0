'use client';
import { createContext, type ReactNode, useContext } from 'react';
import type { ModelStatus } from '@/lib/ui/IntendedUse';

const StatusContext = createContext<ModelStatus | undefined>(undefined);

/** Makes the status of the installed model known to every step of a case (S1). */
export function InstalledModel({ status, children }: { readonly status: ModelStatus; readonly children: ReactNode }) {
  return <StatusContext value={status}>{children}</StatusContext>;
}

/** For components below the case's layout. */
export function useModelStatus(): ModelStatus {
  const status = useContext(StatusContext);
  if (!status) throw new Error("useModelStatus is used outside the case's layout");
  return status;
}
