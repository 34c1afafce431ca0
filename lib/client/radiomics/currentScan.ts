import 'client-only';
import type { Volume } from '@/lib/volume/volume';
import { ScanMeasurer } from './scanMeasurer';

let current: { readonly image: Volume; readonly measurer: ScanMeasurer } | undefined;

/** The measurer of the scan that the clinician looks at; the one of another scan ends when nobody waits for it any more. */
export function measurerOf(image: Volume): ScanMeasurer {
  if (current?.image === image) return current.measurer;
  current?.measurer.retire();
  current = { image, measurer: new ScanMeasurer(image) };
  return current.measurer;
}

/** Lets the copy of a scan go that was measured. */
export function releaseScan(image: Volume): void {
  if (current?.image !== image) return;
  current.measurer.retire();
  current = undefined;
}
