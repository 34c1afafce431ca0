import type { SearchRequest, WithId } from '@medplum/core';
import { FhirRepository, type ReadHistoryOptions } from '@medplum/fhir-router';
import type { Bundle, Reference, Resource } from '@medplum/fhirtypes';
import { allows, demand, demandType } from './access';
import { type Caller, demandSupported, follow, referenceTo, searcherOf } from './caller';
import { historyBundle } from './historyBundle';
import { FhirFailure, invalid, notFound } from './outcome';
import { find, search } from './search';

/** What one caller may read and find in the store, for Medplum's router. */
export abstract class ReadingRepository extends FhirRepository {
  constructor(readonly caller: Caller) {
    super();
  }

  override setMode(): void {
    // Reading and writing go to the same store.
  }

  override async readResource<T extends Resource>(type: string, id: string): Promise<WithId<T>> {
    return this.caller.store.read(this.demandLast(type, id)) as never;
  }

  override async readVersion<T extends Resource>(type: string, id: string, versionId: string): Promise<WithId<T>> {
    const { store, access } = this.caller;
    const reference = referenceTo(type, id, this.caller);
    demandType(access, 'r', type);
    const resource = store.readVersion(reference, versionId);
    demand(access, 'r', resource);
    return resource as never;
  }

  /** Versions of a resource, deletions included; one that was another patient's when it was written is left out. */
  override async readHistory<T extends Resource>(
    type: string,
    id: string,
    options?: ReadHistoryOptions,
  ): Promise<Bundle<WithId<T>>> {
    const { store, access, baseUrl } = this.caller;
    const reference = this.demandLast(type, id);
    const versions = store.historyOf(reference).filter(({ resource }) => !resource || allows(access, 'r', resource));
    return historyBundle(versions, baseUrl, options) as never;
  }

  override async readReference<T extends Resource>({ reference = '' }: Reference<T>): Promise<WithId<T>> {
    const found = follow(reference, this.caller);
    if (!found) throw notFound(reference);
    return found as never;
  }

  override async readReferences<T extends Resource>(references: readonly Reference<T>[]): Promise<(T | Error)[]> {
    return references.map(
      ({ reference = '' }) => (follow(reference, this.caller) as T | undefined) ?? notFound(reference),
    );
  }

  override async search<T extends Resource>(asked: SearchRequest<T>): Promise<Bundle<WithId<T>>> {
    demandSupported(asked.resourceType, this.caller);
    demandType(this.caller.access, 's', asked.resourceType);
    return search(asked as SearchRequest, searcherOf(this.caller, ['s']), this) as never;
  }

  /**
   * What a conditional interaction is about. That it exists may be known to who may write it; whether it may be changed
   * is asked again when it is.
   */
  override async searchResources<T extends Resource>(asked: SearchRequest<T>): Promise<WithId<T>[]> {
    demandSupported(asked.resourceType, this.caller);
    if (!asked.filters?.length) throw invalid('A conditional interaction needs criteria');
    const searcher = searcherOf({ ...this.caller, strict: true }, ['c', 'u', 'd']);
    return find(asked as SearchRequest, searcher).found.slice(0, 2) as never;
  }

  override searchByReference(): never {
    throw new FhirFailure(404, 'not-supported', 'GraphQL is off');
  }

  /** Whether another patient's resource was deleted is not told either. */
  private demandLast(type: string, id: string): string {
    const { store, access } = this.caller;
    const reference = referenceTo(type, id, this.caller);
    demandType(access, 'r', type);
    const last = store.lastContent(reference);
    if (last) demand(access, 'r', last);
    return reference;
  }
}
