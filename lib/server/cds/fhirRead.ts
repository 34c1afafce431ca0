import 'server-only';
import type { FhirAnswer, FhirRead } from '@/lib/cds/prefetch';
import { fail, ok, type Problem } from '@/lib/core/result';

const maxPages = 20;

const unreadable: Problem = {
  code: 'fhir-unreadable',
  message: "The client's FHIR server did not answer a query in time, or refused it.",
  remedy: 'Send the data as prefetch, or widen the scope of fhirAuthorization.',
};

interface Bundle extends FhirAnswer {
  readonly entry?: readonly unknown[];
  readonly link?: readonly { readonly relation: string; readonly url: string }[];
}

/**
 * Reads from the FHIR server of a CDS client, all pages of a search, within one deadline for all queries of a call.
 * @param baseUrl a base that the site registry lists; next links that leave it are refused, so that the token stays there.
 */
export function fhirReader(
  fetchUrl: typeof fetch,
  baseUrl: string,
  accessToken: string,
  deadline: AbortSignal,
): FhirRead {
  const base = `${baseUrl.replace(/\/$/, '')}/`;
  const get = async (url: string): Promise<FhirAnswer | undefined> => {
    const headers = { Accept: 'application/fhir+json', Authorization: `Bearer ${accessToken}` };
    // Said aloud, because the framework's fetch has a cache on disk, and this is a patient's data.
    const answer = await fetchUrl(url, { headers, signal: deadline, redirect: 'error', cache: 'no-store' });
    if (answer.status === 404 || answer.status === 410) return undefined;
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return (await answer.json()) as FhirAnswer;
  };

  return async (query) => {
    try {
      const first = await get(base + query);
      if (first?.resourceType !== 'Bundle') return ok(first);
      const entries: unknown[] = [];
      let page: Bundle | undefined = first;
      for (let count = 1; page; count += 1) {
        entries.push(...(page.entry ?? []));
        const next: string | undefined = page.link?.find(({ relation }) => relation === 'next')?.url;
        if (!next) break;
        if (count === maxPages || !new URL(next, base).href.startsWith(base)) return fail(unreadable);
        page = (await get(new URL(next, base).href)) as Bundle | undefined;
        if (page?.resourceType !== 'Bundle') return fail(unreadable);
      }
      const { link: _, ...whole } = first as Bundle;
      return ok({ ...whole, entry: entries } as FhirAnswer);
    } catch (cause) {
      return fail({ ...unreadable, cause });
    }
  };
}
