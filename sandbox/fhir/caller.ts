import type { FhirResource, Provenance } from 'fhir/r4';
import type { Interaction } from '../auth/scopes';
import { type Access, allows, demand } from './access';
import { isKnownType } from './definitions';
import { FhirFailure, invalid } from './outcome';
import type { Searcher } from './search';
import type { FhirStore } from './store';

/** Who asks, and of which server. */
export interface Caller {
  readonly store: FhirStore;
  readonly baseUrl: string;
  readonly access: Access;
  /** Types that a switch takes away, as if the server never had them. */
  readonly unsupported: readonly string[];
  /** `Prefer: handling=strict`. */
  readonly strict?: boolean;
}

export function demandSupported(type: string, { unsupported }: Caller): void {
  if (!isKnownType(type) || unsupported.includes(type))
    throw new FhirFailure(404, 'not-supported', `Resource type ${type} is not supported`);
}

export function referenceTo(type: string, id: string | undefined, caller: Caller): string {
  demandSupported(type, caller);
  if (!/^[A-Za-z0-9\-.]{1,64}$/.test(id ?? '')) throw invalid('The id is malformed');
  return `${type}/${id}`;
}

/** A resource as it came in, with references below this server made relative. */
export function received(resource: unknown, caller: Caller): FhirResource {
  const { resourceType } = (resource ?? {}) as FhirResource;
  demandSupported(String(resourceType), caller);
  const ownBase = `${caller.baseUrl}/`;
  const isOwn = (name: string, value: unknown): value is string =>
    name === 'reference' && typeof value === 'string' && value.startsWith(ownBase);
  return JSON.parse(JSON.stringify(resource), (name, value) =>
    isOwn(name, value) ? value.slice(ownBase.length) : value,
  );
}

/** What a reference leads to, if it is here and the caller may read it. */
export function follow(reference: string, { store, access, unsupported }: Caller): FhirResource | undefined {
  const found = store.existing(reference.split('/_history/')[0]);
  const isReadable = found && !unsupported.includes(found.resourceType) && allows(access, 'r', found);
  return isReadable ? found : undefined;
}

/** How the caller searches for what it has one of these interactions on. */
export const searcherOf = (caller: Caller, interactions: readonly Interaction[]): Searcher => ({
  store: caller.store,
  baseUrl: caller.baseUrl,
  strict: caller.strict ?? false,
  visible: (resource) => interactions.some((interaction) => allows(caller.access, interaction, resource)),
  follow: (reference) => follow(reference, caller),
});

export function demandVersion(reference: string, ifMatch: string | undefined, { store }: Caller): void {
  const version = store.existing(reference)?.meta?.versionId;
  if (ifMatch !== undefined && ifMatch !== version)
    throw new FhirFailure(412, 'conflict', `The resource is at version ${version ?? 'none'}`);
}

/** A Provenance may be written about what its writer may read, and about nothing else. */
export function demandTargets({ target }: Provenance, { store, access }: Caller): void {
  for (const { reference } of target ?? []) {
    if (!reference) continue;
    const found = store.existing(reference.split('/_history/')[0]);
    if (!found) throw new FhirFailure(422, 'not-found', 'A target of the Provenance is not here');
    demand(access, 'r', found);
  }
}
