import type { Geometry } from '@/lib/volume/volume';

/** The pieces of a set of voxel offsets that touch by a face, an edge or a corner. */
export function piecesOf(offsets: readonly number[], { size: [nx, ny, nz] }: Geometry): number[][] {
  const left = new Uint8Array(nx * ny * nz);
  for (const offset of offsets) left[offset] = 1;
  const pieces: number[][] = [];
  for (const start of offsets) {
    if (left[start] === 0) continue;
    left[start] = 0;
    const piece = [start];
    for (let i = 0; i < piece.length; i += 1) {
      const x = piece[i] % nx;
      const y = Math.floor(piece[i] / nx) % ny;
      const z = Math.floor(piece[i] / (nx * ny));
      for (let c = Math.max(0, z - 1); c <= Math.min(nz - 1, z + 1); c += 1)
        for (let b = Math.max(0, y - 1); b <= Math.min(ny - 1, y + 1); b += 1)
          for (let a = Math.max(0, x - 1); a <= Math.min(nx - 1, x + 1); a += 1) {
            const neighbour = a + nx * (b + ny * c);
            if (left[neighbour] === 0) continue;
            left[neighbour] = 0;
            piece.push(neighbour);
          }
    }
    pieces.push(piece);
  }
  return pieces;
}
