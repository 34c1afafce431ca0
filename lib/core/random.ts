/** A stream of random numbers that is the same for a seed on every machine. */
export interface Random {
  /** Uniform in [0, 1), 53 bits. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Whole number in [0, below). */
  integer(below: number): number;
  /** The indices 0 to count - 1 in random order. */
  permutation(count: number): number[];
}

/**
 * xoshiro128** (Blackman and Vigna 2018) seeded by SplitMix32; normals by Box and Muller. `stream` separates purposes
 * (patient 7's scan, fold 3's split), so that adding one draw somewhere moves nothing elsewhere.
 */
export function seededRandom(seed: number, stream = ''): Random {
  const next = xoshiro(mixSeed(seed, stream));
  const uniform = () => ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992;
  let spare: number | undefined;
  const normal = () => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  const integer = (below: number) => Math.floor(uniform() * below);
  const permutation = (count: number) => {
    const order = Array.from({ length: count }, (_, i) => i);
    for (let last = count - 1; last > 0; last--) {
      const other = integer(last + 1);
      [order[last], order[other]] = [order[other], order[last]];
    }
    return order;
  };
  return { uniform, normal, integer, permutation };
}

/** FNV-1a over the stream's name, started from the seed, spread by SplitMix32. */
function mixSeed(seed: number, stream: string): Uint32Array {
  let hash = 2166136261 ^ (seed >>> 0);
  hash = Math.imul(hash ^ Math.floor(seed / 4294967296), 16777619);
  for (let i = 0; i < stream.length; i++) hash = Math.imul(hash ^ stream.charCodeAt(i), 16777619);
  return Uint32Array.from({ length: 4 }, () => {
    hash = (hash + 0x9e3779b9) | 0;
    let z = hash ^ (hash >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  });
}

function xoshiro(state: Uint32Array): () => number {
  const rotate = (x: number, k: number) => (x << k) | (x >>> (32 - k));
  return () => {
    const result = Math.imul(rotate(Math.imul(state[1], 5), 7), 9) >>> 0;
    const shifted = state[1] << 9;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = rotate(state[3], 11);
    return result;
  };
}
