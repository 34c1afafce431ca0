type Scalar = string | number;

const binarySize: Readonly<Record<string, number>> = { US: 2, SS: 2, UL: 4, AT: 4 };

/** The bytes of a value in its VR, little endian, padded to even length (PS3.5 section 6.2). */
export function valueBytes(vr: string, value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value.length % 2 === 0 ? value : Uint8Array.of(...value, 0);
  const values = (Array.isArray(value) ? value : [value]) as readonly Scalar[];
  if (vr in binarySize) return binaryBytes(vr, values);
  const bytes = new TextEncoder().encode(values.map((member) => formatScalar(vr, member)).join('\\'));
  if (bytes.length % 2 === 0) return bytes;
  const padded = new Uint8Array(bytes.length + 1);
  padded.set(bytes);
  padded[bytes.length] = vr === 'UI' ? 0 : 0x20;
  return padded;
}

/** A decimal string of at most 16 characters (PS3.5 table 6.2-1), with as many digits as fit. */
export function formatDecimalString(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`DS cannot hold ${value}`);
  const shortest = String(value);
  if (shortest.length <= 16) return shortest;
  for (let digits = 16; digits > 0; digits--) {
    const text = String(Number(value.toPrecision(digits)));
    if (text.length <= 16) return text;
  }
  throw new RangeError(`DS cannot hold ${value}`);
}

function formatScalar(vr: string, value: Scalar): string {
  if (typeof value === 'string') return value;
  return vr === 'DS' ? formatDecimalString(value) : String(Math.trunc(value));
}

function binaryBytes(vr: string, values: readonly Scalar[]): Uint8Array {
  const size = binarySize[vr];
  const numbers = values.filter((value) => value !== '').map(Number);
  const bytes = new Uint8Array(numbers.length * size);
  const view = new DataView(bytes.buffer);
  numbers.forEach((number, index) => {
    const offset = index * size;
    if (vr === 'US') view.setUint16(offset, number, true);
    else if (vr === 'SS') view.setInt16(offset, number, true);
    else if (vr === 'UL') view.setUint32(offset, number, true);
    else {
      view.setUint16(offset, number >>> 16, true);
      view.setUint16(offset + 2, number & 0xffff, true);
    }
  });
  return bytes;
}
