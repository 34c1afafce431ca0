'use client';
import { useEffect, useState } from 'react';
import type { ChartSite } from '@/lib/client/app/chartReading';
import { readSignedEarlier } from '@/lib/client/consent/readSignedEarlier';
import type { Problem } from '@/lib/core/result';
import { useCase } from '../CaseFrame';

export interface SignedEarlier {
  readonly reading: boolean;
  /** The chart could not be read, so that nobody knows what is signed in it. */
  readonly problem: Problem | undefined;
  readonly readAgain: () => void;
}

/** Where this launch has no result, reads what the chart holds as signed. */
export function useSignedEarlier(sites: readonly ChartSite[]): SignedEarlier {
  const { fhir, store, state } = useCase();
  const needed = state.assessment === undefined;
  const [attempt, setAttempt] = useState(0);
  const [answer, setAnswer] = useState<{ readonly to: number; readonly problem: Problem | undefined }>();
  useEffect(() => {
    if (!needed) return;
    const leaving = new AbortController();
    readSignedEarlier({ fhir, store }, sites, leaving.signal).then(
      (problem) => !leaving.signal.aborted && setAnswer({ to: attempt, problem }),
    );
    return () => leaving.abort();
  }, [needed, fhir, store, sites, attempt]);
  const read = answer?.to === attempt ? answer : undefined;
  return {
    reading: needed && read === undefined,
    problem: needed ? read?.problem : undefined,
    readAgain: () => setAttempt(attempt + 1),
  };
}
