import type { Random } from '@/lib/core/random';
import { boundaryOf, createMultipartReader } from '@/lib/dicomweb/multipart';
import { mutated, mutationRandom } from '../../support/mutations';

const encode = (text: string) => new TextEncoder().encode(text);
const joined = (pieces: readonly Uint8Array[]) => Uint8Array.from(pieces.flatMap((piece) => [...piece]));

function body(parts: readonly Uint8Array[], { lengths = false, boundary = 'b1', preamble = '' } = {}): Uint8Array {
  const pieces = parts.flatMap((part) => [
    encode(
      `--${boundary}\r\nContent-Type: application/dicom${lengths ? `\r\nContent-Length: ${part.length}` : ''}\r\n\r\n`,
    ),
    part,
    encode('\r\n'),
  ]);
  return joined([encode(preamble), ...pieces, encode(`--${boundary}--\r\n`)]);
}

/** Reads a body in random pieces. */
function read(bytes: Uint8Array, random: Random, boundary = 'b1') {
  const reader = createMultipartReader(boundary);
  const parts: Uint8Array[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const size = 1 + random.integer(random.uniform() < 0.3 ? 3 : 400);
    const result = reader.push(bytes.subarray(offset, offset + size));
    if (!result.ok) return result;
    parts.push(...result.value);
    offset += size;
  }
  const end = reader.end();
  return end.ok ? { ok: true as const, value: parts } : end;
}

describe('reading multipart bodies as they arrive', () => {
  test.each([
    ['multipart/related; type="application/dicom"; boundary=abc', 'abc'],
    ['multipart/related; boundary="a b:c"; type=x', 'a b:c'],
    ['Multipart/Related;BOUNDARY=x', 'x'],
    ['text/html; boundary=x', undefined],
    ['multipart/related', undefined],
  ])('the boundary of %s', (contentType, boundary) => {
    expect(boundaryOf(contentType)).toBe(boundary);
  });

  test('parts are found however the body is cut, with and without lengths, also when they hold something like a delimiter', () => {
    const random = mutationRandom(1);
    for (let round = 0; round < 400; round++) {
      const parts = Array.from({ length: 1 + random.integer(5) }, () => {
        const bytes = Uint8Array.from({ length: random.integer(600) }, () => random.integer(256));
        return random.uniform() < 0.3 ? joined([bytes, encode('\r\n--b\r\n--b2--\r\n-'), bytes]) : bytes;
      });
      const result = read(
        body(parts, { lengths: round % 2 === 0, preamble: round % 3 === 0 ? 'ignored\r\n' : '' }),
        random,
      );
      expect(result).toEqual({ ok: true, value: parts });
    }
  });

  test('a body that ends too early is incomplete at every byte', () => {
    const whole = body([encode('DICM-one'), encode('two')]);
    const random = mutationRandom(2);
    for (let length = 0; length < whole.length - 4; length++)
      expect(read(whole.subarray(0, length), random)).toMatchObject({ ok: false, problem: { code: 'incomplete' } });
  });

  test('an empty multipart body is complete and has no part', () => {
    expect(read(encode('--b1--'), mutationRandom(3))).toEqual({ ok: true, value: [] });
  });

  test.each([
    ['a length that is too long', 'Content-Length: 9'],
    ['a length that is too short', 'Content-Length: 2'],
    ['a length beyond any image', 'Content-Length: 99999999999'],
    ['headers without end', `X: ${'y'.repeat(20_000)}`],
  ])('%s is named', (_name, header) => {
    const bytes = encode(`--b1\r\n${header}\r\n\r\nfive!\r\n--b1\r\n\r\n${'z'.repeat(60)}\r\n--b1--`);
    expect(read(bytes, mutationRandom(4))).toMatchObject({ ok: false, problem: { code: 'malformed-multipart' } });
  });

  test('2500 damaged bodies give a named problem, or parts that were not longer than the body', () => {
    const random = mutationRandom(5);
    const codes = new Map<string, number>();
    for (let round = 0; round < 2500; round++) {
      const parts = Array.from({ length: 1 + random.integer(4) }, () =>
        Uint8Array.from({ length: random.integer(300) }, () => random.integer(256)),
      );
      const bytes = mutated(body(parts, { lengths: round % 2 === 0 }), random);
      const result = read(bytes, random);
      const code = result.ok ? 'parts' : result.problem.code;
      codes.set(code, (codes.get(code) ?? 0) + 1);
      if (result.ok) expect(result.value.reduce((sum, part) => sum + part.length, 0)).toBeLessThanOrEqual(bytes.length);
    }
    expect([...codes.keys()].sort()).toEqual(['incomplete', 'malformed-multipart', 'parts']);
  });
});
