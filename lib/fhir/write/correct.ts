import type { Bundle, DocumentReference, FhirResource, Observation, RiskAssessment } from 'fhir/r4';
import { formatDate } from '@/lib/core/dates';
import { fail, ok, type Result } from '@/lib/core/result';
import { subjectOf } from '../chart/loadChart';
import {
  type CorrectProblem,
  contended,
  failed,
  otherPatient,
  patientUnreadable,
  refused,
  unconfirmed,
  unreadable,
  withdrawnMeanwhile,
} from './correctProblems';
import { withSentenceFirst } from './narrative';
import { estimateIdSystem } from './systems';
import type { FhirExchange } from './writeContract';

export type Correction =
  | { readonly status: 'amended'; readonly note: string }
  | { readonly status: 'entered-in-error'; readonly note: string };

/** A resource as it is to be, and the ETag of the version that it was made from. */
export interface NewVersion {
  readonly resource: RiskAssessment | Observation | DocumentReference;
  readonly ifMatch: string;
}

export interface CorrectDeps {
  readonly get: (query: string) => Promise<FhirExchange>;
  /** All or none, each with If-Match (FHIR R4 http, "Managing Resource Contention"). */
  readonly put: (versions: readonly NewVersion[]) => Promise<FhirExchange>;
  readonly now: () => Date;
}

/**
 * Writes a new version of a signed estimate, and of the document beside one that is an Observation: amended with a note, or
 * entered in error. The patient is read again right before, and is whose estimate it is (S4). Nobody else's change is
 * overwritten, and an answer that is lost is looked for before anything is claimed.
 */
export async function correctEstimate(
  reference: string,
  patientId: string,
  by: string,
  correction: Correction,
  deps: CorrectDeps,
): Promise<Result<string, CorrectProblem>> {
  const before = await readEstimate(reference, deps);
  if (!before?.meta?.versionId) return fail(unreadable);
  if (!isOf(before, patientId)) return fail(otherPatient);
  if (isMade(before, by, correction)) return ok(reference);
  if (before.status === 'entered-in-error') return fail(withdrawnMeanwhile);
  const document = await documentOf(before, deps);
  if (document === 'unreadable') return fail(unreadable);
  if (document && !isOf(document, patientId)) return fail(otherPatient);
  const { status, body: patient } = await deps.get(`Patient/${patientId}`);
  if (status !== 200 || patient?.resourceType !== 'Patient') return fail(patientUnreadable);
  if (patient.id !== patientId) return fail(otherPatient);
  const at = deps.now().toISOString();
  const answer = await deps.put([
    newVersion(before, { ...corrected(before, by, correction, at), status: correction.status }),
    ...(document ? [newVersion(document, correctedDocument(document, by, correction, at))] : []),
  ]);
  if (answer.status === 200) return ok(reference);
  if (answer.status === 409 || answer.status === 412) return fail(contended);
  if (answer.status > 0 && answer.status < 500) return fail({ ...refused, details: { status: answer.status } });
  const after = await readEstimate(reference, deps);
  if (!after) return fail(unconfirmed);
  return isMade(after, by, correction) ? ok(reference) : fail(failed);
}

type Estimate = RiskAssessment | Observation;

async function readEstimate(reference: string, { get }: CorrectDeps): Promise<Estimate | undefined> {
  const { status, body } = await get(reference);
  const isEstimate = body?.resourceType === 'RiskAssessment' || body?.resourceType === 'Observation';
  return status === 200 && isEstimate ? (body as Estimate) : undefined;
}

const isOf = (resource: Estimate | DocumentReference, patientId: string): boolean =>
  subjectOf(resource) === `Patient/${patientId}`;

const isMade = ({ status, note }: Estimate, by: string, correction: Correction): boolean =>
  status === correction.status &&
  (note ?? []).some(({ authorString, text }) => authorString === by && text === correction.note);

function corrected<T extends Estimate>(estimate: T, by: string, correction: Correction, at: string): T {
  const note = { authorString: by, time: at, text: correction.note };
  return { ...withSentence(estimate, by, correction, at), note: [...(estimate.note ?? []), note] };
}

/** A document has no status "amended" and no notes: its own words say it. */
function correctedDocument(
  document: DocumentReference,
  by: string,
  correction: Correction,
  at: string,
): DocumentReference {
  const said = withSentence(document, by, correction, at);
  return correction.status === 'amended'
    ? { ...said, docStatus: 'amended' }
    : { ...said, status: 'entered-in-error', docStatus: 'entered-in-error' };
}

/** Who reads the narrative alone has to learn of it first. */
function withSentence<T extends Estimate | DocumentReference>(
  resource: T,
  by: string,
  { status, note }: Correction,
  at: string,
): T {
  const what = status === 'amended' ? 'Amended' : 'Entered in error: this estimate does not hold. Marked';
  const sentence = `${what} by ${by} on ${formatDate(at)}: ${note}`;
  return resource.text ? { ...resource, text: withSentenceFirst(resource.text, sentence) } : resource;
}

/** The document that was written with an Observation where a server has no RiskAssessment. */
async function documentOf(
  estimate: Estimate,
  { get }: CorrectDeps,
): Promise<DocumentReference | 'unreadable' | undefined> {
  const id = estimate.identifier?.find(({ system }) => system === estimateIdSystem)?.value;
  if (estimate.resourceType !== 'Observation' || !id) return undefined;
  const search = encodeURIComponent(`${estimateIdSystem}|${id}.document`);
  const { status, body } = await get(`DocumentReference?identifier=${search}`);
  if (status !== 200 || body?.resourceType !== 'Bundle') return 'unreadable';
  return ((body as Bundle<FhirResource>).entry ?? []).flatMap(({ resource }) =>
    resource?.resourceType === 'DocumentReference' ? [resource] : [],
  )[0];
}

const newVersion = (before: FhirResource, resource: NewVersion['resource']): NewVersion => ({
  resource,
  ifMatch: `W/"${before.meta?.versionId}"`,
});
