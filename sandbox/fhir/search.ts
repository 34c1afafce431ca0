import { type Filter, formatSearchQuery, type SearchRequest } from '@medplum/core';
import { type FhirRepository, getExtraEntries } from '@medplum/fhir-router';
import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4';
import { searchParametersOf } from './definitions';
import { type Follow, type Test, testOf } from './matches';
import { FhirFailure, invalid } from './outcome';
import { sorted } from './sorting';
import type { FhirStore } from './store';

export interface Searcher {
  readonly store: FhirStore;
  readonly baseUrl: string;
  /** `Prefer: handling=strict` turns an unknown parameter into 400; else it is ignored and left out of the self link. */
  readonly strict: boolean;
  /** What the caller may find at all. */
  readonly visible: (resource: FhirResource) => boolean;
  /** What the caller may read: the ends of chains, and what is included. */
  readonly follow: Follow;
}

const defaultCount = 50;
const maxCount = 500;

/** What meets the request, in order, and the request without what is not known here. */
export function find(asked: SearchRequest, searcher: Searcher): { found: FhirResource[]; applied: SearchRequest } {
  const { store, baseUrl, strict, visible, follow } = searcher;
  const type = asked.resourceType;
  const unknown = unsupportedParts(asked);
  const tests: Test[] = [];
  const filters: Filter[] = [];
  for (const filter of asked.filters ?? []) {
    const test = testOf(type, filter, baseUrl);
    if (test) {
      tests.push(test);
      filters.push(filter);
    } else if (searchParametersOf(type).has(filter.code)) {
      // To leave out a modifier would find something else than was asked for (FHIR R4 search, "modifiers").
      throw invalid(`${filter.code} has no modifier or prefix ${filter.operator} here`);
    } else unknown.push(filter.code);
  }
  const sortRules = asked.sortRules?.filter(({ code }) => searchParametersOf(type).has(code)) ?? [];
  if (sortRules.length < (asked.sortRules?.length ?? 0)) unknown.push('_sort');
  if (strict && unknown.length > 0)
    throw new FhirFailure(400, 'not-supported', `${type} has no search by ${unknown.join(', ')} here`);
  const { fields, summary, cursor, types, ...supported } = asked;
  const found = store.all(type).filter((one) => visible(one) && tests.every((test) => test(one, follow)));
  return { found: sorted(found, type, sortRules), applied: { ...supported, filters, sortRules } };
}

/** A searchset Bundle with total, self, next and previous links (FHIR R4 http, "search"; search, "paging"). */
export async function search(asked: SearchRequest, searcher: Searcher, repository: FhirRepository): Promise<Bundle> {
  const { baseUrl, follow } = searcher;
  const count = Math.min(wholeNumber(asked.count, defaultCount), maxCount);
  const offset = wholeNumber(asked.offset, 0);
  const { found, applied } = find(asked, searcher);
  const page = found.slice(offset, offset + count);
  const fullUrl = (type: string, id = '') => `${baseUrl}/${type}/${id}`;
  const entry: BundleEntry[] = page.map((resource) => ({
    fullUrl: fullUrl(resource.resourceType, resource.id),
    resource,
    search: { mode: 'match' },
  }));
  const readable = ({ resourceType, id }: FhirResource) => follow(`${resourceType}/${id}`) !== undefined;
  await getExtraEntries(repository, applied, page as never[], entry as never[], {
    fullUrl,
    executeSearch: async (request) => find(request, { ...searcher, visible: readable }).found as never,
  });
  const url = (at: number) => `${baseUrl}/${applied.resourceType}${formatSearchQuery({ ...applied, offset: at })}`;
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: found.length,
    link: [
      { relation: 'self', url: url(offset) },
      ...(count > 0 && offset + count < found.length ? [{ relation: 'next', url: url(offset + count) }] : []),
      ...(offset > 0 ? [{ relation: 'previous', url: url(Math.max(0, offset - count)) }] : []),
    ],
    ...(entry.length > 0 && { entry }),
  };
}

/** Result parameters that Medplum's parser reads and this server does not carry out. */
function unsupportedParts({ fields, summary, cursor, types }: SearchRequest): string[] {
  const parts = { _elements: fields, _summary: summary, _cursor: cursor, _type: types };
  return Object.entries(parts).flatMap(([name, value]) => (value === undefined ? [] : name));
}

function wholeNumber(value: number | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (!Number.isSafeInteger(value) || value < 0) throw invalid('_count and _offset are whole numbers');
  return value;
}
