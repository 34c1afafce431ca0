import 'server-only';
import { verifyClient } from '@/lib/cds/clientJwt';
import { countRequest } from '../store/rateLimit';
import type { CdsDeps, ListedClient } from './deps';
import { problemAnswer, unauthorized } from './httpAnswers';

export type Admission =
  | { readonly admitted: true; readonly client: ListedClient }
  | { readonly admitted: false; readonly answer: Response };

/** Lets a listed client in, within its rate. @param audience URL of the endpoint without query, as the client addresses it. */
export async function admit(request: Request, audience: string, deps: CdsDeps): Promise<Admission> {
  const now = deps.now();
  const verified = await verifyClient(request.headers.get('authorization'), {
    clients: deps.clients,
    audience,
    now,
    findKey: deps.findKey,
    claimTokenId: deps.claimTokenId,
  });
  if (!verified.ok) {
    deps.metrics.failures.inc({ reason: verified.problem.code });
    deps.logFailure('cds-client-refused', verified.problem.code);
    return { admitted: false, answer: unauthorized() };
  }
  const client = deps.clients.find(({ iss }) => iss === verified.value.iss)!;
  const rate = await countRequest(deps.store, deps.pseudonymise('client', client.iss), deps.maxRequestsPerSecond, now);
  if (rate.allowed) return { admitted: true, client };
  deps.metrics.failures.inc({ reason: 'rate-limited' });
  const problem = {
    code: 'rate-limited',
    message: 'This client sends more requests than agreed.',
    remedy: 'Wait and send again.',
  };
  return { admitted: false, answer: problemAnswer(429, problem, { 'Retry-After': String(rate.retryAfterSeconds) }) };
}
