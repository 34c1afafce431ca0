import type { FhirResource } from 'fhir/r4';
import { Journal } from './journal';
import { FhirFailure, notFound } from './outcome';

/** One version of a resource; a deletion is a version without content. */
export interface Version {
  readonly reference: string;
  readonly versionId: string;
  readonly lastUpdated: string;
  readonly resource?: FhirResource;
}

/**
 * Resources with their whole history, in memory and as a journal on disk that is replayed at the start. A transaction
 * works on a draft: it is kept whole, with one write to the journal, or not at all.
 */
export class FhirStore {
  private history = new Map<string, readonly Version[]>();
  private pending: Version[] | undefined;
  private lastTurn: Promise<unknown> = Promise.resolve();
  private nextId = 1;
  private readonly journal: Journal<Version> | undefined;

  constructor(
    folder: string | undefined,
    private readonly now: () => Date,
  ) {
    if (folder) this.journal = new Journal(folder);
    for (const version of this.journal?.read() ?? []) this.remember(version);
  }

  get isEmpty(): boolean {
    return this.history.size === 0;
  }

  reset(): void {
    this.history = new Map();
    this.journal?.erase();
  }

  /** Throws 404 for what never was, 410 for what was deleted. */
  read(reference: string): FhirResource {
    const newest = this.versions(reference).at(-1);
    if (!newest) throw notFound(reference);
    if (!newest.resource) throw new FhirFailure(410, 'deleted', `${reference} was deleted`);
    return newest.resource;
  }

  readVersion(reference: string, versionId: string): FhirResource {
    const version = this.versions(reference).find((one) => one.versionId === versionId);
    if (!version?.resource) throw notFound(`${reference}/_history/${versionId}`);
    return version.resource;
  }

  /** The newest version, or nothing if it never was or was deleted. */
  existing(reference: string): FhirResource | undefined {
    return this.versions(reference).at(-1)?.resource;
  }

  /** Newest first, deletions included. */
  historyOf(reference: string): readonly Version[] {
    const versions = this.versions(reference);
    if (versions.length === 0) throw notFound(reference);
    return [...versions].reverse();
  }

  /** The newest version that has content, even if the resource was deleted since: it says whose the resource was. */
  lastContent(reference: string): FhirResource | undefined {
    return this.versions(reference).findLast(({ resource }) => resource)?.resource;
  }

  all(type: string): FhirResource[] {
    const found: FhirResource[] = [];
    for (const [reference, versions] of this.history) {
      const resource = reference.startsWith(`${type}/`) ? versions.at(-1)?.resource : undefined;
      if (resource) found.push(resource);
    }
    return found;
  }

  newId(): string {
    while (this.taken(this.nextId)) this.nextId += 1;
    return String(this.nextId++);
  }

  /** Keeps a new version, with id, version and time set by the server. */
  save(resource: FhirResource, id: string): FhirResource {
    const reference = `${resource.resourceType}/${id}`;
    const versionId = String(this.versions(reference).length + 1);
    const lastUpdated = this.now().toISOString();
    const saved = { ...resource, id, meta: { ...resource.meta, versionId, lastUpdated } } as FhirResource;
    this.keep({ reference, versionId, lastUpdated, resource: saved });
    return saved;
  }

  remove(reference: string): void {
    this.read(reference);
    this.keep({
      reference,
      versionId: String(this.versions(reference).length + 1),
      lastUpdated: this.now().toISOString(),
    });
  }

  transaction<T>(work: () => T): T {
    const end = this.begin();
    try {
      const result = work();
      end('keep');
      return result;
    } catch (error) {
      end('undo');
      throw error;
    }
  }

  /** A transaction of a Bundle, whose entries the router awaits one after another. */
  async transactionally<T>(work: () => Promise<T>): Promise<T> {
    const end = this.begin();
    try {
      const result = await work();
      end('keep');
      return result;
    } catch (error) {
      end('undo');
      throw error;
    }
  }

  /** One request at a time: none sees, or is undone with, the unfinished transaction of another. */
  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.lastTurn.then(work);
    this.lastTurn = mine.catch(() => undefined);
    return mine;
  }

  private begin(): (how: 'keep' | 'undo') => void {
    const before = new Map(this.history);
    const pending: Version[] = [];
    this.pending = pending;
    return (how) => {
      this.pending = undefined;
      if (how === 'undo') this.history = before;
      else this.journal?.add(pending);
    };
  }

  private versions(reference: string): readonly Version[] {
    return this.history.get(reference) ?? [];
  }

  private taken(id: number): boolean {
    const suffix = `/${id}`;
    for (const reference of this.history.keys()) if (reference.endsWith(suffix)) return true;
    return false;
  }

  private keep(version: Version): void {
    this.remember(version);
    if (this.pending) this.pending.push(version);
    else this.journal?.add([version]);
  }

  private remember(version: Version): void {
    this.history.set(version.reference, [...this.versions(version.reference), version]);
  }
}
