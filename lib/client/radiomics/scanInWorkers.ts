import 'client-only';
import type { Volume } from '@/lib/volume/volume';
import { RadiomicsWorker } from './radiomicsClient';

/** Two workers that hold one scan: one for the region, one for its variants. */
export interface ScanInWorkers {
  readonly ofRegion: RadiomicsWorker;
  readonly ofVariants: RadiomicsWorker;
}

let held: (ScanInWorkers & { readonly image: Volume }) | undefined;

/**
 * Brings a scan into the workers, once. The imaging step calls this ahead, so that it is there when the clinician has looked
 * at it: to start two workers and to copy 160 slices takes half a second. The scan that they held before is let go.
 */
export function scanInWorkers(image: Volume): ScanInWorkers {
  if (held?.image === image) return held;
  releaseScan();
  const workers = { ofRegion: new RadiomicsWorker(), ofVariants: new RadiomicsWorker() };
  held = { image, ...workers };
  for (const worker of Object.values(workers)) worker.hold(image);
  return workers;
}

/** Ends the workers, and with them the copies of the scan. */
export function releaseScan(): void {
  held?.ofRegion.terminate();
  held?.ofVariants.terminate();
  held = undefined;
}
