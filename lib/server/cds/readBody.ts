import 'server-only';
import { fail, ok, type Problem, type Result } from '@/lib/core/result';

export type BodyProblem = Problem<'body-too-large' | 'body-not-json' | 'body-of-other-type'>;

/** JSON by its own type or by a suffix (RFC 6839), with any parameters. */
const jsonType = /^application\/([\w.-]+\+)?json\s*(;|$)/i;

/** Reads a JSON body of at most `maxBytes`; it keeps no more than that, whatever Content-Length says. */
export async function readJsonBody(request: Request, maxBytes: number): Promise<Result<unknown, BodyProblem>> {
  const type = request.headers.get('content-type');
  const coding = request.headers.get('content-encoding') ?? 'identity';
  // A client that says nothing of its body is taken at its word that this is JSON; one that says otherwise is not.
  if ((type && !jsonType.test(type)) || coding !== 'identity') return fail(otherType);
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.byteLength;
    if (length > maxBytes) {
      void drop(reader);
      return fail({
        code: 'body-too-large',
        message: `The body is larger than ${maxBytes} bytes.`,
        remedy: 'Send the prefetch keys that discovery lists and nothing more.',
      });
    }
    chunks.push(part.value);
  }
  try {
    return ok(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))));
  } catch {
    return fail({ code: 'body-not-json', message: 'The body is not JSON in UTF-8.', remedy: 'Send application/json.' });
  }
}

/**
 * Reads on without keeping. Cancelling would cut the connection before the client has read why; leaving the rest unread would
 * block the next call on that connection until it is reset. The server's limit on the time of a request ends it.
 */
async function drop(reader: ReadableStreamDefaultReader<Uint8Array> | undefined): Promise<void> {
  try {
    while (reader && !(await reader.read()).done);
  } catch {
    // The client has gone: there is nothing more to drop.
  }
}

const otherType: BodyProblem = {
  code: 'body-of-other-type',
  message: 'The body is not JSON by its Content-Type, or is compressed.',
  remedy: 'Send application/json without Content-Encoding.',
};
