import type { Bundle, FhirResource, Observation, Provenance, RiskAssessment } from 'fhir/r4';
import { estimateIdSystem } from './systems';
import type { WriteTarget } from './transaction';
import type { WriteDeps, WrittenCase } from './writeContract';

export type Found =
  | { readonly state: 'found'; readonly written: WrittenCase }
  | { readonly state: 'none' | 'unknown' | 'ambiguous' | 'withdrawn' };

/** The estimate of this identifier in the chart, with when and by whom it was signed: that may be another clinician, earlier. */
export async function findEstimate(
  identifier: string,
  target: WriteTarget,
  deps: Pick<WriteDeps, 'get'>,
): Promise<Found> {
  const type = estimateType(target);
  const answer = await deps.get(`${type}?identifier=${encodeURIComponent(`${estimateIdSystem}|${identifier}`)}`);
  if (answer.status !== 200 || answer.body?.resourceType !== 'Bundle') return { state: 'unknown' };
  const found = resourcesOf(answer.body).filter(
    (resource): resource is RiskAssessment | Observation => resource.resourceType === type && Boolean(resource.id),
  );
  if (found.length > 1) return { state: 'ambiguous' };
  if (found.length === 0) return { state: 'none' };
  if (found[0].status === 'entered-in-error') return { state: 'withdrawn' };
  const estimate = `${type}/${found[0].id}`;
  const signedOn = signedOnOf(found[0]);
  const signedBy = await signerOf(estimate, deps);
  return {
    state: 'found',
    written: {
      identifier,
      estimate,
      resources: [estimate],
      ...(signedOn && { signedOn }),
      ...(signedBy && { signedBy }),
    },
  };
}

export const estimateType = (target: WriteTarget) =>
  target === 'risk-assessment' ? ('RiskAssessment' as const) : ('Observation' as const);

export const signedOnOf = (estimate: RiskAssessment | Observation): string | undefined =>
  estimate.resourceType === 'Observation' ? estimate.effectiveDateTime : estimate.occurrenceDateTime;

/** Who signed, as the agents of a Provenance of ours say: the one of them who is a person. */
export const signerIn = ({ agent }: Provenance): string | undefined =>
  agent.find(({ who }) => /^Practitioner(Role)?\//.test(who.reference ?? ''))?.who.display;

async function signerOf(estimate: string, { get }: Pick<WriteDeps, 'get'>): Promise<string | undefined> {
  const { body } = await get(`Provenance?target=${encodeURIComponent(estimate)}`);
  if (body?.resourceType !== 'Bundle') return undefined;
  return resourcesOf(body).flatMap((resource) =>
    resource.resourceType === 'Provenance' ? (signerIn(resource) ?? []) : [],
  )[0];
}

const resourcesOf = (body: FhirResource): readonly FhirResource[] =>
  ((body as Bundle<FhirResource>).entry ?? []).flatMap(({ resource }) => resource ?? []);
