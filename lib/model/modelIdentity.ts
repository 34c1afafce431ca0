import type { ModelIdentity } from './assessment';
import type { CaseFacts } from './caseFacts';
import type { ModelManifest } from './manifest';

/** Version of the scoring and limits engine; it is part of what an assessment was made by (S15). */
export const engineVersion = '1.0.0';

/** What of a case names the versions beside the package itself. */
export type VersionFacts = Pick<CaseFacts, 'siteCalibration' | 'radiomicsEngineVersion'>;

/** By what an assessment was made. */
export function modelIdentity(facts: VersionFacts, manifest: ModelManifest): ModelIdentity {
  const used = facts.siteCalibration ?? manifest.calibration;
  return {
    id: manifest.id,
    version: manifest.version,
    title: manifest.title,
    outcome: { definition: manifest.outcome.definition, withinDays: manifest.outcome.window.toDays },
    status: manifest.status,
    modelSha256: manifest.model.sha256,
    radiomicsParametersSha256: manifest.radiomics?.parametersSha256 ?? '',
    engineVersion,
    ...(facts.radiomicsEngineVersion && { radiomicsEngineVersion: facts.radiomicsEngineVersion }),
    calibration: {
      kind: facts.siteCalibration ? 'site' : 'package',
      version: used.version,
      patients: used.patients,
      updated: used.updated,
    },
  };
}
