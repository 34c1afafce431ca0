import type { CaseFacts } from './caseFacts';
import type { Calibration, ModelManifest } from './manifest';

/** A site's recalibration of one version of one model (S13). */
export interface SiteCalibration {
  readonly modelId: string;
  readonly modelVersion: string;
  readonly version: string;
  readonly intercept: number;
  readonly slope: number;
  readonly patients: number;
  /** ISO date. */
  readonly updated: string;
}

/** A model, or one version of it, that a site has stopped (S20). */
export interface StoppedModel {
  readonly modelId: string;
  readonly modelVersion?: string;
}

export interface SiteModelSettings {
  readonly calibration?: SiteCalibration;
  readonly stoppedModels: readonly StoppedModel[];
}

/** What a site says of the installed model. A calibration for another version is not used: it was made from other numbers. */
export function siteFacts(
  { calibration, stoppedModels }: SiteModelSettings,
  { id, version }: Pick<ModelManifest, 'id' | 'version'>,
): Pick<CaseFacts, 'modelEnabled' | 'siteCalibration'> {
  const own = calibration?.modelId === id && calibration.modelVersion === version ? calibration : undefined;
  return { modelEnabled: !isStopped({ id, version }, stoppedModels), ...(own && { siteCalibration: termsOf(own) }) };
}

/** Whether a site has stopped this version of the model, or all of them (S20). */
export function isStopped(
  { id, version }: Pick<ModelManifest, 'id' | 'version'>,
  stopped: readonly StoppedModel[],
): boolean {
  return stopped.some(
    ({ modelId, modelVersion }) => modelId === id && (modelVersion === undefined || modelVersion === version),
  );
}

const termsOf = ({ modelId, modelVersion, ...terms }: SiteCalibration): Calibration => terms;
