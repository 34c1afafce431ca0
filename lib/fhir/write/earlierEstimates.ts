import type { FhirResource, Provenance, RiskAssessment } from 'fhir/r4';
import { ok, type Result } from '@/lib/core/result';
import type { FhirQuery } from '../chart/loadChart';
import { estimateIdSystem, isTestData } from './systems';
import { type WrittenNumbers, writtenNumbers } from './writtenNumbers';

/** An estimate of ours that the chart holds for this fracture, in whatever state. */
export interface EarlierEstimate extends WrittenNumbers {
  /** "RiskAssessment/id". */
  readonly reference: string;
  readonly status: 'final' | 'amended' | 'entered-in-error';
  /** ISO instant. */
  readonly signedOn: string;
  readonly signedBy?: string;
  /** Of our own system: names the estimate by its inputs. */
  readonly identifier: string;
  /** "rbp-tabnet-demo 1.0.0". */
  readonly program?: string;
  readonly demonstration: boolean;
  /** The estimate that took its place (Provenance role "revision"). */
  readonly replacedBy?: string;
  /** Inputs that are at another version now than when it was signed (S18); undefined if the chart does not say. */
  readonly changedInputs?: readonly string[];
}

/** Still the one that holds: neither withdrawn nor replaced. */
export const isInForce = ({ status, replacedBy }: EarlierEstimate): boolean =>
  status !== 'entered-in-error' && replacedBy === undefined;

/**
 * Our estimates for one fracture, newest first.
 * @param versions reference to version of the chart as it is now (ChartData.versions).
 */
export async function earlierEstimates(
  patientId: string,
  conditionReference: string,
  versions: Readonly<Record<string, string>>,
  query: FhirQuery,
): Promise<Result<readonly EarlierEstimate[]>> {
  const found = await query(`RiskAssessment?patient=${encodeURIComponent(patientId)}&_count=100`);
  if (!found.ok) return found;
  const ours = found.value.filter((resource) => isOurs(resource, patientId, conditionReference));
  if (ours.length === 0) return ok([]);
  const targets = ours.map(({ id }) => `RiskAssessment/${id}`);
  const traced = await query(`Provenance?target=${encodeURIComponent(targets.join(','))}&_count=100`);
  const provenances = traced.ok ? traced.value.filter((resource) => resource.resourceType === 'Provenance') : [];
  return ok(
    ours
      .map((estimate) => describe(estimate, provenances, versions))
      .sort((a, b) => (a.signedOn < b.signedOn ? 1 : -1)),
  );
}

function isOurs(resource: FhirResource, patientId: string, conditionReference: string): resource is RiskAssessment {
  return (
    resource.resourceType === 'RiskAssessment' &&
    resource.subject.reference === `Patient/${patientId}` &&
    resource.condition?.reference === conditionReference &&
    (resource.identifier ?? []).some(({ system }) => system === estimateIdSystem)
  );
}

function describe(
  estimate: RiskAssessment,
  provenances: readonly Provenance[],
  versions: Readonly<Record<string, string>>,
): EarlierEstimate {
  const reference = `RiskAssessment/${estimate.id}`;
  const own = provenances.find(({ target }) => target.some((one) => unversioned(one.reference) === reference));
  const successor = provenances.find(({ entity }) =>
    entity?.some(({ role, what }) => role === 'revision' && unversioned(what.reference) === reference),
  );
  const replacedBy = successor?.target.find((one) => one.reference?.startsWith('RiskAssessment/'))?.reference;
  const program = estimate.method?.text?.split(';')[0];
  const signedBy = own?.agent.find(({ who }) => /^Practitioner(Role)?\//.test(who.reference ?? ''))?.who.display;
  return {
    reference,
    status: estimate.status as EarlierEstimate['status'],
    signedOn: estimate.occurrenceDateTime ?? '',
    identifier: estimate.identifier?.find(({ system }) => system === estimateIdSystem)?.value ?? '',
    demonstration: isTestData(estimate.meta),
    ...writtenNumbers(estimate),
    ...(program && { program }),
    ...(signedBy && { signedBy }),
    ...(replacedBy && { replacedBy: unversioned(replacedBy) }),
    ...(own && { changedInputs: changedInputs(own, versions) }),
  };
}

/** Sources that the Provenance names with a version other than the chart's now. */
function changedInputs({ entity = [] }: Provenance, versions: Readonly<Record<string, string>>): readonly string[] {
  return entity.flatMap(({ role, what }) => {
    const [reference, version] = (what.reference ?? '').split('/_history/');
    return role === 'source' && version && versions[reference] !== version ? [reference] : [];
  });
}

const unversioned = (reference = ''): string => reference.split('/_history/')[0];
