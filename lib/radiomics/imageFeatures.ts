import { ok, type Result } from '@/lib/core/result';
import { discretise, discretiseIbsi, type GrayLevels } from './discretise';
import type { FeatureValues } from './features/featureValues';
import { firstOrderFeatures } from './features/firstOrder';
import { type TextureClassName, TextureExtractor, textureClassNames } from './features/texture';
import type { DerivedImage } from './filters/imageTypes';
import type { FeatureClassName, Settings } from './parameters/settings';
import type { RadiomicsProblem } from './problem';
import type { Profile } from './profile';
import type { Roi } from './roi';
import { readRoiFromBox } from './roiValues';

/** How one image was cut into gray levels. */
export interface BinRecord {
  readonly binWidth?: number;
  readonly binCount?: number;
  /** Greatest bin number (N_g) and how many bins hold a voxel. */
  readonly bins: number;
  readonly occupied: number;
}

export interface ImageFeatures {
  readonly values: Partial<Record<FeatureClassName, FeatureValues>>;
  readonly bins: BinRecord;
}

/** Everything but shape for the derived images of one ROI, keeping between images what depends on the ROI alone. */
export class ImageFeatureExtractor {
  private readonly extractors = new Map<string, TextureExtractor>();

  constructor(
    private readonly roi: Roi,
    private readonly features: ReadonlyMap<FeatureClassName, readonly string[]>,
    private readonly profile: Profile,
    private readonly perSlice: boolean,
  ) {}

  /** @param classes what of the enabled classes this image is needed for. */
  extract(
    { region }: DerivedImage,
    settings: Settings,
    classes: ReadonlySet<FeatureClassName>,
  ): Result<ImageFeatures, RadiomicsProblem> {
    const values = readRoiFromBox(region, this.roi, this.roi.box);
    const levels =
      this.profile === 'ibsi'
        ? discretiseIbsi(values, settings, rangeMinimum(settings))
        : discretise(values, settings, region.data);
    if (!levels.ok) return levels;
    return ok({
      values: {
        ...(classes.has('firstorder') && this.firstOrder(values, levels.value, settings)),
        ...this.texture(levels.value, settings, classes),
      },
      bins: {
        ...(settings.binCount === null ? { binWidth: settings.binWidth } : { binCount: settings.binCount }),
        bins: levels.value.maximum,
        occupied: levels.value.levels.length,
      },
    });
  }

  private firstOrder(values: Float64Array, levels: GrayLevels, { voxelArrayShift }: Settings) {
    const [sx, sy, sz] = this.roi.spacingMm;
    const options = { voxelArrayShift, voxelVolumeMm3: sx * sy * sz, excessKurtosis: this.profile === 'ibsi' };
    return { firstorder: firstOrderFeatures(values, levels, options) };
  }

  private texture(levels: GrayLevels, settings: Settings, classes: ReadonlySet<FeatureClassName>) {
    const wanted = new Set<TextureClassName>(textureClassNames.filter((name) => classes.has(name)));
    return wanted.size === 0 ? {} : this.extractorFor(settings).extract(levels, wanted);
  }

  private extractorFor(settings: Settings): TextureExtractor {
    const { distances, force2D, force2Ddimension, symmetricalGLCM, weightingNorm, gldm_a } = settings;
    const key = JSON.stringify({ distances, force2D, force2Ddimension, symmetricalGLCM, weightingNorm, gldm_a });
    const known = this.extractors.get(key);
    if (known) return known;
    const extractor = new TextureExtractor(this.roi, settings, {
      perSlice: this.perSlice,
      excludeIsolated: this.profile === 'ibsi',
      withMcc: this.features.get('glcm')?.includes('MCC') ?? false,
    });
    this.extractors.set(key, extractor);
    return extractor;
  }
}

/** IBSI anchors fixed bins at the lower bound of the re-segmentation range, if that is given in the image's unit. */
const rangeMinimum = ({ resegmentRange, resegmentMode }: Settings): number | undefined =>
  resegmentRange !== null && resegmentMode === 'absolute' ? Math.min(...resegmentRange) : undefined;
