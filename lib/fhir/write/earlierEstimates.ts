import type { FhirResource, Observation, Provenance, RiskAssessment } from 'fhir/r4';
import { ok, type Problem, type Result } from '@/lib/core/result';
import type { FhirQuery } from '../chart/loadChart';
import { signedOnOf, signerIn } from './findEstimate';
import { backcastCodes, estimateIdSystem, estimateObservationCode, isTestData } from './systems';
import { type WrittenNumbers, writtenNumbers } from './writtenNumbers';

/** An estimate of ours that the chart holds for this fracture, in whatever state. */
export interface EarlierEstimate extends WrittenNumbers {
  /** "RiskAssessment/id", or "Observation/id" of a server without it. */
  readonly reference: string;
  readonly status: 'final' | 'amended' | 'entered-in-error';
  /** ISO instant. */
  readonly signedOn: string;
  readonly signedBy?: string;
  /** Of our own system: names the estimate by its inputs. */
  readonly identifier: string;
  /** Its versions, as `versionLine` wrote them (S15). */
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
  const of = `patient=${encodeURIComponent(patientId)}&_count=100`;
  const code = encodeURIComponent(`${backcastCodes}|${estimateObservationCode}`);
  const answers = await Promise.all([query(`RiskAssessment?${of}`), query(`Observation?${of}&code=${code}`)]);
  for (const answer of answers) if (!answer.ok && !isNotOffered(answer.problem)) return answer;
  const ours = answers
    .flatMap((answer) => (answer.ok ? answer.value : []))
    .filter((resource) => isOurs(resource, patientId, conditionReference));
  if (ours.length === 0) return ok([]);
  const targets = ours.map(referenceOf);
  const traced = await query(`Provenance?target=${encodeURIComponent(targets.join(','))}&_count=100`);
  // Without them, one that was replaced would look as if it were in force.
  if (!traced.ok && !isNotOffered(traced.problem)) return traced;
  const provenances = traced.ok ? traced.value.filter((resource) => resource.resourceType === 'Provenance') : [];
  return ok(
    ours
      .map((estimate) => describe(estimate, provenances, versions))
      .sort((a, b) => (a.signedOn < b.signedOn ? 1 : -1)),
  );
}

type Estimate = RiskAssessment | Observation;

/** A server that has no such resource, however it says so, or lets nobody see it, holds none of ours that could be shown. */
const isNotOffered = ({ code }: Problem): boolean =>
  ['fhir-400', 'fhir-403', 'fhir-404', 'fhir-405', 'fhir-501'].includes(code);

const referenceOf = ({ resourceType, id }: Estimate): string => `${resourceType}/${id}`;

function isOurs(resource: FhirResource, patientId: string, conditionReference: string): resource is Estimate {
  if (resource.resourceType !== 'RiskAssessment' && resource.resourceType !== 'Observation') return false;
  const fracture = resource.resourceType === 'Observation' ? resource.focus?.[0] : resource.condition;
  return (
    resource.subject?.reference === `Patient/${patientId}` &&
    fracture?.reference === conditionReference &&
    (resource.identifier ?? []).some(({ system }) => system === estimateIdSystem)
  );
}

function describe(
  estimate: Estimate,
  provenances: readonly Provenance[],
  versions: Readonly<Record<string, string>>,
): EarlierEstimate {
  const reference = referenceOf(estimate);
  const own = provenances.find(({ target }) => target.some((one) => unversioned(one.reference) === reference));
  const successor = provenances.find(({ entity }) =>
    entity?.some(({ role, what }) => role === 'revision' && unversioned(what.reference) === reference),
  );
  // An estimate is the first that its own Provenance names.
  const replacedBy = successor?.target[0]?.reference;
  const program = estimate.method?.text;
  const signedBy = own && signerIn(own);
  return {
    reference,
    status: estimate.status as EarlierEstimate['status'],
    signedOn: signedOnOf(estimate) ?? '',
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
