import 'client-only';
import { fail, ok, type Problem, type Result } from '@/lib/core/result';
import { modelFacts, modelInputs } from '@/lib/fhir/modelInputs';
import type { Assessment } from '@/lib/model/assessment';
import type { ModelManifest } from '@/lib/model/manifest';
import { type SiteModelSettings, siteFacts } from '@/lib/model/siteFacts';
import type { RadiomicsParameters } from '@/lib/radiomics/parameters/parse';
import { voxelVariants } from '@/lib/segmentation/voxelVariants';
import type { MaskPart } from '@/lib/volume/maskPart';
import type { Volume } from '@/lib/volume/volume';
import type { CaseState } from '../case/caseState';
import type { cachedImaging } from '../imaging/imagingCache';
import { prepareScan, takeScan } from '../radiomics/scanInWorkers';
import { openModel } from '../scoring/openModel';

export interface AssessedCase {
  readonly assessment: Assessment;
  readonly manifest: ModelManifest;
  readonly features: Readonly<Record<string, number>>;
}

export type AssessProgress =
  | { readonly step: 'model' | 'score' }
  | { readonly step: 'radiomics'; readonly done: number; readonly total: number };

const incomplete: Problem = {
  code: 'case-incomplete',
  message: 'The chart or the accepted outline is not at hand.',
  remedy: 'Go back to the imaging step and accept the outline again.',
};

/**
 * Features of the accepted region, and of the same one voxel larger and smaller, then the score: all in workers, with the
 * model's own parameters.
 */
export async function assessCase(
  state: CaseState,
  loaded: ReturnType<typeof cachedImaging>,
  modelId: string,
  site: SiteModelSettings,
  onProgress: (progress: AssessProgress) => void,
): Promise<Result<AssessedCase>> {
  const { chart, imaging } = state;
  if (!chart || !imaging || !loaded?.accepted) return fail(incomplete);
  onProgress({ step: 'model' });
  const opened = await openModel(modelId);
  if (!opened.ok) return opened;
  const { manifest, scoring } = opened.value;
  const extracted = manifest.radiomics
    ? await measure(loaded.ct.volume, loaded.accepted, manifest, manifest.radiomics.parameters, onProgress)
    : ok(nothingMeasured);
  if (!extracted.ok) return extracted;
  const { features, maskVariants, parametersSha256 } = extracted.value;
  onProgress({ step: 'score' });
  const sources = { chart, corrections: state.edits, choices: state.choices, imaging, features };
  const facts = { ...modelFacts(sources, new Date(), parametersSha256), ...siteFacts(site, manifest), maskVariants };
  const scored = await scoring.score(modelInputs(manifest, sources), facts);
  return scored.ok ? ok({ assessment: scored.value, manifest, features }) : scored;
}

/** Does ahead what the measuring of a scan needs, while the clinician looks at it. */
export async function prepareMeasuring(modelId: string, image: Volume): Promise<void> {
  const opened = await openModel(modelId);
  if (opened.ok && opened.value.manifest.radiomics) prepareScan(image);
}

type Features = Readonly<Record<string, number>>;

interface Measured {
  readonly features: Features;
  /** Of the outline one voxel larger and smaller, what the model looks at. */
  readonly maskVariants: readonly Features[];
  readonly parametersSha256: string;
}

const nothingMeasured: Measured = { features: {}, maskVariants: [], parametersSha256: '' };

/** All features of the region in one worker, and beside it in another those of its variants. */
async function measure(
  image: Volume,
  region: MaskPart,
  { inputs }: ModelManifest,
  parameters: RadiomicsParameters,
  onProgress: (progress: AssessProgress) => void,
): Promise<Result<Measured>> {
  const needed = inputs.flatMap(({ source }) => (source.from === 'radiomics' ? [source.feature] : []));
  const { ofRegion, ofVariants, end } = takeScan(image);
  try {
    const [extraction, variants] = await Promise.all([
      ofRegion.extract(
        { region, parameters },
        { onProgress: ({ done, total }) => onProgress({ step: 'radiomics', done, total }) },
      ),
      Promise.all(
        voxelVariants(region).map((variant) => ofVariants.extract({ region: variant, parameters, only: needed })),
      ),
    ]);
    if (!extraction.ok) return extraction;
    for (const variant of variants) if (!variant.ok && variant.problem.code === 'worker-broken') return variant;
    return ok({
      features: extraction.value.features,
      // An outline that is too small to measure one voxel smaller says nothing about sensitivity.
      maskVariants: variants.flatMap((variant) => (variant.ok ? [variant.value.features] : [])),
      parametersSha256: extraction.value.provenance.parametersSha256,
    });
  } finally {
    end();
  }
}
