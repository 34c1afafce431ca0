import { type Random, seededRandom } from '@/lib/core/random';

/** The bytes of a file or stream, damaged in one to four of the ways in which transfers and software damage them. */
export function mutated(bytes: Uint8Array, random: Random): Uint8Array {
  let damaged: Uint8Array = bytes.slice();
  for (let i = 1 + random.integer(4); i > 0; i--) damaged = damages[random.integer(damages.length)](damaged, random);
  return damaged;
}

export const mutationRandom = (seed: number): Random => seededRandom(seed, 'mutations');

type Damage = (bytes: Uint8Array, random: Random) => Uint8Array;

const at = (bytes: Uint8Array, random: Random): number => random.integer(Math.max(1, bytes.length));
const interesting = [0, 1, 0x7f, 0x80, 0xff, 0x0d, 0x0a, 0x2d, 0x5c, 0x20];

const setByte: Damage = (bytes, random) => {
  bytes[at(bytes, random)] =
    random.uniform() < 0.5 ? random.integer(256) : interesting[random.integer(interesting.length)];
  return bytes;
};
const flipBit: Damage = (bytes, random) => {
  bytes[at(bytes, random)] ^= 1 << random.integer(8);
  return bytes;
};
/** Damage within the header, where lengths, tags and geometry are. */
const setHeaderByte: Damage = (bytes, random) => {
  bytes[132 + random.integer(Math.max(1, Math.min(1400, bytes.length - 132)))] = random.integer(256);
  return bytes;
};
const setLength: Damage = (bytes, random) => {
  const place = at(bytes, random) & ~1;
  for (let i = 0; i < 4 && place + i < bytes.length; i++)
    bytes[place + i] = random.uniform() < 0.5 ? 0xff : random.integer(256);
  return bytes;
};
const truncate: Damage = (bytes, random) => bytes.slice(0, at(bytes, random));
const removeStretch: Damage = (bytes, random) => {
  const start = at(bytes, random);
  const rest = bytes.slice(start + random.integer(64));
  return Uint8Array.from([...bytes.subarray(0, start), ...rest]);
};
const repeatStretch: Damage = (bytes, random) => {
  const start = at(bytes, random);
  const stretch = bytes.slice(start, start + random.integer(200));
  return Uint8Array.from([...bytes.subarray(0, start), ...stretch, ...bytes.subarray(start)]);
};
const append: Damage = (bytes, random) =>
  Uint8Array.from([...bytes, ...Array.from({ length: random.integer(40) }, () => random.integer(256))]);

const damages: readonly Damage[] = [
  setByte,
  flipBit,
  setHeaderByte,
  setHeaderByte,
  setLength,
  truncate,
  removeStretch,
  repeatStretch,
  append,
];
