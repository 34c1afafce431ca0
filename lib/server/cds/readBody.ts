import 'server-only';
import { fail, ok, type Problem, type Result } from '@/lib/core/result';

export type BodyProblem = Problem<'body-too-large' | 'body-not-json'>;

/** Reads a JSON body of at most `maxBytes`; it stops reading there, whatever Content-Length says. */
export async function readJsonBody(request: Request, maxBytes: number): Promise<Result<unknown, BodyProblem>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.byteLength;
    if (length > maxBytes) {
      await reader?.cancel();
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
