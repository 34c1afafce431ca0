import { fail, ok, type Problem, type Result } from '@/lib/core/result';
import type { HookRequest } from './hookRequest';

/** Queries in the safe subset of CDS Hooks 2.0.1, "Prefetch Query Restrictions"; `{{context.patientId}}` is the only token used. */
export type PrefetchTemplates = Readonly<Record<string, string>>;

/** Reads one query, relative to the client's FHIR server, with its access token; undefined for a read that found nothing. */
export type FhirRead = (query: string) => Promise<Result<FhirAnswer | undefined>>;

export interface FhirAnswer {
  readonly resourceType: string;
}

export type Prefetched = Readonly<Record<string, FhirAnswer | null>>;

export type PrefetchProblem = Problem<'prefetch-unsatisfied' | 'prefetch-failed'>;

/**
 * All that the cards need. A key that the client sent as null holds no data; an OperationOutcome is the client's own
 * failure; a missing key is fetched from the client's server, all of them at once. What can neither be read nor
 * fetched leaves the request unsatisfied, which is answered with 412.
 */
export async function resolvePrefetch(
  request: HookRequest,
  templates: PrefetchTemplates,
  fetchMissing: FhirRead | undefined,
): Promise<Result<Prefetched, PrefetchProblem>> {
  const keys = Object.keys(templates);
  const given = request.prefetch ?? {};
  const missing = keys.filter((key) => !(key in given) || given[key] === undefined || isOperationOutcome(given[key]));
  if (missing.length > 0 && !fetchMissing) return fail(unsatisfied(missing));
  const fetched = await Promise.all(
    missing.map(async (key) => [key, await fetchMissing!(fillTemplate(templates[key], request))] as const),
  );
  const failed = fetched.filter(([, answer]) => !answer.ok).map(([key]) => key);
  if (failed.length > 0) return fail({ ...unsatisfied(failed), code: 'prefetch-failed' });
  const answers = new Map(fetched.map(([key, answer]) => [key, answer.ok ? (answer.value ?? null) : null]));
  return ok(Object.fromEntries(keys.map((key) => [key, answers.get(key) ?? answerOf(given[key])])));
}

export function fillTemplate(template: string, request: HookRequest): string {
  return template.replaceAll('{{context.patientId}}', encodeURIComponent(request.context.patientId));
}

function answerOf(value: unknown): FhirAnswer | null {
  return isFhirAnswer(value) ? value : null;
}

const isFhirAnswer = (value: unknown): value is FhirAnswer =>
  typeof value === 'object' && value !== null && typeof (value as FhirAnswer).resourceType === 'string';

const isOperationOutcome = (value: unknown): boolean =>
  isFhirAnswer(value) && value.resourceType === 'OperationOutcome';

const unsatisfied = (keys: readonly string[]): PrefetchProblem => ({
  code: 'prefetch-unsatisfied',
  message: `Prefetch data is missing: ${keys.join(', ')}.`,
  remedy: 'Send these prefetch keys, or fhirServer with fhirAuthorization so that they can be read.',
});
