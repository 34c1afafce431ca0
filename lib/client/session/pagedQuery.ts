import 'client-only';
import type { FhirResource } from 'fhir/r4';
import { z } from 'zod';
import { fail, ok, type Problem } from '@/lib/core/result';
import type { FhirQuery } from '@/lib/fhir/chart/loadChart';
import type { FhirExchange } from '@/lib/fhir/write/writeContract';

/**
 * Reads a query to its end: the one resource of a read, or every page of a search (FHIR R4 search, "Paging"). A page that
 * cannot be read fails the whole query, because a part of a list looks like all of it.
 * @param base FHIR base URL with a slash at its end.
 * @param get sends a request to an address of that server.
 */
export const pagedQuery =
  (base: string, get: (url: string) => Promise<FhirExchange>): FhirQuery =>
  async (path) => {
    const resources: FhirResource[] = [];
    const seen = new Set<string>();
    let next: string | undefined = base + path;
    while (next !== undefined) {
      seen.add(next);
      const { status, body } = await get(next);
      if (status !== 200 || !body) return fail(queryProblem(status));
      const read: z.infer<typeof answer> | undefined = answer.safeParse(body).data;
      if (!read) return fail(notFhir);
      if (read.resourceType !== 'Bundle') return ok([body]);
      const page = (read.entry ?? []).flatMap(({ resource }) => (resource ? [resource as FhirResource] : []));
      if (page.some(saysIncomplete)) return fail(queryProblem(500));
      resources.push(...page);
      const link: string | undefined = read.link?.find(({ relation }) => relation === 'next')?.url;
      next = link === undefined ? undefined : new URL(link, base).href;
      // A link that leaves the server is not followed, because the token would go with it; one that returns never ends.
      if (next !== undefined && (!isOfServer(next, base) || seen.has(next))) return fail(otherServer);
    }
    return ok(resources);
  };

const answer = z.looseObject({
  resourceType: z.string(),
  entry: z.array(z.looseObject({ resource: z.looseObject({ resourceType: z.string() }).optional() })).optional(),
  link: z.array(z.looseObject({ relation: z.string(), url: z.string() })).optional(),
});

/** Below the base, or the base itself with a query, as HAPI FHIR writes the links of its pages. */
const isOfServer = (url: string, base: string): boolean =>
  url.startsWith(base) || url.startsWith(`${base.slice(0, -1)}?`);

/** An outcome among the results that says more than a hint (FHIR R4 search, "Handling Errors"). */
const saysIncomplete = (resource: FhirResource): boolean =>
  resource.resourceType === 'OperationOutcome' && outcome.safeParse(resource).data?.issue.some(isFailure) !== false;

const outcome = z.looseObject({ issue: z.array(z.looseObject({ severity: z.string() })) });
const isFailure = ({ severity }: { readonly severity: string }): boolean =>
  severity === 'fatal' || severity === 'error';

function queryProblem(status: number): Problem {
  const [message, remedy] = texts[status] ?? (status >= 500 ? texts[500] : status >= 400 ? texts[400] : texts[0]);
  return { code: `fhir-${status}`, message, remedy };
}

const texts: Readonly<Record<number, readonly [message: string, remedy: string]>> = {
  0: ['The EHR did not answer in time.', 'Check the connection and read the chart again.'],
  400: [
    'The EHR did not understand the question.',
    'Tell the hospital integrator; enter the value by hand if you have it.',
  ],
  401: ['The EHR ended the sign-in.', 'Open Backcast from the chart again; what you entered is kept.'],
  403: [
    'The EHR does not allow Backcast to read this.',
    'Ask the EHR team to grant read access, or enter the value by hand.',
  ],
  404: ['The EHR does not offer this kind of record.', 'Enter the value by hand if you have it.'],
  429: ['The EHR is busy.', 'Read the chart again in a minute.'],
  500: ['The EHR failed while answering.', 'Read the chart again in a minute.'],
  503: ['The EHR is busy.', 'Read the chart again in a minute.'],
};
const notFhir: Problem = {
  code: 'fhir-not-understood',
  message: 'The answer of the EHR is not FHIR, and could not be understood.',
  remedy: 'Read the chart again; if this stays, tell the hospital integrator.',
};
const otherServer: Problem = {
  code: 'fhir-paging',
  message: 'The EHR gave a part of the answer, and an address for the rest that Backcast may not follow.',
  remedy: 'Tell the hospital integrator: the links of pages have to lead to the FHIR address of the site registry.',
};
