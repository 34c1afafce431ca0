import type { Operation, SearchRequest, WithId } from '@medplum/core';
import type { CreateResourceOptions, UpdateResourceOptions } from '@medplum/fhir-router';
import type { OperationOutcome, Parameters, Resource } from '@medplum/fhirtypes';
import type { FhirResource } from 'fhir/r4';
import { demand, demandType } from './access';
import { demandTargets, demandVersion, received, referenceTo } from './caller';
import { FhirFailure, invalid } from './outcome';
import { patched } from './patch';
import { ReadingRepository } from './readingRepository';
import { validate } from './validate';

/**
 * The store as one caller may use it, for Medplum's router: scope and patient compartment are checked here, so that no
 * entry of a Bundle, conditional interaction, chain or included resource gets past them.
 */
export class CallersRepository extends ReadingRepository {
  /** Checks that wait for the end of a transaction, where an entry may refer to a later one. */
  private atEnd: (() => void)[] | undefined;

  override generateId(): string {
    return this.caller.store.newId();
  }

  override async createResource<T extends Resource>(asked: T, options?: CreateResourceOptions): Promise<WithId<T>> {
    const resource = received(asked, this.caller);
    this.demandWrite('c', resource);
    validate(resource);
    const id = (options?.assignedId && resource.id) || this.generateId();
    return this.caller.store.save(resource, id) as never;
  }

  override async updateResource<T extends Resource>(asked: T, options?: UpdateResourceOptions): Promise<WithId<T>> {
    const { store, access } = this.caller;
    const resource = received(asked, this.caller);
    const reference = referenceTo(resource.resourceType, resource.id, this.caller);
    demand(access, 'u', store.lastContent(reference) ?? resource);
    this.demandWrite('u', resource);
    demandVersion(reference, options?.ifMatch, this.caller);
    validate(resource);
    return store.save(resource, resource.id ?? '') as never;
  }

  /** JSON Patch; the outcome is checked as an update is. */
  override async patchResource<T extends Resource>(
    type: T['resourceType'],
    id: string,
    patch: Operation[] | Parameters,
    options?: UpdateResourceOptions,
  ): Promise<WithId<T>> {
    const { store, access } = this.caller;
    if (!Array.isArray(patch)) throw invalid('The body is not a JSON Patch');
    const reference = referenceTo(type, id, this.caller);
    demandType(access, 'u', type);
    const last = store.lastContent(reference);
    if (last) demand(access, 'u', last);
    const changed = patched(store.read(reference), patch);
    if (changed.resourceType !== type || changed.id !== id) throw invalid('A patch keeps the type and the id');
    return this.updateResource(changed as never, options);
  }

  override async deleteResource(type: string, id: string, options?: UpdateResourceOptions): Promise<void> {
    const { store, access } = this.caller;
    const reference = referenceTo(type, id, this.caller);
    demandType(access, 'd', type);
    const existing = store.existing(reference);
    if (existing) demand(access, 'd', existing);
    demandVersion(reference, options?.ifMatch, this.caller);
    if (existing) store.remove(reference);
  }

  /** What the caller may not create is refused before it is told whether another is there. */
  override async conditionalCreate<T extends Resource>(
    asked: T,
    criteria: SearchRequest<T>,
    options?: CreateResourceOptions,
  ): Promise<{ resource: WithId<T>; outcome: OperationOutcome }> {
    this.demandWrite('c', received(asked, this.caller));
    return super.conditionalCreate(asked, criteria, options);
  }

  override async withTransaction<R>(work: (repository: this) => Promise<R>): Promise<R> {
    if (this.atEnd) return work(this);
    return this.caller.store.transactionally(async () => {
      this.atEnd = [];
      try {
        const result = await work(this);
        for (const check of this.atEnd) check();
        return result;
      } finally {
        this.atEnd = undefined;
      }
    });
  }

  /** Checks a resource about to be written, and in a transaction a Provenance once all that it may be about is there. */
  private demandWrite(interaction: 'c' | 'u', resource: FhirResource): void {
    const { access } = this.caller;
    const isLoose = JSON.stringify(resource).includes('"reference":"urn:uuid:');
    if (isLoose && this.atEnd) throw invalid('A urn:uuid reference points to no entry');
    if (resource.resourceType !== 'Provenance') {
      demand(access, interaction, resource);
      return;
    }
    demandType(access, interaction, 'Provenance');
    if (isLoose) throw new FhirFailure(422, 'not-found', 'A urn:uuid target has a meaning only inside a transaction');
    const check = () => {
      demandTargets(resource, this.caller);
      demand(access, interaction, resource);
    };
    if (this.atEnd) this.atEnd.push(check);
    else check();
  }
}
