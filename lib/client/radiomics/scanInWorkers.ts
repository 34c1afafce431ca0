import 'client-only';
import type { Volume } from '@/lib/volume/volume';
import { RadiomicsWorker } from './radiomicsClient';

/** Two workers that hold one scan: one for the region, one for its variants. */
export interface ScanInWorkers {
  readonly ofRegion: RadiomicsWorker;
  readonly ofVariants: RadiomicsWorker;
  /** Ends the workers, and with them the copies of the scan. */
  readonly end: () => void;
}

let prepared: { readonly image: Volume; readonly workers: ScanInWorkers } | undefined;

/**
 * Brings a scan into workers ahead, so that it is there when the clinician has looked at it: to start two workers and to copy
 * 160 slices takes half a second. Another scan that was prepared and not taken is let go.
 */
export function prepareScan(image: Volume): void {
  if (prepared?.image === image) return;
  prepared?.workers.end();
  prepared = { image, workers: start(image) };
}

/** The workers that hold the scan. They are the taker's, who ends them: what is prepared later leaves them alone. */
export function takeScan(image: Volume): ScanInWorkers {
  if (prepared?.image !== image) return start(image);
  const { workers } = prepared;
  prepared = undefined;
  return workers;
}

function start(image: Volume): ScanInWorkers {
  const [ofRegion, ofVariants] = [new RadiomicsWorker(), new RadiomicsWorker()];
  ofRegion.hold(image);
  ofVariants.hold(image);
  return {
    ofRegion,
    ofVariants,
    end: () => {
      ofRegion.terminate();
      ofVariants.terminate();
    },
  };
}
