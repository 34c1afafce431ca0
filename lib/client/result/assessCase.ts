import 'client-only';
import { fail, ok, type Problem, type Result } from '@/lib/core/result';
import { modelFacts, modelInputs } from '@/lib/fhir/modelInputs';
import type { Assessment } from '@/lib/model/assessment';
import type { ModelManifest } from '@/lib/model/manifest';
import { type SiteModelSettings, siteFacts } from '@/lib/model/siteFacts';
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

/** Features of the accepted region, then the score: both in workers, with the model's own parameters. */
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
  const radiomics = new RadiomicsWorker();
  try {
    onProgress({ step: 'model' });
    const opened = await scoring.open(packageUrlOf(modelId));
    if (!opened.ok) return opened;
    const manifest = opened.value;
    let features: Readonly<Record<string, number>> = {};
    let parametersSha256 = '';
    if (manifest.radiomics) {
      const extraction = await radiomics.extract(
        { image: loaded.ct.volume, mask: loaded.accepted, parameters: manifest.radiomics.parameters },
        { onProgress: ({ done, total }) => onProgress({ step: 'radiomics', done, total }) },
      );
      if (!extraction.ok) return extraction;
      features = extraction.value.features;
      parametersSha256 = extraction.value.provenance.parametersSha256;
    }
    onProgress({ step: 'score' });
    const sources = { chart, corrections: state.edits, choices: state.choices, imaging, features };
    const facts = { ...modelFacts(sources, new Date(), parametersSha256), ...siteFacts(site, manifest) };
    return ok({ assessment: await scoring.score(modelInputs(manifest, sources), facts), manifest, features });
  } finally {
    scoring.terminate();
    radiomics.terminate();
  }
}
