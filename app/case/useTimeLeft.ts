'use client';
import { useEffect, useState } from 'react';
import { sayTimeLeft, secondsLeft } from '@/lib/core/timeLeft';

/** Time left of a counted piece of work, in words, from the moment that its count was first seen. */
export function useTimeLeft(done: number | undefined, total: number | undefined): string | undefined {
  const [begun, setBegun] = useState<number>();
  useEffect(() => {
    if (total !== undefined) setBegun((before) => before ?? performance.now());
  }, [total]);
  if (done === undefined || total === undefined || begun === undefined) return undefined;
  const seconds = secondsLeft(done, total, performance.now() - begun);
  return seconds === undefined ? undefined : sayTimeLeft(seconds);
}
