import 'client-only';
import { fail, ok, type Problem, type Result } from '@/lib/core/result';
import { modelFacts, modelInputs } from '@/lib/fhir/modelInputs';
import { abstain } from '@/lib/model/abstain';
import type { Assessment, LimitFinding } from '@/lib/model/assessment';
import type { ModelManifest } from '@/lib/model/manifest';
import { type SiteModelSettings, siteFacts } from '@/lib/model/siteFacts';
import type { MaskPart } from '@/lib/volume/maskPart';
import type { Volume } from '@/lib/volume/volume';
import type { CaseState } from '../case/caseState';
import type { cachedImaging } from '../imaging/imagingCache';
import { measurerOf, releaseScan } from '../radiomics/currentScan';
import type { MeasuringPlan, RegionFeatures } from '../radiomics/scanMeasurer';
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
  const { chart, imaging, withoutScan } = state;
  if (withoutScan && !imaging) return assessWithoutScan(withoutScan.reasons, modelId, site);
  if (!chart || !imaging || !loaded?.accepted) return fail(incomplete);
  onProgress({ step: 'model' });
  const opened = await openModel(modelId);
  if (!opened.ok) return opened;
  const { manifest, scoring } = opened.value;
  const plan = planOf(manifest);
  const extracted = plan ? await measured(loaded.ct.volume, loaded.accepted, plan, onProgress) : ok(nothingMeasured);
  if (!extracted.ok) return extracted;
  const { features, maskVariants, parametersSha256, engineVersion } = extracted.value;
  onProgress({ step: 'score' });
  const sources = { chart, corrections: state.edits, choices: state.choices, imaging, features };
  const facts = { ...modelFacts(sources, new Date(), parametersSha256), ...siteFacts(site, manifest), maskVariants };
  const measuredBy = engineVersion === undefined ? {} : { radiomicsEngineVersion: engineVersion };
  const scored = await scoring.score(modelInputs(manifest, sources), { ...facts, ...measuredBy });
  return scored.ok ? ok({ assessment: scored.value, manifest, features }) : scored;
}

async function assessWithoutScan(
  reasons: readonly LimitFinding[],
  modelId: string,
  site: SiteModelSettings,
): Promise<Result<AssessedCase>> {
  const opened = await openModel(modelId);
  if (!opened.ok) return opened;
  const { manifest } = opened.value;
  const facts = { ...siteFacts(site, manifest), now: new Date().toISOString() };
  return ok({ assessment: abstain(reasons, facts, manifest), manifest, features: {} });
}

/**
 * Measures an outline while the clinician looks at it, so that its features are there when it is accepted; without one the
 * scan is made ready. What is measured leaves the browser in no way before it is accepted and signed.
 */
export async function measureAhead(modelId: string, image: Volume, region: MaskPart | undefined): Promise<void> {
  const opened = await openModel(modelId);
  const plan = opened.ok ? planOf(opened.value.manifest) : undefined;
  if (!plan) return;
  const measurer = measurerOf(image);
  if (region) measurer.measureAhead(region, plan);
}

const nothingMeasured = { features: {}, maskVariants: [], parametersSha256: '', engineVersion: undefined } as const;

/** Undefined for a model that measures nothing. */
const planOf = ({ inputs, radiomics }: ModelManifest): MeasuringPlan | undefined =>
  radiomics && {
    parameters: radiomics.parameters,
    needed: inputs.flatMap(({ source }) => (source.from === 'radiomics' ? [source.feature] : [])),
  };

async function measured(
  image: Volume,
  region: MaskPart,
  plan: MeasuringPlan,
  onProgress: (progress: AssessProgress) => void,
): Promise<Result<RegionFeatures>> {
  try {
    const measurement = measurerOf(image).measure(region, plan);
    measurement.watch(({ done, total }) => onProgress({ step: 'radiomics', done, total }));
    return await measurement.result;
  } finally {
    releaseScan(image);
  }
}
