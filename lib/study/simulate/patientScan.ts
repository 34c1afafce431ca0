import { seededRandom } from '@/lib/core/random';
import { type VertebraLevel, vertebraLevels } from '@/lib/core/vertebra';
import { noiseField } from '@/lib/phantom/noiseField';
import type { PhantomOptions } from '@/lib/phantom/phantomOptions';
import { spinePhantom } from '@/lib/phantom/spinePhantom';
import { type Mask, type Triple, type Volume, voxelOffset } from '@/lib/volume/volume';
import type { SimulatedPatient } from './patientTable';

/** Three made-up scanners that differ in grid and noise. */
export const simulatedScanners: readonly {
  readonly name: string;
  readonly spacingMm: Triple;
  readonly noiseHu: number;
}[] = [
  { name: 'simulated A', spacingMm: [0.8, 0.8, 1], noiseHu: 15 },
  { name: 'simulated B', spacingMm: [0.7, 0.7, 1.25], noiseHu: 18 },
  { name: 'simulated C', spacingMm: [0.9, 0.9, 1.5], noiseHu: 22 },
];

/** Room around the body that the widest filter needs. */
const marginMm = 8;

/** The phantom of a patient: attenuation and pattern follow the bone, noise and grid the scanner. */
export function scanOptions(patient: SimulatedPatient, seed: number): PhantomOptions {
  const scanner = simulatedScanners[patient.scanner];
  const index = vertebraLevels.indexOf(patient.level);
  const levels = vertebraLevels.slice(index - 1, index + 2);
  const random = seededRandom(seed, `scan ${patient.id}`);
  const shapes = ['wedge', 'biconcave', 'crush'] as const;
  return {
    seed: seed * 100_003 + Number(patient.id.slice(1)),
    spacingMm: scanner.spacingMm,
    levels,
    crop: { level: patient.level, marginMm },
    bone: boneOf(patient),
    fractures: [{ level: patient.level, shape: shapes[random.integer(3)], heightLoss: patient.heightLoss }],
    cleft:
      patient.cleft === 1 ? { level: patient.level, content: random.uniform() < 0.8 ? 'gas' : 'fluid' } : undefined,
    noise: { sdHu: scanner.noiseHu * (0.85 + 0.3 * random.uniform()), kernel: 'soft' },
  };
}

/** A worse bone state is a coarser, more uneven trabecular pattern. */
export const boneOf = ({ trabecularHu, boneState }: Pick<SimulatedPatient, 'trabecularHu' | 'boneState'>) => ({
  trabecularHu,
  textureHu: 34 * Math.exp(0.3 * boneState),
  textureMm: 2.4 * Math.exp(0.15 * boneState),
});

/** CT crop and the outlines of two readers, who differ at the surface. */
export function simulateScan(patient: SimulatedPatient, seed: number) {
  const options = scanOptions(patient, seed);
  const phantom = spinePhantom(options);
  const truth = phantom.body(patient.level as VertebraLevel);
  return {
    volume: phantom.volume as Volume<Int16Array>,
    masks: [1, 2].map((reader) => readerMask(truth, options.seed, reader)),
  };
}

/** How far a reader's outline wanders: share of the neighbourhood that is inside where the line is drawn, +- this. */
const wander = 0.16;
const wanderMm = 7;

/**
 * The true mask as a reader draws it: smoothed over a 3 x 3 x 3 neighbourhood and cut at a level that wanders slowly
 * over the surface, so that the outline moves by up to about a voxel.
 */
export function readerMask(truth: Mask, seed: number, reader: number): Mask {
  const field = noiseField(seed, `reader ${reader}`);
  const [nx, ny, nz] = truth.size;
  const data = new Uint8Array(truth.data.length);
  const [dx, dy, dz] = truth.spacingMm;
  for (let z = 1; z < nz - 1; z++) {
    for (let y = 1; y < ny - 1; y++) {
      for (let x = 1; x < nx - 1; x++) {
        const inside = neighbourhoodShare(truth, x, y, z);
        if (inside === 0) continue;
        const line = 0.5 + wander * field((x * dx) / wanderMm, (y * dy) / wanderMm, (z * dz) / wanderMm);
        if (inside === 1 || inside > Math.min(0.9, Math.max(0.1, line))) data[voxelOffset(truth, x, y, z)] = 1;
      }
    }
  }
  return { ...truth, data };
}

function neighbourhoodShare(mask: Mask, x: number, y: number, z: number): number {
  let sum = 0;
  for (let k = -1; k <= 1; k++) {
    for (let j = -1; j <= 1; j++) {
      const at = voxelOffset(mask, x, y + j, z + k);
      sum += mask.data[at - 1] + mask.data[at] + mask.data[at + 1];
    }
  }
  return sum / 27;
}
