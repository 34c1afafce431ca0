import type { Bundle, FhirResource } from 'fhir/r4';
import type { FhirExchange, WriteDeps } from '@/lib/fhir/write/writeSigned';

/** What goes wrong with one exchange; "lost after commit" is the one that makes naive clients write twice. */
export type Fault = 'none' | 'time-out before' | 'lost after commit' | 409 | 412 | 500 | 503;
export const faults: readonly Fault[] = ['none', 'time-out before', 'lost after commit', 409, 412, 500, 503];

/** A FHIR server in memory: reads, identifier search, transactions with If-None-Exist, and a fault for each exchange. */
export class FaultyFhirServer {
  readonly resources = new Map<string, FhirResource>();
  private nextId = 1;

  constructor(
    seed: readonly FhirResource[],
    private readonly nextFault: (method: 'GET' | 'POST') => Fault,
  ) {
    for (const resource of seed)
      this.resources.set(`${resource.resourceType}/${resource.id}`, structuredClone(resource));
  }

  deps(newUuid: () => string): WriteDeps {
    return {
      get: async (query) => this.exchange('GET', () => this.get(query)),
      post: async (bundle) => this.exchange('POST', () => this.commit(bundle)),
      sleep: async () => {},
      newUuid,
    };
  }

  ofType(type: FhirResource['resourceType']): FhirResource[] {
    return [...this.resources.values()].filter(({ resourceType }) => resourceType === type);
  }

  private exchange(method: 'GET' | 'POST', act: () => FhirExchange): FhirExchange {
    const fault = this.nextFault(method);
    if (fault === 'none') return act();
    if (fault === 'time-out before') return { status: 0 };
    if (fault === 'lost after commit') {
      act();
      return { status: 0 };
    }
    return { status: fault, ...(fault === 503 && { retryAfterSeconds: 1 }) };
  }

  private get(query: string): FhirExchange {
    const [path, search] = query.split('?');
    if (!search) {
      const body = this.resources.get(path);
      return body ? { status: 200, body } : { status: 404 };
    }
    const wanted = new URLSearchParams(search).get('identifier') ?? '';
    const entry = this.matching(path, wanted).map((resource) => ({ resource }));
    return { status: 200, body: { resourceType: 'Bundle', type: 'searchset', entry } as Bundle };
  }

  private matching(type: string, identifier: string): FhirResource[] {
    const [system, value] = identifier.split('|');
    return [...this.resources.values()].filter(
      (resource) =>
        resource.resourceType === type &&
        (resource as { identifier?: { system?: string; value?: string }[] }).identifier?.some(
          (one) => one.system === system && one.value === value,
        ),
    );
  }

  private commit(bundle: Bundle): FhirExchange {
    const entry = (bundle.entry ?? []).map(({ resource, request }) => {
      const search = new URLSearchParams(request?.ifNoneExist ?? '').get('identifier');
      const [existing] = search && resource ? this.matching(resource.resourceType, search) : [];
      if (existing) return { response: { status: '200', location: `${existing.resourceType}/${existing.id}` } };
      const reference = `${resource?.resourceType}/w${this.nextId++}`;
      this.resources.set(reference, { ...structuredClone(resource as FhirResource), id: reference.split('/')[1] });
      return { response: { status: '201', location: `${reference}/_history/1` } };
    });
    return { status: 200, body: { resourceType: 'Bundle', type: 'transaction-response', entry } as Bundle };
  }
}
