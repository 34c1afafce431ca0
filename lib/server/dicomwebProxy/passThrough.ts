import 'server-only';
import { limitedBody } from './limitedBody';
import { type ProxyRoute, parseProxyRoute } from './proxyRoute';
import type { ProxyLimits, ProxySite } from './proxySite';
import { checkedStoreBody } from './storeBody';
import { type StudyAccess, studyAccess } from './studyAccess';

/** Header in which the browser names the launch patient; URLs and logs carry no patient. */
export const patientHeader = 'x-launch-patient';

const defaultLimits: ProxyLimits = {
  responseBytes: 4 * 2 ** 30,
  storeBytes: 32 * 2 ** 20,
  firstByteMs: 60_000,
  silenceMs: 60_000,
};

const answers: Readonly<Record<Exclude<StudyAccess, 'allowed'>, readonly [status: number, message: string]>> = {
  'no-such-study': [404, 'The launch patient has no such imaging study.'],
  'token-refused': [401, 'The FHIR server does not accept this session.'],
  unreachable: [502, 'The FHIR server could not confirm access to this study.'],
};

/**
 * Hands a DICOMweb request on to the site's archive after the FHIR server has confirmed, with the caller's own token,
 * that the study is the launch patient's. Bodies stream through; headers are chosen, not copied; nothing is kept.
 *
 * @param segments decoded path segments below the site, from "studies" on.
 */
export async function passThrough(request: Request, site: ProxySite, segments: readonly string[]): Promise<Response> {
  const limits = { ...defaultLimits, ...site.limits };
  const route = parseProxyRoute(request.method, segments, new URL(request.url).searchParams);
  if (!route) return refusal(404, 'There is no such resource.');
  const token = /^Bearer ([A-Za-z0-9\-._~+/]{1,8192}=*)$/.exec(request.headers.get('authorization') ?? '')?.[1];
  const patientId = request.headers.get(patientHeader) ?? '';
  if (token === undefined) return refusal(401, 'An access token is needed.');
  if (!/^[A-Za-z0-9\-.]{1,64}$/.test(patientId)) return refusal(400, 'The launch patient is not named.');
  if (route.kind === 'store' && !site.mayStore) return refusal(403, 'This site does not accept stored images.');
  const access = await studyAccess({ fhirBase: site.fhirBase, token, patientId, studyUid: route.studyUid });
  if (access !== 'allowed') return refusal(...answers[access]);
  const body = route.kind === 'store' ? await checkedStoreBody(request, route.studyUid, limits.storeBytes) : undefined;
  if (body && !body.ok) return refusal(body.problem.code === 'too-large' ? 413 : 400, body.problem.message);
  const authorization = site.credential.kind === 'service' ? site.credential.authorization : `Bearer ${token}`;
  const headers = { Authorization: authorization, ...requestHeaders(route, request, body?.value.contentType) };
  return forward(
    `${site.dicomwebUrl.replace(/\/+$/, '')}${route.pathAndQuery}`,
    request,
    headers,
    body?.value.bytes,
    limits,
  );
}

function requestHeaders(
  { kind }: ProxyRoute,
  request: Request,
  contentType: string | undefined,
): Record<string, string> {
  if (kind === 'store') return { Accept: 'application/dicom+json', 'Content-Type': contentType ?? '' };
  if (kind === 'json') return { Accept: 'application/dicom+json' };
  const wantsFrames = /octet-stream/i.test(request.headers.get('accept') ?? '');
  const type = wantsFrames ? 'application/octet-stream' : 'application/dicom';
  return { Accept: `multipart/related; type="${type}"; transfer-syntax=*` };
}

/** Types that cannot run as a page of this origin; a login page must not reach the browser as ours. */
const passedTypes = /^(multipart\/related|application\/dicom(\+json)?|application\/json)\s*(;|$)/i;
const passedHeaders = ['content-type', 'content-length', 'retry-after'];

async function forward(
  url: string,
  request: Request,
  headers: Record<string, string>,
  body: Uint8Array<ArrayBuffer> | undefined,
  limits: ProxyLimits,
): Promise<Response> {
  const abort = new AbortController();
  request.signal.addEventListener('abort', () => abort.abort(), { once: true });
  const firstByte = setTimeout(() => abort.abort(), limits.firstByteMs);
  let upstream: Response;
  try {
    upstream = await fetch(url, {
      method: request.method,
      headers,
      body,
      redirect: 'manual',
      cache: 'no-store',
      signal: abort.signal,
    });
  } catch {
    return abort.signal.aborted
      ? refusal(504, 'The image archive did not answer in time.')
      : refusal(502, 'The image archive cannot be reached.');
  } finally {
    clearTimeout(firstByte);
  }
  const { status } = upstream;
  const stopped = (code: number, message: string) => {
    upstream.body?.cancel().catch(() => undefined);
    return refusal(code, message, upstream.headers.get('retry-after'));
  };
  // The archive's own 401 or 403 is about our credential, and its challenge would open the browser's login prompt.
  if (status === 401 || status === 403)
    return stopped(502, 'The image archive does not accept the credential of this site.');
  if (status === 503 || status === 429) return stopped(503, 'The image archive is busy.');
  if (status === 404) return stopped(404, 'The image archive does not hold these images.');
  const isStoreAnswer = request.method === 'POST' && status === 409;
  if (!upstream.ok && !isStoreAnswer) return stopped(502, `The image archive answered with status ${status}.`);
  if (status === 204) return new Response(null, { status, headers: ownHeaders() });
  if (!passedTypes.test(upstream.headers.get('content-type') ?? ''))
    return stopped(502, 'The image archive answered with something other than images.');
  if (Number(upstream.headers.get('content-length') ?? 0) > limits.responseBytes)
    return stopped(502, 'The answer of the image archive is too large.');
  const passed = ownHeaders();
  // fetch has undone a content encoding, whose length then no longer holds.
  const encoded = upstream.headers.has('content-encoding');
  for (const name of passedHeaders) {
    const value = upstream.headers.get(name);
    if (value !== null && !(encoded && name === 'content-length')) passed.set(name, value);
  }
  const stream = upstream.body && limitedBody(upstream.body, limits, () => abort.abort());
  return new Response(stream, { status, headers: passed });
}

const ownHeaders = (): Headers => new Headers({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });

function refusal(status: number, message: string, retryAfter?: string | null): Response {
  const headers = ownHeaders();
  headers.set('Content-Type', 'application/json');
  if (retryAfter && /^[\w ,:]{1,40}$/.test(retryAfter)) headers.set('Retry-After', retryAfter);
  return new Response(JSON.stringify({ status, message }), { status, headers });
}
