import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

export interface Request {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What a handler answers; one of json, html and text at most. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly html?: string;
  readonly contentType?: string;
}

const maxBodyBytes = 20_000_000;

export async function readRequest(incoming: IncomingMessage, origin: string): Promise<Request> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    length += chunk.length;
    if (length > maxBodyBytes) throw new RangeError('The request is too large');
    chunks.push(chunk);
  }
  return {
    method: incoming.method ?? 'GET',
    url: new URL(incoming.url ?? '/', origin),
    headers: incoming.headers,
    body: Buffer.concat(chunks),
  };
}

export function send(response: ServerResponse, reply: Reply): void {
  const text = reply.html ?? (reply.json === undefined ? undefined : JSON.stringify(reply.json));
  const type = reply.contentType ?? (reply.html === undefined ? 'application/json' : 'text/html');
  const headers = { ...(text !== undefined && { 'Content-Type': `${type}; charset=utf-8` }), ...reply.headers };
  response.writeHead(reply.status, headers).end(text);
}

/** Any origin may ask, and may read refusals too: what protects the data is the token. */
export const corsHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE, OPTIONS',
  'Access-Control-Allow-Headers':
    'authorization, content-type, accept, prefer, if-match, if-none-exist, if-none-match, x-requested-with',
  'Access-Control-Expose-Headers': 'ETag, Location, Last-Modified, Retry-After, WWW-Authenticate',
  'Access-Control-Max-Age': '600',
};

export const escapeHtml = (text: string): string =>
  text.replace(
    /[&<>"']/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[character] ?? '',
  );
