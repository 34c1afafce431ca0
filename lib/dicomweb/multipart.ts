import { ok, type Result } from '@/lib/core/result';
import { type ArchiveProblem, archiveFailure } from './problem';

/** Reads a multipart/related body as it arrives (RFC 2046 section 5.1). */
export interface MultipartReader {
  /** Takes the next bytes and returns the parts that they complete. */
  push(chunk: Uint8Array): Result<readonly Uint8Array[], ArchiveProblem>;
  /** To be called at the end of the body, which without its closing delimiter is truncated. Returns what only the end completes. */
  end(): Result<readonly Uint8Array[], ArchiveProblem>;
}

const maxHeaderBytes = 16_384;
const maxPartBytes = 1 << 30;
const maxParts = 20_000;

/** The boundary parameter of a multipart Content-Type, or undefined. */
export function boundaryOf(contentType: string): string | undefined {
  if (!/^\s*multipart\//i.test(contentType)) return undefined;
  const match = /;\s*boundary\s*=\s*(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  return match?.[1] ?? match?.[2];
}

type State = 'preamble' | 'after-delimiter' | 'headers' | 'sized-body' | 'body' | 'closed';

/**
 * A reader for one body. A part that gives its Content-Length is copied once, straight into its place; others are
 * searched for the delimiter. Content-Length is proven by the delimiter that must follow it.
 */
export function createMultipartReader(boundary: string): MultipartReader {
  const encoder = new TextEncoder();
  const delimiter = encoder.encode(`\r\n--${boundary}`);
  const blankLine = encoder.encode('\r\n\r\n');
  // The first delimiter may open the body without a line break before it.
  let pending = createByteQueue(encoder.encode('\r\n'));
  let state: State = 'preamble';
  let sized = { bytes: new Uint8Array(0), filled: 0 };
  let searched = 0;
  let parts = 0;
  let failure: ReturnType<typeof archiveFailure> | undefined;

  const stop = (message: string) => {
    failure = archiveFailure('malformed-multipart', message, { parts });
    return failure;
  };

  /** Does one step; false when it needs more bytes. */
  const step = (finished: Uint8Array[]): boolean | ReturnType<typeof archiveFailure> => {
    if (state === 'closed') {
      pending.drop(pending.length);
      return false;
    }
    if (state === 'preamble' || state === 'body') {
      const at = pending.indexOf(delimiter, searched);
      if (at < 0) {
        searched = Math.max(0, pending.length - delimiter.length + 1);
        return pending.length > maxPartBytes ? stop('A part of the answer is larger than 1 GiB.') : false;
      }
      if (state === 'body') finished.push(pending.copy(at));
      pending.drop(at + delimiter.length);
      searched = 0;
      state = 'after-delimiter';
      return true;
    }
    if (state === 'after-delimiter') {
      if (pending.length < 2) return false;
      const [first, second] = [pending.at(0), pending.at(1)];
      if (first === 0x2d && second === 0x2d) state = 'closed';
      else if (first === 0x0d && second === 0x0a) state = 'headers';
      else return stop('A delimiter of the answer is followed by neither a line break nor the end.');
      // The line break stays: it may be half of the blank line that ends empty headers.
      if (state === 'closed') pending.drop(2);
      return true;
    }
    if (state === 'headers') {
      const at = pending.indexOf(blankLine, 0);
      if (at < 0) return pending.length > maxHeaderBytes ? stop('The headers of a part do not end.') : false;
      const headers = new TextDecoder('latin1').decode(pending.copy(at));
      pending.drop(at + blankLine.length);
      parts++;
      if (parts > maxParts) return stop(`The answer has more than ${maxParts} parts.`);
      const length = /(?:^|\r\n)content-length[ \t]*:[ \t]*(\d{1,12})[ \t]*(?:\r\n|$)/i.exec(headers)?.[1];
      if (length !== undefined && Number(length) > maxPartBytes)
        return stop('A part of the answer is larger than 1 GiB.');
      if (length === undefined) state = 'body';
      else {
        sized = { bytes: new Uint8Array(Number(length)), filled: 0 };
        state = 'sized-body';
      }
      return true;
    }
    sized.filled += pending.moveInto(sized.bytes, sized.filled);
    if (sized.filled < sized.bytes.length || pending.length < delimiter.length) return false;
    if (pending.indexOf(delimiter, 0, 1) !== 0) return stop('A part is longer or shorter than its Content-Length.');
    finished.push(sized.bytes);
    pending.drop(delimiter.length);
    state = 'after-delimiter';
    return true;
  };

  return {
    push(chunk) {
      if (failure) return failure;
      const finished: Uint8Array[] = [];
      let rest = chunk;
      if (state === 'sized-body' && pending.length === 0) {
        const direct = Math.min(rest.length, sized.bytes.length - sized.filled);
        sized.bytes.set(rest.subarray(0, direct), sized.filled);
        sized.filled += direct;
        rest = rest.subarray(direct);
      }
      if (rest.length > 0) pending.append(rest);
      for (let more = true; more; ) {
        const result = step(finished);
        if (typeof result === 'object') return result;
        more = result;
      }
      return ok(finished);
    },
    end() {
      if (failure) return failure;
      pending = createByteQueue(new Uint8Array(0));
      if (state !== 'closed') return archiveFailure('incomplete', `The answer breaks off in part ${parts}.`, { parts });
      return ok([]);
    },
  };
}

/** Bytes waiting to be understood. Dropped bytes are reclaimed when the queue grows. */
function createByteQueue(initial: Uint8Array) {
  let buffer = new Uint8Array(Math.max(initial.length, 1 << 16));
  let start = 0;
  let end = initial.length;
  buffer.set(initial);
  return {
    get length() {
      return end - start;
    },
    at: (index: number) => buffer[start + index],
    append(chunk: Uint8Array) {
      if (end + chunk.length > buffer.length) {
        const needed = end - start + chunk.length;
        const target = needed > buffer.length ? new Uint8Array(2 * needed) : buffer;
        target.set(buffer.subarray(start, end));
        end -= start;
        start = 0;
        buffer = target;
      }
      buffer.set(chunk, end);
      end += chunk.length;
    },
    drop(count: number) {
      start += count;
      if (start === end) {
        start = 0;
        end = 0;
      }
    },
    copy: (count: number) => buffer.slice(start, start + count),
    /** Moves as many bytes as fit into `target` from `at` on. */
    moveInto(target: Uint8Array, at: number): number {
      const count = Math.min(end - start, target.length - at);
      target.set(buffer.subarray(start, start + count), at);
      start += count;
      return count;
    },
    /** Where `token` first starts, looking at starts from `from` on and at most `starts` of them; -1 if nowhere. */
    indexOf(token: Uint8Array, from: number, starts = Number.POSITIVE_INFINITY): number {
      const last = Math.min(end - token.length, start + from + starts - 1);
      const window = buffer.subarray(0, end);
      for (let i = window.indexOf(token[0], start + from); i >= 0 && i <= last; i = window.indexOf(token[0], i + 1)) {
        if (token.every((byte, k) => buffer[i + k] === byte)) return i - start;
      }
      return -1;
    },
  };
}
