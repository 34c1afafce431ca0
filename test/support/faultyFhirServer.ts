import type { Bundle, FhirResource, Observation, Provenance } from 'fhir/r4';
import { fail, ok } from '@/lib/core/result';
import type { ChartData } from '@/lib/fhir/chartData';
import type { FhirExchange, WriteDeps } from '@/lib/fhir/write/writeContract';
import { chartDataSample } from './chartDataSample';

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

  /** @param chart what a reading of the chart finds, where the exchange has no fault. */
  deps(newUuid: () => string, chart: ChartData = chartDataSample): WriteDeps {
    return {
      readChart: async () => {
        const { status } = this.exchange('GET', () => ({ status: 200 }));
        return status === 200 ? ok(chart) : fail({ code: `fhir-${status}`, message: '', remedy: '' });
      },
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
    const parameters = new URLSearchParams(search);
    const targets = parameters.get('target')?.split(',');
    const patient = parameters.get('patient');
    const found = targets
      ? this.ofType('Provenance').filter((one) =>
          (one as Provenance).target.some(({ reference }) => targets.includes(reference ?? '')),
        )
      : patient
        ? this.ofPatient(path, patient, parameters.get('code'))
        : this.matching(path, parameters.get('identifier') ?? '');
    const entry = found.map((resource) => ({ resource }));
    return { status: 200, body: { resourceType: 'Bundle', type: 'searchset', entry } as Bundle };
  }

  private ofPatient(type: string, patient: string, code: string | null): FhirResource[] {
    return [...this.resources.values()].filter((resource) => {
      const { subject, code: own } = resource as Partial<Observation>;
      const codes = own?.coding?.map((coding) => `${coding.system}|${coding.code}`) ?? [];
      const isAsked = code === null || code.split(',').some((one) => codes.includes(one));
      return resource.resourceType === type && subject?.reference === `Patient/${patient}` && isAsked;
    });
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
    const written = new Map<string, string>();
    const entry = (bundle.entry ?? []).map(({ resource, request, fullUrl = '' }) => {
      const search = new URLSearchParams(request?.ifNoneExist ?? '').get('identifier');
      const [existing] = search && resource ? this.matching(resource.resourceType, search) : [];
      const reference = existing
        ? `${existing.resourceType}/${existing.id}`
        : `${resource?.resourceType}/w${this.nextId++}`;
      written.set(fullUrl, reference);
      if (existing) return { response: { status: '200', location: reference } };
      // References within the transaction become those of what was written (FHIR R4 http, "transaction").
      const text = JSON.stringify({ ...resource, id: reference.split('/')[1] }).replaceAll(
        /urn:uuid:[0-9a-f-]+/g,
        (urn) => written.get(urn) ?? urn,
      );
      this.resources.set(reference, JSON.parse(text));
      return { response: { status: '201', location: `${reference}/_history/1` } };
    });
    return { status: 200, body: { resourceType: 'Bundle', type: 'transaction-response', entry } as Bundle };
  }
}
