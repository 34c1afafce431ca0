import { setTimeout as sleep } from 'node:timers/promises';
import type { FhirResource } from 'fhir/r4';
import type { AuditLog } from '../auditLog';
import type { IssuedToken } from '../auth/grants';
import { corsHeaders, type Reply, type Request } from '../http';
import type { Switches } from '../switches';
import { accessOf, fullAccess } from './access';
import { handleBundle } from './bundle';
import { capabilityStatement } from './capabilityStatement';
import { existingOf, type FhirContext, type FhirReply, interact } from './interactions';
import { jsonPatchType } from './jsonPatch';
import { FhirFailure, invalid } from './outcome';
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

/** FHIR R4 over HTTP: authorization, faults by switch, headers; interactions.ts and bundle.ts do the work. */
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
    const context: FhirContext = {
      store: options.store,
      baseUrl: fhirUrl,
      access: accessOf(token.scope, token.context?.patientId, (reference) => existingOf(reference, options)),
      unsupported,
    };
    const answer = perform(request, path, context);
    options.audit.note(request.method, path, request.url.search, answer.status, token.clientId);
    if (switches.dropAfterCommit && request.method !== 'GET') {
      switches.dropAfterCommit = false;
      return 'drop';
    }
    return reply(answer, fhirUrl);
  } catch (error) {
    if (!(error instanceof FhirFailure)) throw error;
    options.audit.note(request.method, path, request.url.search, error.status, 'refused');
    const headers = {
      ...(error.status === 401 && { 'WWW-Authenticate': `Bearer realm="sandbox", error="invalid_token"` }),
      ...(error.status === 503 && { 'Retry-After': '2' }),
    };
    return {
      status: error.status,
      headers: { ...corsHeaders, ...headers },
      json: error.outcome,
      contentType: 'application/fhir+json',
    };
  }
}

/** The same interactions for the sandbox's own screens, which see everything. */
export const internalContext = ({ store, fhirUrl }: Pick<FhirEndpointOptions, 'store' | 'fhirUrl'>): FhirContext => ({
  store,
  baseUrl: fhirUrl,
  access: fullAccess,
  unsupported: [],
});

function authorize({ headers }: Request, { findToken }: FhirEndpointOptions): IssuedToken {
  const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(headers.authorization ?? '')?.[1];
  const found = token && findToken(token);
  if (!found) throw new FhirFailure(401, 'login', 'A valid access token is needed');
  return found;
}

function perform(request: Request, path: string, context: FhirContext): FhirReply {
  const { method, headers } = request;
  if (path === '') {
    if (method !== 'POST') throw new FhirFailure(405, 'not-supported', 'Only a Bundle can be sent to the base');
    return handleBundle(jsonBody(request), context);
  }
  if (method === 'PATCH' && headers['content-type']?.split(';')[0] !== jsonPatchType)
    throw new FhirFailure(415, 'not-supported', `A patch is sent as ${jsonPatchType}`);
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const query = new URLSearchParams(request.url.searchParams);
  if (isForm) for (const [name, value] of new URLSearchParams(request.body.toString())) query.append(name, value);
  const [ifMatch, ifNoneExist] = [headers['if-match'], headers['if-none-exist']];
  return interact(
    {
      method,
      path,
      query,
      strict: /handling=strict/.test(String(headers.prefer ?? '')),
      ...(!isForm && ['POST', 'PUT', 'PATCH'].includes(method) && { body: jsonBody(request) }),
      ...(ifMatch && { ifMatch }),
      ...(typeof ifNoneExist === 'string' && { ifNoneExist }),
    },
    context,
  );
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
