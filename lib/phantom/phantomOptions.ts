import type { VertebraLevel } from '@/lib/core/vertebra';
import type { Matrix3, Triple } from '@/lib/volume/volume';

/** Bone as a scanner would see it. */
export interface BoneOptions {
  /** Mean trabecular attenuation, HU: about 150 in health, 60 to 100 in osteoporosis. */
  readonly trabecularHu: number;
  /** SD of the trabecular pattern, HU. */
  readonly textureHu: number;
  /** Size of the pattern's largest grains, mm. */
  readonly textureMm: number;
}

export interface FractureOptions {
  readonly level: VertebraLevel;
  /** Genant's shapes: front, middle or whole height lost. */
  readonly shape: 'wedge' | 'biconcave' | 'crush';
  /** Share of the height lost where most is lost, 0 to 0.8. */
  readonly heightLoss: number;
}

export interface CleftOptions {
  readonly level: VertebraLevel;
  readonly content: 'gas' | 'fluid';
}

export interface CementOptions {
  readonly level: VertebraLevel;
  readonly volumeMl: number;
}

export interface NoiseOptions {
  /** SD in soft tissue, HU. */
  readonly sdHu: number;
  /** A soft kernel correlates the noise and softens edges, a bone kernel does neither. */
  readonly kernel: 'soft' | 'bone';
}

/** Everything that a phantom is made from; the same options give the same voxels. */
export interface PhantomOptions {
  readonly seed: number;
  readonly spacingMm: Triple;
  /** Neighbouring levels from head to foot; T11 to L3 unless given. */
  readonly levels?: readonly VertebraLevel[];
  /** Voxels of the whole scan in the plane; 512 x 512 unless given. */
  readonly matrix?: readonly [columns: number, rows: number];
  /** Only the surroundings of one vertebral body instead of the whole scan. */
  readonly crop?: { readonly level: VertebraLevel; readonly marginMm: number };
  /** Directions of the grid's axes; those of the patient unless given. */
  readonly direction?: Matrix3;
  readonly bone?: Partial<BoneOptions>;
  readonly fractures?: readonly FractureOptions[];
  readonly cleft?: CleftOptions;
  readonly cement?: CementOptions;
  /** Levels with pedicle screws. */
  readonly screws?: readonly VertebraLevel[];
  /** Contrast agent in the vessels. */
  readonly contrast?: boolean;
  readonly noise?: Partial<NoiseOptions>;
}
