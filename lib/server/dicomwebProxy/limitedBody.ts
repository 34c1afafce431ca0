import 'server-only';
import type { ProxyLimits } from './proxySite';

/**
 * The same bytes, as the reader takes them, broken off when they become too many or stop coming. Errors of the stream
 * reach the browser as a connection that ends early, which its multipart reader notices.
 */
export function limitedBody(
  source: ReadableStream<Uint8Array>,
  { responseBytes, silenceMs }: Pick<ProxyLimits, 'responseBytes' | 'silenceMs'>,
  abort: () => void,
): ReadableStream<Uint8Array> {
  const reader = source.getReader();
  let passed = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const timer = setTimeout(abort, silenceMs);
        try {
          const { done, value } = await reader.read();
          if (done) return controller.close();
          passed += value.length;
          if (passed > responseBytes) throw new Error('the answer is larger than allowed');
          controller.enqueue(value);
        } catch (error) {
          abort();
          controller.error(error);
        } finally {
          clearTimeout(timer);
        }
      },
      cancel() {
        abort();
      },
    },
    { highWaterMark: 0 },
  );
}
