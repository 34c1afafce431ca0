import { getStatus, isOk } from '@medplum/core';
import { type FhirResponse, FhirRouter, type HttpMethod } from '@medplum/fhir-router';
import type { FhirResource } from 'fhir/r4';
import { allows } from './access';
import type { CallersRepository } from './repository';

/** Medplum's routes below a resource type: no GraphQL, no search over all types, and no Bundle inside a Bundle. */
export const router = new FhirRouter();
const { routes } = router.router;
routes.splice(0, routes.length, ...routes.filter(({ path }) => path[0]?.param));

export interface FhirRequest {
  readonly method: string;
  /** Below the FHIR base, with its query: "Patient/p1", "Observation?patient=p1". */
  readonly url: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface FhirReply {
  readonly status: number;
  readonly resource?: FhirResource;
  /** Set on created, read and updated resources. */
  readonly versionOf?: FhirResource;
  /** What each entry of a Bundle was and came to, for the audit. */
  readonly entries?: readonly { readonly method: string; readonly url: string; readonly status: number }[];
}

/** One FHIR interaction (R4 http). */
export async function interact(request: FhirRequest, repository: CallersRepository): Promise<FhirReply> {
  const { method, url, body, headers = {} } = request;
  const medplumRequest = { method: method as HttpMethod, url, pathname: '', params: {}, query: {}, body, headers };
  return replyOf(method, await router.handleRequest(medplumRequest, repository), repository);
}

/** Medplum's answer, with what FHIR asks for besides: 201 for an update that created, 204 for a deletion. */
export function replyOf(method: string, [outcome, answered]: FhirResponse, repository: CallersRepository): FhirReply {
  if (!isOk(outcome)) return { status: getStatus(outcome), resource: outcome as FhirResource };
  if (method === 'DELETE' || !answered) return { status: 204 };
  const resource = answered as FhirResource;
  if (!resource.id) return { status: getStatus(outcome), resource };
  const status = method === 'PUT' && isNew(resource, repository) ? 201 : getStatus(outcome);
  return { status, versionOf: resource, ...(mayShow(method, status, resource, repository) && { resource }) };
}

/** Whether it was not there before the version that was just written. */
const isNew = ({ resourceType, id }: FhirResource, { caller }: CallersRepository): boolean =>
  caller.store.historyOf(`${resourceType}/${id}`)[1]?.resource === undefined;

/** What was there before, and was matched or patched, is shown to who may read it only. */
function mayShow(method: string, status: number, resource: FhirResource, { caller }: CallersRepository): boolean {
  const isOwnText = status === 201 || method === 'PUT';
  return method === 'GET' || isOwnText || allows(caller.access, 'r', resource);
}

/** Medplum passes an entity tag without quotes over; put in quotes, it is compared. */
export const quotedTag = (tag: string): string =>
  /"[^"]+"/.test(tag) ? tag : `"${tag.replaceAll('"', '') || 'none'}"`;
