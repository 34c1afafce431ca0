import type { Bundle, BundleEntry, FhirResource, Provenance } from 'fhir/r4';
import { type Access, allows, demand, demandType } from './access';
import { applyJsonPatch } from './jsonPatch';
import { FhirFailure, invalid } from './outcome';
import { search } from './search';
import { isKnownType } from './searchParameters';
import type { FhirStore } from './store';
import { validate } from './validate';

export interface FhirContext {
  readonly store: FhirStore;
  readonly baseUrl: string;
  readonly access: Access;
  /** Types that a switch takes away, as if the server never had them. */
  readonly unsupported: readonly string[];
  /** References by `urn:uuid:` to other entries are put in place at its end. */
  readonly inTransaction?: boolean;
}

export interface FhirRequest {
  readonly method: string;
  /** Below the FHIR base, without a leading slash: "Patient/p1", "Observation". */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body?: unknown;
  readonly ifMatch?: string;
  readonly ifNoneExist?: string;
  readonly strict?: boolean;
}

export interface FhirReply {
  readonly status: number;
  readonly resource?: FhirResource;
  /** Set on created, read and updated resources. */
  readonly versionOf?: FhirResource;
}

/** One FHIR interaction (R4 http): everything that a batch entry may ask for, too. */
export function interact(request: FhirRequest, context: FhirContext): FhirReply {
  const [type, id, verb, versionId] = request.path.split('/');
  if (!isKnownType(type) || context.unsupported.includes(type))
    throw new FhirFailure(404, 'not-supported', `Resource type ${type} is not supported`);
  if (id !== undefined && id !== '_search' && !/^[A-Za-z0-9\-.]{1,64}$/.test(id)) throw invalid('The id is malformed');
  switch (request.method) {
    case 'GET':
      if (id === undefined) return searchReply(type, request, context);
      if (verb === '_history')
        return versionId ? readVersion(type, id, versionId, context) : historyReply(type, id, context);
      return read(type, id, context);
    case 'POST':
      return id === '_search' ? searchReply(type, request, context) : create(type, request, context);
    case 'PUT':
      return update(type, id, request, context);
    case 'PATCH':
      return patch(type, id, request, context);
    case 'DELETE':
      return remove(type, id, context);
    default:
      throw new FhirFailure(405, 'not-supported', `${request.method} is not supported`);
  }
}

function read(type: string, id: string, context: FhirContext): FhirReply {
  demandType(context.access, 'r', type);
  const last = context.store.lastContent(`${type}/${id}`);
  // Whether another patient's resource was deleted is not told either.
  if (last) demand(context.access, 'r', last, context.baseUrl);
  return readReply(context.store.read(`${type}/${id}`), context);
}

function readVersion(type: string, id: string, versionId: string, context: FhirContext): FhirReply {
  demandType(context.access, 'r', type);
  return readReply(context.store.readVersion(`${type}/${id}`, versionId), context);
}

function readReply(resource: FhirResource, { access, baseUrl }: FhirContext): FhirReply {
  demand(access, 'r', resource, baseUrl);
  return { status: 200, resource, versionOf: resource };
}

/** Versions of a resource, deletions included; one that was another patient's when it was written is left out. */
function historyReply(type: string, id: string, context: FhirContext): FhirReply {
  const { access, baseUrl, store } = context;
  const reference = `${type}/${id}`;
  demandType(access, 'r', type);
  const last = context.store.lastContent(reference);
  if (last) demand(access, 'r', last, baseUrl);
  const versions = store
    .historyOf(reference)
    .filter(({ resource }) => !resource || allows(access, 'r', resource, baseUrl));
  const entry = versions.map(
    ({ resource, versionId, lastUpdated }): BundleEntry => ({
      fullUrl: `${baseUrl}/${reference}`,
      ...(resource && { resource }),
      request: { method: resource ? (versionId === '1' ? 'POST' : 'PUT') : 'DELETE', url: reference },
      response: { status: resource ? '200' : '204', lastModified: lastUpdated, etag: `W/"${versionId}"` },
    }),
  );
  return { status: 200, resource: { resourceType: 'Bundle', type: 'history', total: entry.length, entry } };
}

function searchReply(type: string, request: FhirRequest, context: FhirContext): FhirReply {
  demandType(context.access, 's', type);
  const visible = (resource: FhirResource) =>
    resource.resourceType === type
      ? allows(context.access, 's', resource, context.baseUrl)
      : allows(context.access, 'r', resource, context.baseUrl);
  const resource = search(context.store, {
    type,
    parameters: request.query,
    baseUrl: context.baseUrl,
    strict: request.strict ?? false,
    visible,
  });
  return { status: 200, resource };
}

