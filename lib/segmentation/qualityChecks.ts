import type { QualityCheck, SeriesFacts } from '@/lib/core/imagingRecord';
import type { VertebraLevel } from '@/lib/core/vertebra';
import { indexToPatient } from '@/lib/volume/coordinates';
import type { Mask, Volume } from '@/lib/volume/volume';
import { centroid } from './centroid';
import { type LevelCentre, orderConflict } from './levelOrder';
import { measureMask } from './measureMask';

export interface QualitySettings {
  readonly facts: SeriesFacts;
  /** Level that the segmentation names, and the one that the chart's fracture has. */
  readonly maskLevel: VertebraLevel;
  readonly fractureLevel?: VertebraLevel;
  /** Other vertebrae whose level is known, for instance from the same stored segmentation, in the patient. */
  readonly otherLevels?: readonly LevelCentre[];
}

/** A lumbar or lower thoracic body, crushed or whole, lies between these; below is a fragment, above is more than one body. */
const volumeLimitsMl = [4, 90] as const;
const meanHuLimits = [-50, 600] as const;
const metalHu = 2000;
const cementHu = 700;
/** Cement is compact: this much of it together, against single dense voxels of an endplate. */
const cementLimitMm3 = 150;

/** What is measured on a mask before a reader accepts it (P2); each check says its limit and what to do. */
export function qualityChecks(image: Volume, mask: Mask, settings: QualitySettings): readonly QualityCheck[] {
  const measured = measureMask(image, mask, { metalHu, cementHu });
  const ml = measured.volumeMm3 / 1000;
  return [
    check(
      'volume',
      ml >= volumeLimitsMl[0] && ml <= volumeLimitsMl[1],
      `${ml.toFixed(1)} ml`,
      `${volumeLimitsMl[0]} to ${volumeLimitsMl[1]} ml`,
      'Draw the outline again around one vertebra.',
      ml,
    ),
    check(
      'cut-by-edge',
      measured.edgeVoxels === 0,
      `${measured.edgeVoxels} voxels at the edge of the scan`,
      '0 voxels',
      'Use a scan that holds the whole vertebra.',
      measured.edgeVoxels,
    ),
    check(
      'islands',
      measured.islands === 1,
      measured.islands === 1 ? 'one piece' : `${measured.islands} separate pieces`,
      'one piece',
      'Keep the largest piece.',
      measured.islands,
    ),
    {
      id: 'holes',
      state: measured.holeVoxels === 0 ? 'ok' : 'attention',
      measured: `${measured.holeVoxels} voxels enclosed`,
      limit: '0 voxels',
      remedy: 'Fill them with the brush, unless they are meant.',
      value: measured.holeVoxels,
    },
    check(
      'mean-hu',
      measured.meanHu >= meanHuLimits[0] && measured.meanHu <= meanHuLimits[1],
      `${Math.round(measured.meanHu)} HU`,
      `${meanHuLimits[0]} to ${meanHuLimits[1]} HU`,
      'Check that the outline is on bone.',
      measured.meanHu,
    ),
    check(
      'metal',
      measured.metalVoxels === 0,
      `${measured.metalVoxels} voxels over ${metalHu} HU`,
      '0 voxels',
      'Metal spoils the texture: no estimate is made.',
      measured.metalVoxels,
    ),
    check(
      'cement',
      measured.largestDenseMm3 < cementLimitMm3,
      `${Math.round(measured.largestDenseMm3)} mm³ over ${cementHu} HU together`,
      `under ${cementLimitMm3} mm³`,
      'Cement from an earlier procedure: no estimate is made.',
      measured.largestDenseMm3,
    ),
    levelCheck(mask, settings),
    check(
      'slice-spacing',
      true,
      `${settings.facts.sliceSpacingMm.toFixed(2)} mm`,
      'shown; the model states its limit',
      'Use thinner slices.',
      settings.facts.sliceSpacingMm,
    ),
  ];
}

/** The level against the chart's fracture and, where other levels are known, against their order along the spine. */
function levelCheck(mask: Mask, { maskLevel, fractureLevel, otherLevels = [] }: QualitySettings): QualityCheck {
  const centre = indexToPatient(mask, centroid(mask));
  const conflict = orderConflict({ level: maskLevel, centre }, otherLevels);
  if (conflict)
    return check(
      'level',
      false,
      `outline of ${maskLevel}, which its place beside ${conflict.level} contradicts`,
      'order of the levels along the spine',
      'Count the levels again.',
    );
  return check(
    'level',
    fractureLevel === undefined ? undefined : maskLevel === fractureLevel,
    `outline of ${maskLevel}`,
    fractureLevel ? `fracture at ${fractureLevel}` : 'level of the fracture',
    'Settle which level is to be treated.',
  );
}

function check(
  id: QualityCheck['id'],
  met: boolean | undefined,
  measured: string,
  limit: string,
  remedy: string,
  value?: number,
): QualityCheck {
  return {
    id,
    state: met === undefined ? 'unknown' : met ? 'ok' : 'stop',
    measured,
    limit,
    remedy,
    ...(value !== undefined && { value }),
  };
}
