import 'server-only';
import { serviceHeaders } from '../securityHeaders';
import { withCors } from './cors';
import type { CdsDeps } from './deps';

/** An answer as it leaves: with the security headers that pages get from the proxy, which hooks have no time to pass. */
export function serviceAnswer(request: Request, answer: Response, deps: CdsDeps): Response {
  for (const [name, value] of Object.entries(serviceHeaders(deps.appUrl.startsWith('https:'))))
    answer.headers.set(name, value);
  return withCors(request, answer, deps);
}
