import 'client-only';
import { createDecodePool, type DecodePool, type DecodeWorker } from './decodePool';

/** The page's pool: one worker less than there are processors, at most four. Workers start with the first frame. */
export function createBrowserDecodePool(): DecodePool {
  const size = Math.min(4, Math.max(1, (navigator.hardwareConcurrency ?? 2) - 1));
  const spawn = (): DecodeWorker => new Worker(new URL('./decode.worker.ts', import.meta.url), { type: 'module' });
  return createDecodePool(spawn, size);
}
