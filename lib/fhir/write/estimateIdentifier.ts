import { canonicalJson, sha256Hex } from '@/lib/core/hash';
import { sourcesOf } from './resources';
import type { SignedCase } from './signedCase';

/**
 * Names the estimate by what it was computed from, and by the one that it takes the place of: the same patient, fracture,
 * inputs, versions of their sources and model give the same identifier, so that a write that is repeated finds the first one
 * (If-None-Exist).
 * @param replaces reference of the estimate whose place it takes.
 */
export function estimateIdentifier(signed: SignedCase, replaces?: string): Promise<string> {
  const { patientId, conditionReference, estimate, imaging } = signed;
  const inputs = estimate.inputs.map(({ name, value }) => [name, value]);
  const sources = sourcesOf(signed).toSorted();
  const model = [
    estimate.model.id,
    estimate.model.version,
    estimate.model.modelSha256,
    estimate.model.calibration.version,
  ];
  const basis = { patientId, conditionReference, inputs, sources, model, mask: imaging.maskSha256, replaces };
  return sha256Hex(canonicalJson(basis));
}
