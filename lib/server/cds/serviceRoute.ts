import 'server-only';
import { noCards } from '@/lib/cds/card';
import { serviceHeaders } from '../securityHeaders';
import { withCors } from './cors';
import type { ServiceSurroundings } from './deps';
import { failures, json, problemAnswer } from './httpAnswers';

export type Endpoint = 'hook' | 'feedback' | 'discovery';

/** Long enough for a slow upload, short enough that nobody waits for a store that has stopped answering. */
const patienceMs = 5000;

/**
 * Runs a handler and sends its answer as it leaves: with the security headers that pages get from the proxy, which hooks have
 * no time to pass. What fails inside, the store not being there or not answering among it, is counted and answered as the
 * endpoint's caller can use it: an order must never wait for, or fail with, this service (C3).
 */
export async function serviceRoute(
  request: Request,
  endpoint: Endpoint,
  surroundings: ServiceSurroundings,
  handle: () => Promise<Response>,
): Promise<Response> {
  const started = performance.now();
  const answer = await withinPatience(handle).catch((error: unknown) => failed(endpoint, error, surroundings));
  const seconds = (performance.now() - started) / 1000;
  surroundings.metrics.latencySeconds.observe({ endpoint, status: String(answer.status) }, seconds);
  for (const [name, value] of Object.entries(serviceHeaders(surroundings.appUrl.startsWith('https:'))))
    answer.headers.set(name, value);
  return withCors(request, answer, surroundings);
}

/** Answers a method that an address does not have (RFC 9110 section 15.5.6). */
export function methodNotAllowed(
  request: Request,
  endpoint: Endpoint,
  surroundings: ServiceSurroundings,
  allow: string,
): Promise<Response> {
  const problem = {
    code: 'method-not-allowed',
    message: `${request.method} is not for this address.`,
    remedy: `Use ${allow}.`,
  };
  return serviceRoute(request, endpoint, surroundings, async () =>
    failures(surroundings.metrics)(405, problem, { Allow: allow }),
  );
}

async function withinPatience(handle: () => Promise<Response>): Promise<Response> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DOMException('no answer in time', 'TimeoutError')), patienceMs);
  });
  try {
    return await Promise.race([handle(), late]);
  } finally {
    clearTimeout(timer);
  }
}

function failed(endpoint: Endpoint, error: unknown, { metrics, logFailure }: ServiceSurroundings): Response {
  metrics.failures.inc({ reason: 'inner-failure' });
  logFailure(`cds-${endpoint}-inner-failure`, error instanceof Error ? error.name : 'unknown');
  return endpoint === 'hook' ? json(200, noCards) : problemAnswer(503, notNow, { 'Retry-After': '5' });
}

const notNow = {
  code: 'inner-failure',
  message: 'The service cannot keep this now.',
  remedy: 'Send it again; what is sent twice counts once.',
};
