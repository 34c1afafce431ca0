import { setTimeout as sleep } from 'node:timers/promises';
import { getStatus, OperationOutcomeError } from '@medplum/core';
import type { FhirResource } from 'fhir/r4';
import type { AuditLog } from '../auditLog';
import type { IssuedToken } from '../auth/grants';
import { corsHeaders, type Reply, type Request } from '../http';
import type { Switches } from '../switches';
import { accessOf } from './access';
import { handleBundle } from './bundle';
import { capabilityStatement } from './capabilityStatement';
import { FhirFailure, invalid } from './outcome';
import { jsonPatchType } from './patch';
import { CallersRepository } from './repository';
import { type FhirReply, interact, quotedTag } from './router';
import type { FhirStore } from './store';

export interface FhirEndpointOptions {
  readonly store: FhirStore;
  /** Base URL without a trailing slash. */
  readonly fhirUrl: string;
  readonly authUrl: string;
  readonly findToken: (token: string) => IssuedToken | undefined;
  readonly switches: Switches;
  readonly audit: AuditLog;
  readonly startedAt: string;
}

/** A reply, or "drop": the connection is closed without an answer. */
export type FhirAnswer = Reply | 'drop';

/** FHIR R4 over HTTP: authorization, faults by switch, headers; Medplum's router does the work on the caller's repository. */
export async function fhirEndpoint(request: Request, options: FhirEndpointOptions): Promise<FhirAnswer> {
  const { switches, fhirUrl } = options;
  if (request.method === 'OPTIONS') return { status: 204, headers: corsHeaders };
  const path = request.url.pathname.slice(new URL(fhirUrl).pathname.length).replace(/^\//, '').replace(/\/$/, '');
  const unsupported = switches.noRiskAssessment ? ['RiskAssessment'] : [];
  if (path === 'metadata')
    return reply(
      { status: 200, resource: capabilityStatement(fhirUrl, options.authUrl, unsupported, options.startedAt) },
      fhirUrl,
    );
  if (switches.latencyMs > 0) await sleep(switches.latencyMs);
  try {
    if (switches.failWith) throw switchedFailure(switches.failWith);
    const token = authorize(request, options);
    const repository = new CallersRepository({
      store: options.store,
      baseUrl: fhirUrl,
      access: accessOf(token.scope, token.context?.patientId, (reference) => options.store.existing(reference)),
      unsupported,
      strict: /handling=strict/.test(String(request.headers.prefer ?? '')),
    });
    const answer = await options.store.inTurn(() => perform(request, path, repository).catch(refusal));
    for (const { method, url, status } of answer.entries ?? []) {
      const [place, query = ''] = url.split('?');
      options.audit.note(method, `${place} (in a Bundle)`, query, status, token.clientId);
    }
    options.audit.note(request.method, path, request.url.search, answer.status, token.clientId);
    const isWrite = request.method !== 'GET' && !path.endsWith('/_search');
    if (switches.dropAfterCommit && isWrite && answer.status < 400) {
      switches.dropAfterCommit = false;
      return 'drop';
    }
    return reply(answer, fhirUrl);
  } catch (error) {
    const { status, resource } = refusal(error);
    options.audit.note(request.method, path, request.url.search, status, 'refused');
    const headers = {
      ...(status === 401 && { 'WWW-Authenticate': `Bearer realm="sandbox", error="invalid_token"` }),
      ...(status === 503 && { 'Retry-After': '2' }),
    };
    return {
      status,
      headers: { ...corsHeaders, ...headers },
      json: resource,
      contentType: 'application/fhir+json',
    };
  }
}

function refusal(error: unknown): FhirReply {
  if (!(error instanceof OperationOutcomeError)) throw error;
  const status = error instanceof FhirFailure ? error.status : getStatus(error.outcome);
  return { status, resource: error.outcome as FhirResource };
}

function authorize({ headers }: Request, { findToken }: FhirEndpointOptions): IssuedToken {
  const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(headers.authorization ?? '')?.[1];
  const found = token && findToken(token);
  if (!found) throw new FhirFailure(401, 'login', 'A valid access token is needed');
  return found;
}

async function perform(request: Request, path: string, repository: CallersRepository): Promise<FhirReply> {
  const { method, headers, url } = request;
  if (path === '') {
    if (method !== 'POST') throw new FhirFailure(405, 'not-supported', 'Only a Bundle can be sent to the base');
    return handleBundle(jsonBody(request), repository);
  }
  if (method === 'PATCH' && headers['content-type']?.split(';')[0] !== jsonPatchType)
    throw new FhirFailure(415, 'not-supported', `A patch is sent as ${jsonPatchType}`);
  if (method === 'POST' && path.endsWith('/_search'))
    return interact({ method, url: path, body: searchBody(request) }, repository);
  const [ifMatch, ifNoneExist] = [headers['if-match'], headers['if-none-exist']];
  return interact(
    {
      method,
      url: `${path}${url.search}`,
      ...(['POST', 'PUT', 'PATCH'].includes(method) && { body: jsonBody(request) }),
      headers: {
        ...(ifMatch && { 'if-match': quotedTag(ifMatch) }),
        ...(typeof ifNoneExist === 'string' && { 'if-none-exist': ifNoneExist }),
      },
    },
    repository,
  );
}

/** Parameters of the form and of the address, as the router wants them. */
function searchBody({ url, headers, body }: Request): Record<string, string[]> {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const query = new URLSearchParams(url.searchParams);
  if (isForm) for (const [name, value] of new URLSearchParams(body.toString())) query.append(name, value);
  return Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name)]));
}

function jsonBody({ body }: Request): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    throw invalid('The body is not JSON');
  }
}

function switchedFailure(status: Exclude<Switches['failWith'], 0>): FhirFailure {
  const codes = { 401: 'login', 403: 'forbidden', 404: 'not-found', 500: 'exception', 503: 'transient' } as const;
  return new FhirFailure(status, codes[status], 'This answer was switched on in the sandbox');
}

function reply({ status, resource, versionOf }: FhirReply, fhirUrl: string): Reply {
  return {
    status,
    headers: { ...corsHeaders, ...(versionOf && versionHeaders(versionOf, status, fhirUrl)) },
    json: resource,
    contentType: 'application/fhir+json',
  };
}

function versionHeaders(resource: FhirResource, status: number, fhirUrl: string): Record<string, string> {
  const { versionId, lastUpdated } = resource.meta ?? {};
  const location = `${fhirUrl}/${resource.resourceType}/${resource.id}/_history/${versionId}`;
  return {
    ETag: `W/"${versionId}"`,
    ...(lastUpdated && { 'Last-Modified': new Date(lastUpdated).toUTCString() }),
    ...(status === 201 && { Location: location }),
  };
}
