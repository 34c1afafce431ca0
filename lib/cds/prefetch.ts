import { z } from 'zod';
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
 * failure, sent so that nobody asks again; a key that is missing, of another form than its template asks for, or a first page
 * without the rest is fetched from the client's server, all such keys at once. What can neither be read nor fetched leaves
 * the request unsatisfied, which is answered with 412: data that was not seen must never be taken for data that is not there.
 */
export async function resolvePrefetch(
  request: HookRequest,
  templates: PrefetchTemplates,
  fetchMissing: FhirRead | undefined,
): Promise<Result<Prefetched, PrefetchProblem>> {
  const keys = Object.keys(templates);
  const given = request.prefetch ?? {};
  const states = new Map(keys.map((key) => [key, stateOf(given[key], templates[key])]));
  const inState = (state: KeyState) => keys.filter((key) => states.get(key) === state);
  const failed = inState('failed');
  if (failed.length > 0) return fail(failedAtClient(failed));
  const missing = inState('missing');
  if (missing.length > 0 && !fetchMissing) return fail(unsatisfied(missing));
  const fetched = await Promise.all(
    missing.map(async (key) => [key, await fetchMissing!(fillTemplate(templates[key], request))] as const),
  );
  const answers = new Map(fetched.map(([key, answer]) => [key, answer.ok ? (answer.value ?? null) : undefined]));
  const unread = missing.filter((key) => stateOf(answers.get(key), templates[key]) !== 'read');
  if (unread.length > 0) return fail({ ...unsatisfied(unread), code: 'prefetch-failed' });
  return ok(
    Object.fromEntries(keys.map((key) => [key, (answers.get(key) ?? given[key] ?? null) as FhirAnswer | null])),
  );
}

export function fillTemplate(template: string, request: HookRequest): string {
  return template.replaceAll('{{context.patientId}}', encodeURIComponent(request.context.patientId));
}

type KeyState = 'read' | 'missing' | 'failed';

function stateOf(value: unknown, template: string): KeyState {
  if (value === null) return 'read';
  if (!isFhirAnswer(value)) return 'missing';
  if (value.resourceType === 'OperationOutcome') return 'failed';
  const [path, search] = template.split('?');
  if (search === undefined) return value.resourceType === path.split('/')[0] ? 'read' : 'missing';
  return bundleState(value, search.includes('_sort=-'));
}

/** @param newestFirst the first page of such a search holds what counts; of any other one all pages are needed. */
function bundleState(value: FhirAnswer, newestFirst: boolean): KeyState {
  const parsed = bundle.safeParse(value);
  if (!parsed.success) return 'missing';
  const { entry = [], link = [] } = parsed.data;
  if (entry.some(({ resource }) => resource?.resourceType === 'OperationOutcome' && isError(resource))) return 'failed';
  return !newestFirst && link.some(({ relation }) => relation === 'next') ? 'missing' : 'read';
}

const bundle = z.looseObject({
  resourceType: z.literal('Bundle'),
  entry: z.array(z.looseObject({ resource: z.looseObject({ resourceType: z.string() }).optional() })).optional(),
  link: z.array(z.looseObject({ relation: z.string() })).optional(),
});

const outcome = z.looseObject({ issue: z.array(z.looseObject({ severity: z.string() })) });

const isError = (resource: unknown): boolean => {
  const parsed = outcome.safeParse(resource);
  return !parsed.success || parsed.data.issue.some(({ severity }) => severity === 'error' || severity === 'fatal');
};

const isFhirAnswer = (value: unknown): value is FhirAnswer =>
  typeof value === 'object' && value !== null && typeof (value as FhirAnswer).resourceType === 'string';

const unsatisfied = (keys: readonly string[]): PrefetchProblem => ({
  code: 'prefetch-unsatisfied',
  message: `Prefetch data is missing or incomplete: ${keys.join(', ')}.`,
  remedy: 'Send these prefetch keys whole, or fhirServer with fhirAuthorization so that they can be read.',
});

const failedAtClient = (keys: readonly string[]): PrefetchProblem => ({
  code: 'prefetch-failed',
  message: `The client could not read this prefetch data: ${keys.join(', ')}.`,
  remedy: 'See the OperationOutcome that was sent in their place.',
});
