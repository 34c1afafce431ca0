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

/** HU of each raw cell, for slices that share format, rescale and padding. */
interface CellTable {
  readonly hu: Int16Array | Float32Array;
  readonly isPadding?: Uint8Array;
}

/**
 * A function that turns raw cells into HU at `offset` of the volume: mask and sign, rescale, padding to air. Looking
 * values up is several times faster than computing them, and most series need one table.
 */
export function createSliceFiller(
  out: Int16Array | Float32Array,
  counts: SliceCounts,
): (offset: number, raw: RawPixels, header: SliceHeader) => void {
  const tables = new Map<string, CellTable>();
  return (offset, raw, header) => {
    const { format, slope, intercept, padding } = header;
    const key = JSON.stringify([format, slope, intercept, padding]);
    const table = tables.get(key) ?? cellTable(header, out, counts);
    tables.set(key, table);
    const { hu, isPadding } = table;
    const slice = out.subarray(offset, offset + raw.length);
    let saturated = 0;
    for (let i = 0; i < raw.length; i++) {
      const value = hu[raw[i]];
      slice[i] = value;
      // Without a branch the loop takes a fifth less.
      saturated += value === saturatedHu ? 1 : 0;
    }
    counts.saturated += saturated;
    if (isPadding) for (let i = 0; i < raw.length; i++) counts.padded += isPadding[raw[i]];
  };
}

const saturatedHu = 3071;

function cellTable(slice: SliceHeader, out: Int16Array | Float32Array, counts: SliceCounts): CellTable {
  const { slope, intercept, format } = slice;
  const toStored = cellToStored(format);
  const { low, high } = paddingRange(slice, counts);
  const cells = format.bitsAllocated === 8 ? 256 : 65_536;
  const hu = out instanceof Int16Array ? new Int16Array(cells) : new Float32Array(cells);
  const isPadding = new Uint8Array(cells);
  for (let cell = 0; cell < cells; cell++) {
    const stored = toStored(cell);
    if (stored >= low && stored <= high) isPadding[cell] = 1;
    hu[cell] = isPadding[cell] === 1 ? airHu : stored * slope + intercept;
  }
  return low <= high ? { hu, isPadding } : { hu };
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
