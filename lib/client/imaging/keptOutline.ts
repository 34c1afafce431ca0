import 'client-only';
import type { VertebraLevel } from '@/lib/core/vertebra';
import { originOfBox } from '@/lib/volume/box';
import type { MaskPart } from '@/lib/volume/maskPart';
import { type Geometry, type Triple, voxelCount } from '@/lib/volume/volume';
import type { OutlineOrigin } from './outline';

/** An outline as the session's store keeps it, small enough for a reload to lose nothing: a body takes about 10 kB. */
export interface KeptOutline {
  /** The CT that it was drawn on; on another one it means nothing. */
  readonly seriesUid: string;
  readonly origin: OutlineOrigin;
  readonly edited: boolean;
  readonly level?: VertebraLevel;
  readonly lower: Triple;
  readonly size: Triple;
  /** Lengths of runs outside and inside by turns, x fastest, in base 36 with spaces. */
  readonly runs: string;
}

export function runsOf(data: Uint8Array): string {
  const runs: number[] = [];
  let inside = 0;
  let length = 0;
  for (const value of data) {
    if ((value === 0 ? 0 : 1) === inside) {
      length += 1;
      continue;
    }
    runs.push(length);
    inside = 1 - inside;
    length = 1;
  }
  runs.push(length);
  return runs.map((run) => run.toString(36)).join(' ');
}

/** The outline put back on its CT, or undefined if it does not fit this grid: then nothing is made up. */
export function partOfKept({ lower, size, runs }: KeptOutline, volume: Geometry): MaskPart | undefined {
  if (lower.some((first, axis) => first < 0 || first + size[axis] > volume.size[axis])) return undefined;
  const { spacingMm, direction } = volume;
  const geometry = { size, spacingMm, direction, originLps: originOfBox(volume, { lower, size }) };
  const data = new Uint8Array(voxelCount(geometry));
  let at = 0;
  for (const [turn, run] of runs.split(' ').entries()) {
    const length = Number.parseInt(run, 36);
    if (!(length >= 0) || at + length > data.length) return undefined;
    if (turn % 2 === 1) data.fill(1, at, at + length);
    at += length;
  }
  return at === data.length ? { mask: { ...geometry, data }, lower } : undefined;
}
