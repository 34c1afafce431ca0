import { canonicalJson, sha256Hex } from '@/lib/core/hash';
import { ok, type Result } from '@/lib/core/result';
import type { Geometry, Volume } from '@/lib/volume/volume';
import { refuse } from './checks';
import type { Diagnostics } from './diagnostics';
import { yieldToEventLoop } from './eventLoop';
import type { FeatureValues } from './features/featureValues';
import { shapeFeatures } from './features/shape';
import { shape2DFeatures } from './features/shape2d';
import { derivedImages } from './filters/imageTypes';
import { type BinRecord, ImageFeatureExtractor } from './imageFeatures';
import { neededFeatures } from './neededFeatures';
import { type ExtractionPlan, parseParameters, type RadiomicsParameters } from './parameters/parse';
import type { FeatureClassName, Settings } from './parameters/settings';
import { type Prepared, prepare } from './prepare';
import type { RadiomicsProblem } from './problem';
import { type Aggregation, aggregationSettings, type Profile } from './profile';
import { engineVersion } from './version';

export interface ExtractionRequest {
  readonly image: Volume;
  /** Labels on the image's grid; `setting.label` (1) is the region. */
  readonly mask: Volume;
  /** PyRadiomics's parameter dictionary; `{}` is PyRadiomics's defaults. */
  readonly parameters: RadiomicsParameters;
  /** "pyradiomics" unless said otherwise. */
  readonly profile?: Profile;
  /** IBSI's way of combining texture matrices, in place of force2D and weightingNorm. */
  readonly aggregation?: Aggregation;
  /**
   * Names of the features that are needed, as in `Extraction.features`. What serves none of them is left out: images, and
   * feature classes of an image. The values of the others are the same. Without it all that the parameters ask for is computed.
   */
  readonly only?: readonly string[];
  readonly onProgress?: (progress: ExtractionProgress) => void;
  /** An AbortSignal, or anything like one; looked at between images. */
  readonly signal?: { readonly aborted: boolean };
}

export interface ExtractionProgress {
  /** Images whose features are done, of those the parameters ask for. */
  readonly done: number;
  readonly total: number;
  /** The image just done, for instance "wavelet-LLH". */
  readonly image: string;
}

export interface Extraction {
  /** Values by PyRadiomics's names, in its order: "original_shape_Elongation", "wavelet-LLH_glcm_JointEntropy". */
  readonly features: Readonly<Record<string, number>>;
  readonly provenance: ExtractionProvenance;
  /** What was asked for and left out, in words. */
  readonly warnings: readonly string[];
}

export interface ExtractionProvenance {
  readonly engineVersion: string;
  readonly profile: Profile;
  readonly aggregation?: Aggregation;
  /** SHA-256 of the parameter dictionary in canonical JSON. */
  readonly parametersSha256: string;
  readonly imageGeometry: Geometry;
  /** Grid that features were computed on, and the ROI's box on it: x, y, z of the first voxel, then its size. */
  readonly usedGeometry: Geometry;
  readonly roiBox: readonly number[];
  readonly roiVoxels: { readonly original: number; readonly used: number };
  /** By image name. */
  readonly bins: Readonly<Record<string, BinRecord>>;
  /** PyRadiomics's "diagnostics_" entries, unless additionalInfo is off. */
  readonly diagnostics: Diagnostics;
}

/**
 * Radiomics features of one region: the function that workers, the command line, the study kit and other programs call.
 * It gives up the thread between images only if somebody watches (onProgress or signal).
 */
export async function extract(request: ExtractionRequest): Promise<Result<Extraction, RadiomicsProblem>> {
  const { image, mask, parameters, profile = 'pyradiomics', aggregation, only, onProgress, signal } = request;
  const plan = planOf(parameters, aggregation);
  if (!plan.ok) return plan;
  const prepared = prepare(image, mask, plan.value.settings, profile);
  if (!prepared.ok) return prepared;

  const warnings: string[] = [];
  const features: Record<string, number> = {};
  const bins: Record<string, BinRecord> = {};
  const needs = neededFeatures(plan.value.features, only);
  collectShape(features, prepared.value, { ...plan.value, features: needs('original') }, profile, warnings);
  const total = expectedImages(plan.value);
  let done = 0;
  for (const computed of imageSteps(plan.value, prepared.value, needs, profile, aggregation, warnings)) {
    if (!computed.ok) return computed;
    const { name, values, record } = computed.value;
    for (const [featureClass, wanted] of needs(name))
      collect(features, `${name}_${featureClass}`, wanted, values[featureClass]);
    bins[name] = record;
    done++;
    onProgress?.({ done, total: Math.max(done, total), image: name });
    if (onProgress || signal) await yieldToEventLoop();
    if (signal?.aborted)
      return refuse('cancelled', `Stopped after ${done} of ${total} images.`, 'Start the extraction again.');
  }
  const { diagnostics, roi, roiVoxels } = prepared.value;
  return ok({
    features,
    warnings,
    provenance: {
      engineVersion,
      profile,
      ...(aggregation ? { aggregation } : {}),
      parametersSha256: await parametersHash(parameters),
      imageGeometry: geometryOf(image),
      usedGeometry: geometryOf(prepared.value.image),
      roiBox: [...roi.box.lower, ...roi.box.size],
      roiVoxels,
      bins,
      diagnostics,
    },
  });
}

