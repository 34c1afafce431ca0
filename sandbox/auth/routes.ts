import { corsHeaders, type Reply, type Request } from '../http';
import type { AuthorizationServer } from './authorizationServer';

/** What the sandbox answers below /auth; undefined for any other address. */
export async function authRoutes(request: Request, authorization: AuthorizationServer): Promise<Reply | undefined> {
  const { pathname } = request.url;
  if (!pathname.startsWith('/auth/')) return undefined;
  if (request.method === 'OPTIONS') return { status: 204, headers: corsHeaders };
  const withCors = (reply: Reply): Reply => ({ ...reply, headers: { ...corsHeaders, ...reply.headers } });
  if (pathname === '/auth/authorize') return authorization.authorize(request);
  if (pathname === '/auth/jwks') return withCors({ status: 200, json: authorization.jwks });
  if (request.method !== 'POST') return withCors({ status: 405, json: { error: 'invalid_request' } });
  if (pathname === '/auth/token') return withCors(await authorization.token(request));
  if (pathname === '/auth/introspect') return withCors(await authorization.introspect(request));
  if (pathname === '/auth/revoke') return withCors(await authorization.revoke(request));
  return { status: 404, json: { error: 'not_found' } };
}
