import { type VertebraLevel, vertebraLevels } from '@/lib/core/vertebra';
import type { PatientPoint } from '@/lib/volume/volume';

/** A vertebra whose level is known, and the middle of its body. */
export interface LevelCentre {
  readonly level: VertebraLevel;
  readonly centre: PatientPoint;
}

/** Distance of the centres of neighbouring bodies, mm: from a crushed thoracic to a tall lumbar one. */
const spacingMm = { least: 10, most: 50 } as const;

/**
 * The first other vertebra with which a level does not agree: one that should lie above and lies below, or that is too near or too
 * far for the levels between them. Undefined if all agree.
 */
export function orderConflict(own: LevelCentre, others: readonly LevelCentre[]): LevelCentre | undefined {
  return others.find(({ level, centre }) => {
    const apart = vertebraLevels.indexOf(level) - vertebraLevels.indexOf(own.level);
    if (apart === 0) return false;
    const below = own.centre.z - centre.z;
    const distance = Math.hypot(own.centre.x - centre.x, own.centre.y - centre.y, below);
    const steps = Math.abs(apart);
    return (
      Math.sign(below) !== Math.sign(apart) || distance < steps * spacingMm.least || distance > steps * spacingMm.most
    );
  });
}
