import { cellToStored, type RawPixels } from './pixelFormat';
import type { SliceHeader } from './sliceHeader';

export const airHu = -1024;

/** Padding that would read as tissue is a header's mistake, because scanners pad with air or below (imaging.md). */
const highestPaddingHu = -500;

export interface SliceCounts {
  padded: number;
  saturated: number;
  /** Set if the header's padding value lies within tissue and was therefore not applied. */
  implausiblePadding: boolean;
}

/** Turns raw cells into HU at `offset` of the volume: mask and sign, rescale, padding to air. */
export function fillSlice(
  out: Int16Array | Float32Array,
  offset: number,
  raw: RawPixels,
  slice: SliceHeader,
  counts: SliceCounts,
): void {
  const { slope, intercept, format } = slice;
  const drop = 31 - format.highBit;
  const keep = 32 - format.bitsStored;
  const { low, high } = paddingRange(slice, counts);
  const saturated = (3071 - intercept) / slope;
  let padded = 0;
  let atTop = 0;
  for (let i = 0; i < raw.length; i++) {
    const stored = format.signed ? (raw[i] << drop) >> keep : (raw[i] << drop) >>> keep;
    if (stored >= low && stored <= high) {
      out[offset + i] = airHu;
      padded++;
      continue;
    }
    if (stored === saturated) atTop++;
    out[offset + i] = stored * slope + intercept;
  }
  counts.padded += padded;
  counts.saturated += atTop;
}

/** Whether every value of this slice becomes an integer that 16 bits carry; the pixels are looked at only in doubt. */
export function fitsInt16({ slope, intercept, format }: SliceHeader, raw: RawPixels): boolean {
  if (!Number.isInteger(slope) || !Number.isInteger(intercept)) return false;
  const fits = (low: number, high: number) => {
    const ends = [low * slope + intercept, high * slope + intercept];
    return Math.min(...ends) >= -32768 && Math.max(...ends) <= 32767;
  };
  const lowest = format.signed ? -(2 ** (format.bitsStored - 1)) : 0;
  if (fits(lowest, lowest + 2 ** format.bitsStored - 1)) return true;
  const toStored = cellToStored(format);
  let low = toStored(raw[0]);
  let high = low;
  for (let i = 1; i < raw.length; i++) {
    const stored = toStored(raw[i]);
    if (stored < low) low = stored;
    else if (stored > high) high = stored;
  }
  return fits(low, high);
}

/** Stored values that are padding; an empty range if there is none. Headers may write it without the sign. */
function paddingRange({ padding, format, slope, intercept }: SliceHeader, counts: SliceCounts) {
  if (!padding) return { low: 1, high: 0 };
  const toStored = cellToStored(format);
  const ends = [toStored(padding.low), toStored(padding.high)];
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  const hu = [low * slope + intercept, high * slope + intercept];
  if (Math.max(...hu) <= highestPaddingHu) return { low, high };
  counts.implausiblePadding = true;
  return { low: 1, high: 0 };
}
