import type { RiskAssessment } from 'fhir/r4';
import { fail, ok, type Problem, type Result } from '@/lib/core/result';
import type { FhirExchange } from './writeSigned';

export type Correction =
  | { readonly status: 'amended'; readonly note: string }
  | { readonly status: 'entered-in-error'; readonly note: string };

export interface CorrectDeps {
  readonly get: (query: string) => Promise<FhirExchange>;
  /** PUT with If-Match (FHIR R4 http, "Managing Resource Contention"). */
  readonly put: (resource: RiskAssessment, ifMatch: string) => Promise<FhirExchange>;
  readonly now: () => Date;
}

export type CorrectProblem = Problem<'estimate-unreadable' | 'estimate-changed' | 'correct-refused'>;

/** Writes a new version of a signed estimate: amended with a note, or entered in error. Nobody else's change is overwritten. */
export async function correctEstimate(
  reference: string,
  by: string,
  correction: Correction,
  deps: CorrectDeps,
): Promise<Result<string, CorrectProblem>> {
  const { status, body } = await deps.get(reference);
  if (status !== 200 || body?.resourceType !== 'RiskAssessment' || !body.meta?.versionId) return fail(unreadable);
  const note = { authorString: by, time: deps.now().toISOString(), text: correction.note };
  const changed: RiskAssessment = { ...body, status: correction.status, note: [...(body.note ?? []), note] };
  const answer = await deps.put(changed, `W/"${body.meta.versionId}"`);
  if (answer.status === 409 || answer.status === 412) return fail(contended);
  if (answer.status !== 200) return fail({ ...refused, details: { status: answer.status } });
  return ok(reference);
}

const unreadable: CorrectProblem = {
  code: 'estimate-unreadable',
  message: 'The signed estimate could not be read from the chart.',
  remedy: 'Check the connection and try again; nothing was changed.',
};
const contended: CorrectProblem = {
  code: 'estimate-changed',
  message: 'Somebody changed the estimate in the chart meanwhile.',
  remedy: 'Load it again, look at the change, then correct it if that is still needed.',
};
const refused: CorrectProblem = {
  code: 'correct-refused',
  message: 'The EHR refused the correction; nothing was changed.',
  remedy: 'Ask the EHR team for write access to RiskAssessment.',
};
