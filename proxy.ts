import { type NextRequest, NextResponse } from 'next/server';
import { securityHeaders } from '@/lib/server/securityHeaders';
import { environment } from '@/lib/server/site/environment';
import { signInOrigins } from '@/lib/server/site/publicSites';

/** Puts the security headers on every page and endpoint; Next takes the nonce from the request's own policy header. */
export function proxy(request: NextRequest): NextResponse {
  const { registry, development } = environment();
  const headers = securityHeaders({
    nonce: Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64'),
    path: request.nextUrl.pathname,
    frameAncestors: registry.sites.flatMap((site) => site.frameAncestors),
    connectOrigins: registry.sites
      .flatMap(({ smart, dicomweb }) => [
        ...signInOrigins(smart),
        ...dicomweb.filter(({ access }) => access === 'direct').map(({ url }) => url),
      ])
      .map((url) => new URL(url).origin),
    secure: registry.publicUrl.startsWith('https:'),
    development,
  });
  const forwarded = new Headers(request.headers);
  forwarded.set('Content-Security-Policy', headers['Content-Security-Policy']);
  const response = NextResponse.next({ request: { headers: forwarded } });
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

/**
 * Static files have no page around them, and workers take their policy from their own answer. CDS services set their headers
 * themselves (lib/server/cds/serviceRoute.ts): an order waits for them, and passing through here takes as long as the rest.
 */
export const config = { matcher: ['/((?!cds-services|_next/static|_next/image|ort/|codecs/|favicon.ico).*)'] };
