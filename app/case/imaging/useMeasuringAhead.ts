import { useEffect } from 'react';
import { type Outline, partOf } from '@/lib/client/imaging/outline';
import { measureAhead } from '@/lib/client/result/assessCase';
import type { Volume } from '@/lib/volume/volume';

/** Not in the way of the first sight of the scan, nor of an outline that is being corrected. */
const settledAfterMs = 1000;

/** Measures the outline while it is looked at, unless the case has its result and nothing waits for one. */
export function useMeasuringAhead(
  modelId: string,
  volume: Volume,
  outline: Outline | undefined,
  assessed: boolean,
): void {
  useEffect(() => {
    if (assessed) return;
    const start = () => void measureAhead(modelId, volume, outline && partOf(outline));
    const timer = setTimeout(start, settledAfterMs);
    return () => clearTimeout(timer);
  }, [modelId, volume, outline, assessed]);
}