/** The hash by which a model package names the parameters it was trained with. */
export const parametersHash = (parameters: RadiomicsParameters): Promise<string> =>
  sha256Hex(canonicalJson(parameters));

function planOf(
  parameters: RadiomicsParameters,
  aggregation: Aggregation | undefined,
): Result<ExtractionPlan, RadiomicsProblem> {
  const plan = parseParameters(parameters);
  if (!plan.ok || !aggregation) return plan;
  const override = (settings: Settings): Settings => ({ ...settings, ...aggregationSettings(aggregation) });
  return ok({
    ...plan.value,
    settings: override(plan.value.settings),
    imageTypes: plan.value.imageTypes.map(({ name, settings }) => ({ name, settings: override(settings) })),
  });
}

function collectShape(
  features: Record<string, number>,
  { shapeRoi }: Prepared,
  plan: ExtractionPlan,
  profile: Profile,
  warnings: string[],
): void {
  const sampleCovariance = profile === 'ibsi';
  const shape = plan.features.get('shape');
  if (shape) collect(features, 'original_shape', shape, shapeFeatures(shapeRoi, sampleCovariance));
  const shape2D = plan.features.get('shape2D');
  if (!shape2D) return;
  const { force2D, force2Ddimension } = plan.settings;
  const thickness = shapeRoi.box.size[2 - force2Ddimension];
  if (!force2D) warnings.push('shape2D left out: it needs force2D.');
  else if (thickness > 1)
    warnings.push(`shape2D left out: the region is ${thickness} voxels thick along dimension ${force2Ddimension}.`);
  else collect(features, 'original_shape2D', shape2D, shape2DFeatures(shapeRoi, force2Ddimension, sampleCovariance));
}

const measuresIntensity = (features: ReadonlyMap<FeatureClassName, unknown>): boolean =>
  [...features.keys()].some((name) => name !== 'shape' && name !== 'shape2D');

interface ImageStep {
  readonly name: string;
  readonly values: Partial<Record<FeatureClassName, FeatureValues>>;
  readonly record: BinRecord;
}

/** Images too small for one filter are left out with a warning while others can be made; if none can, that is an error. */
function* imageSteps(
  plan: ExtractionPlan,
  { image, roi }: Prepared,
  needs: (image: string) => ReadonlyMap<FeatureClassName, readonly string[]>,
  profile: Profile,
  aggregation: Aggregation | undefined,
  warnings: string[],
): Generator<Result<ImageStep, RadiomicsProblem>> {
  if (!measuresIntensity(plan.features)) return;
  const extractor = new ImageFeatureExtractor(roi, plan.features, profile, aggregation?.startsWith('2D') ?? false);
  let made = 0;
  let leftOut: Result<never, RadiomicsProblem> | undefined;
  for (const imageType of plan.imageTypes)
    for (const derived of derivedImages(imageType.name, {
      image,
      box: roi.box,
      settings: imageType.settings,
      profile,
    })) {
      if (!derived.ok && derived.problem.code === 'roi-too-small-for-filter') {
        warnings.push(`${derived.problem.message} This image is left out, as PyRadiomics leaves it out.`);
        leftOut = derived;
        continue;
      }
      if (!derived.ok) return void (yield derived);
      const needed = needs(derived.value.name);
      if (!measuresIntensity(needed)) continue;
      const computed = extractor.extract(derived.value, imageType.settings, new Set(needed.keys()));
      if (!computed.ok) return void (yield computed);
      made++;
      yield ok({ name: derived.value.name, values: computed.value.values, record: computed.value.bins });
    }
  if (made === 0 && leftOut) yield leftOut;
}

/** How many images the plan yields, for a progress bar. */
function expectedImages({ imageTypes }: ExtractionPlan): number {
  return imageTypes.reduce((sum, { name, settings: { level, sigma } }) => {
    if (name === 'Wavelet') return sum + 7 * level + 1;
    return sum + (name === 'LoG' ? sigma.length : 1);
  }, 0);
}

function collect(
  features: Record<string, number>,
  prefix: string,
  wanted: readonly string[],
  values: FeatureValues | undefined,
): void {
  if (!values) return;
  for (const name of wanted) features[`${prefix}_${name}`] = values[name];
}

const geometryOf = ({ size, spacingMm, originLps, direction }: Volume): Geometry => ({
  size,
  spacingMm,
  originLps,
  direction,
});
