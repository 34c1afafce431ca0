import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4';
import { matches } from './matches';
import { FhirFailure, invalid } from './outcome';
import { searchParameters } from './searchParameters';
import type { FhirStore } from './store';

export interface SearchRequest {
  readonly type: string;
  readonly parameters: URLSearchParams;
  readonly baseUrl: string;
  /** `Prefer: handling=strict` turns an unknown parameter into 400; else it is ignored and left out of the self link. */
  readonly strict: boolean;
  /** What the caller may see at all. */
  readonly visible: (resource: FhirResource) => boolean;
}

const resultParameters = new Set(['_count', '_sort', '_include', '_offset', '_format', '_pretty', '_total']);
const defaultCount = 50;
const maxCount = 500;

/** A searchset Bundle with total, self, next and previous links (FHIR R4 http, "search"; search, "paging"). */
export function search(store: FhirStore, request: SearchRequest): Bundle {
  const known = searchParameters[request.type];
  const applied: [string, string][] = [];
  for (const [name, value] of request.parameters) {
    if (resultParameters.has(name) || name in known) applied.push([name, value]);
    else if (request.strict)
      throw new FhirFailure(400, 'not-supported', `${request.type} has no search parameter ${name} here`);
  }
  let found = store.all(request.type).filter(request.visible);
  for (const [name, value] of applied)
    if (name in known) found = found.filter((resource) => matches(resource, known[name], value, request.baseUrl));
  found = sorted(found, request);

  const count = Math.min(positive(request.parameters.get('_count'), defaultCount), maxCount);
  const offset = positive(request.parameters.get('_offset'), 0);
  const page = found.slice(offset, offset + count);
  const entries: BundleEntry[] = page.map((resource) => entryOf(resource, 'match', request.baseUrl));
  for (const resource of included(store, page, request)) entries.push(entryOf(resource, 'include', request.baseUrl));
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: found.length,
    link: links(request, applied, offset, count, found.length),
    ...(entries.length > 0 && { entry: entries }),
  };
}

function sorted(found: FhirResource[], { type, parameters }: SearchRequest): FhirResource[] {
  const names = parameters.get('_sort')?.split(',') ?? [];
  const keys = names.map((name) => ({
    parameter: searchParameters[type][name.replace(/^-/, '')],
    sign: name.startsWith('-') ? -1 : 1,
  }));
  const key = (resource: FhirResource, index: number): string =>
    String(keys[index].parameter?.values(resource as never)[0] ?? '');
  return found.sort((a, b) => {
    for (const [index, { sign }] of keys.entries()) {
      const order = key(a, index).localeCompare(key(b, index));
      if (order !== 0) return order * sign;
    }
    return 0;
  });
}

/** `_include=Type:parameter`: what the page's resources refer to. */
function included(
  store: FhirStore,
  page: readonly FhirResource[],
  { type, parameters, visible }: SearchRequest,
): FhirResource[] {
  const wanted = new Map<string, FhirResource>();
  for (const include of parameters.getAll('_include')) {
    const [of, name] = include.split(':');
    const parameter = of === type ? searchParameters[type][name] : undefined;
    if (parameter?.type !== 'reference') continue;
    for (const { reference } of page
      .flatMap((resource) => parameter.values(resource as never))
      .filter((value) => value !== undefined)) {
      if (!reference || reference.startsWith('#') || wanted.has(reference)) continue;
      const target = store.all(reference.split('/')[0]).find(({ id }) => id === reference.split('/')[1]);
      if (target && visible(target)) wanted.set(reference, target);
    }
  }
  return [...wanted.values()];
}

const entryOf = (resource: FhirResource, mode: 'match' | 'include', baseUrl: string): BundleEntry => ({
  fullUrl: `${baseUrl}/${resource.resourceType}/${resource.id}`,
  resource,
  search: { mode },
});

function links(
  { type, baseUrl }: SearchRequest,
  applied: readonly [string, string][],
  offset: number,
  count: number,
  total: number,
) {
  const url = (at: number): string => {
    const query = new URLSearchParams(applied.filter(([name]) => name !== '_offset'));
    if (at > 0) query.set('_offset', String(at));
    const text = query.toString();
    return `${baseUrl}/${type}${text ? `?${text}` : ''}`;
  };
  return [
    { relation: 'self', url: url(offset) },
    ...(count > 0 && offset + count < total ? [{ relation: 'next', url: url(offset + count) }] : []),
    ...(offset > 0 ? [{ relation: 'previous', url: url(Math.max(0, offset - count)) }] : []),
  ];
}

function positive(text: string | null, otherwise: number): number {
  if (text === null) return otherwise;
  if (!/^\d{1,6}$/.test(text)) throw invalid(`"${text}" is not a count`);
  return Number(text);
}
