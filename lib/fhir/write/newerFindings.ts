import type { FhirResource } from 'fhir/r4';
import { estimateIdSystem } from './systems';

/**
 * Findings (bone density, cleft) that came or changed after a signature: the estimate knows nothing of them (S18).
 * What the signature itself wrote is none.
 * @param signedOn ISO instant.
 */
export function newerFindings(findings: readonly FhirResource[], signedOn: string): readonly FhirResource[] {
  const signedMs = Date.parse(signedOn);
  return findings.filter((finding) => !isOurs(finding) && !(updatedMs(finding) <= signedMs));
}

/** Instants of different offsets compare as numbers only; a resource that does not say may have changed at any time. */
export function updatedMs({ meta }: FhirResource): number {
  const instant = Date.parse(meta?.lastUpdated ?? '');
  return Number.isNaN(instant) ? Number.POSITIVE_INFINITY : instant;
}

/** Written at a signature of ours, and so later than it by a moment. */
const isOurs = (resource: FhirResource): boolean =>
  resource.resourceType === 'Observation' &&
  (resource.identifier ?? []).some(({ system }) => system === estimateIdSystem);
