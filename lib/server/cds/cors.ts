import 'server-only';
import type { ServiceSurroundings } from './deps';

/**
 * Lets browser-based clients of listed origins call (CDS Hooks 2.0.1, "Cross-Origin Resource Sharing"). Another origin
 * gets an answer without these headers, which its browser then hides from it.
 */
export function withCors(
  request: Request,
  answer: Response,
  { allowedOrigins }: Pick<ServiceSurroundings, 'allowedOrigins'>,
): Response {
  answer.headers.append('Vary', 'Origin');
  const origin = request.headers.get('origin');
  if (!origin || !allowedOrigins.includes(origin)) return answer;
  answer.headers.set('Access-Control-Allow-Origin', origin);
  answer.headers.set('Access-Control-Expose-Headers', 'Retry-After, WWW-Authenticate');
  return answer;
}

/** Answers a preflight: GET and POST with Authorization and a JSON body. */
export function preflight(request: Request, surroundings: ServiceSurroundings): Response {
  const headers = {
    'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
    'Access-Control-Allow-Headers': 'Authorization, Content-Type',
    'Access-Control-Max-Age': '600',
  };
  return withCors(request, new Response(null, { status: 204, headers }), surroundings);
}
