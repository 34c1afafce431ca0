import { useMemo } from 'react';
import type { LoadedImaging } from '@/lib/client/imaging/loadImaging';
import { partOf } from '@/lib/client/imaging/outline';
import { type VertebraLevel, vertebraLevels } from '@/lib/core/vertebra';
import { centroid } from '@/lib/segmentation/centroid';
import { gasHint } from '@/lib/segmentation/gasHint';
import type { LevelCentre } from '@/lib/segmentation/levelOrder';
import { qualityChecks } from '@/lib/segmentation/qualityChecks';
import { cropToBox } from '@/lib/volume/box';
import { indexToPatient } from '@/lib/volume/coordinates';
import { boxOfPart } from '@/lib/volume/maskPart';
import type { OutlineWork } from './outline/useOutline';

/** Measured on the part of the scan around the outline, anew after each step but not while a stroke is drawn. */
export function useChecks(imaging: LoadedImaging, { outline, level }: OutlineWork, fractureLevel?: VertebraLevel) {
  const { ct } = imaging;
  const others = useMemo(() => (level ? neighbourLevels(imaging, level) : []), [imaging, level]);
  return useMemo(() => {
    if (!outline || !level) return [];
    const part = partOf(outline);
    return qualityChecks(cropToBox(ct.volume, boxOfPart(part)), part.mask, {
      facts: ct.facts,
      maskLevel: level,
      ...(fractureLevel && { fractureLevel }),
      otherLevels: others,
    });
  }, [outline, level, ct, fractureLevel, others]);
}

/** Where the archive's own outlines put the vertebrae next to this one. Only these: placing an outline takes a scan's memory. */
function neighbourLevels({ outlines, ct }: LoadedImaging, level: VertebraLevel): readonly LevelCentre[] {
  const near = [-1, 1].map((by) => vertebraLevels[vertebraLevels.indexOf(level) + by]);
  return near.flatMap((neighbour) => {
    const placed = neighbour && outlines.find((one) => one.level === neighbour)?.place();
    return placed?.ok ? [{ level: neighbour, centre: indexToPatient(ct.volume, centroid(placed.value.mask)) }] : [];
  });
}

export function useGasHint({ ct }: LoadedImaging, { outline }: OutlineWork) {
  return useMemo(() => {
    if (!outline) return undefined;
    const part = partOf(outline);
    return gasHint(cropToBox(ct.volume, boxOfPart(part)), part.mask);
  }, [outline, ct]);
}