function create(type: string, request: FhirRequest, context: FhirContext): FhirReply {
  const resource = bodyOf(type, request.body);
  demand(context.access, 'c', resource, context.baseUrl);
  demandTargets(resource, context);
  if (request.ifNoneExist) {
    const found = searchAll(type, request.ifNoneExist, context);
    if (found.length > 1)
      throw new FhirFailure(412, 'multiple-matches', 'If-None-Exist matches more than one resource');
    const [match] = found;
    if (match) {
      // That it exists may be known to who may create it; what it says, only to who may read it.
      const isReadable = allows(context.access, 'r', match, context.baseUrl);
      return { status: 200, versionOf: match, ...(isReadable && { resource: match }) };
    }
  }
  validate(resource);
  const saved = context.store.save(resource, context.store.newId());
  return { status: 201, resource: saved, versionOf: saved };
}

function update(type: string, id: string | undefined, request: FhirRequest, context: FhirContext): FhirReply {
  if (!id) throw invalid('An update needs an id');
  const resource = bodyOf(type, request.body);
  if (resource.id !== id) throw invalid('The id of the resource is not that of the URL');
  const existing = existingOf(`${type}/${id}`, context);
  demand(context.access, 'u', context.store.lastContent(`${type}/${id}`) ?? resource, context.baseUrl);
  demand(context.access, 'u', resource, context.baseUrl);
  demandTargets(resource, context);
  const version = existing?.meta?.versionId;
  if (request.ifMatch && request.ifMatch !== `W/"${version}"`)
    throw new FhirFailure(412, 'conflict', `The resource is at version ${version ?? 'none'}`);
  validate(resource);
  const saved = context.store.save(resource, id);
  return { status: existing ? 200 : 201, resource: saved, versionOf: saved };
}

/** JSON Patch (RFC 6902); the outcome is checked as an update is. */
function patch(type: string, id: string | undefined, request: FhirRequest, context: FhirContext): FhirReply {
  if (!id) throw invalid('A patch needs an id');
  demandType(context.access, 'u', type);
  const existing = context.store.lastContent(`${type}/${id}`);
  if (existing) demand(context.access, 'u', existing, context.baseUrl);
  const body = applyJsonPatch(context.store.read(`${type}/${id}`), request.body);
  return update(type, id, { ...request, body }, context);
}

function remove(type: string, id: string | undefined, context: FhirContext): FhirReply {
  if (!id) throw invalid('A deletion needs an id');
  demandType(context.access, 'd', type);
  const existing = existingOf(`${type}/${id}`, context);
  if (!existing) return { status: 204 };
  demand(context.access, 'd', existing, context.baseUrl);
  context.store.remove(`${type}/${id}`);
  return { status: 204 };
}

/** A Provenance may be written about what its writer may read, and about nothing else. */
function demandTargets(resource: FhirResource, context: FhirContext): void {
  if (resource.resourceType !== 'Provenance') return;
  for (const { reference } of (resource as Provenance).target ?? []) {
    if (!reference) continue;
    if (reference.startsWith('urn:uuid:')) {
      if (context.inTransaction) continue;
      throw new FhirFailure(422, 'not-found', 'A urn:uuid target has a meaning only inside a transaction');
    }
    const target = existingOf(reference.split('/_history/')[0], context);
    if (!target) throw new FhirFailure(422, 'not-found', 'A target of the Provenance is not here');
    demand(context.access, 'r', target, context.baseUrl);
  }
}

/** The newest version, or nothing if it never was or was deleted. */
export function existingOf(reference: string, { store }: Pick<FhirContext, 'store'>): FhirResource | undefined {
  try {
    return store.read(reference);
  } catch (error) {
    if (error instanceof FhirFailure && (error.status === 404 || error.status === 410)) return undefined;
    throw error;
  }
}

/** Matches over all that the server has and the caller may see, for conditional interactions. */
function searchAll(type: string, query: string, context: FhirContext): FhirResource[] {
  const parameters = new URLSearchParams(query);
  if ([...parameters.keys()].length === 0) throw invalid('If-None-Exist is empty');
  parameters.set('_count', '500');
  const visible = (resource: FhirResource) => allows(context.access, 'c', resource, context.baseUrl);
  const bundle: Bundle = search(context.store, { type, parameters, baseUrl: context.baseUrl, strict: true, visible });
  return (bundle.entry ?? []).flatMap(({ resource }) => (resource ? [resource as FhirResource] : []));
}

function bodyOf(type: string, body: unknown): FhirResource {
  const resource = body as FhirResource | undefined;
  if (typeof resource !== 'object' || resource === null) throw invalid('The body is not a resource');
  if (resource.resourceType !== type)
    throw invalid(`The body is a ${String(resource.resourceType)}, the URL is of ${type}`);
  return resource;
}
