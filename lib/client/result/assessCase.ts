import 'client-only';
import { fail, ok, type Problem, type Result } from '@/lib/core/result';
import { modelFacts, modelInputs } from '@/lib/fhir/modelInputs';
import type { Assessment } from '@/lib/model/assessment';
import type { ModelManifest } from '@/lib/model/manifest';
import { type SiteModelSettings, siteFacts } from '@/lib/model/siteFacts';
import { voxelVariants } from '@/lib/segmentation/voxelVariants';
import type { CaseState } from '../case/caseState';
import type { cachedImaging } from '../imaging/imagingCache';
import { RadiomicsWorker } from '../radiomics/radiomicsClient';
import { packageUrlOf, ScoringWorker } from '../scoring/scoringClient';

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
  const scoring = new ScoringWorker();
  const [radiomics, besides] = [new RadiomicsWorker(), new RadiomicsWorker()];
  try {
    onProgress({ step: 'model' });
    const opened = await scoring.open(packageUrlOf(modelId));
    if (!opened.ok) return opened;
    const manifest = opened.value;
    let features: Readonly<Record<string, number>> = {};
    let maskVariants: readonly Readonly<Record<string, number>>[] = [];
    let parametersSha256 = '';
    if (manifest.radiomics) {
      const { parameters } = manifest.radiomics;
      const image = loaded.ct.volume;
      const needed = manifest.inputs.flatMap(({ source }) => (source.from === 'radiomics' ? [source.feature] : []));
      const [extraction, variants] = await Promise.all([
        radiomics.extract(
          { image, mask: loaded.accepted, parameters },
          { onProgress: ({ done, total }) => onProgress({ step: 'radiomics', done, total }) },
        ),
        Promise.all(
          voxelVariants(loaded.accepted).map((mask) => besides.extract({ image, mask, parameters, only: needed })),
        ),
      ]);
      if (!extraction.ok) return extraction;
      // An outline that is too small to measure one voxel smaller says nothing about sensitivity.
      maskVariants = variants.flatMap((variant) => (variant.ok ? [variant.value.features] : []));
      features = extraction.value.features;
      parametersSha256 = extraction.value.provenance.parametersSha256;
    }
    onProgress({ step: 'score' });
    const sources = { chart, corrections: state.edits, choices: state.choices, imaging, features };
    const facts = {
      ...modelFacts(sources, new Date(), parametersSha256),
      ...siteFacts(site, manifest),
      maskVariants,
    };
    return ok({ assessment: await scoring.score(modelInputs(manifest, sources), facts), manifest, features });
  } finally {
    scoring.terminate();
    radiomics.terminate();
    besides.terminate();
  }
}
