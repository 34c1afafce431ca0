import { type Random, seededRandom } from '@/lib/core/random';
import type { VertebraLevel } from '@/lib/core/vertebra';
import type { FractureOptions, PhantomOptions } from './phantomOptions';

/** One vertebra: sizes in mm, place and pitch in the patient (LPS, the middle of the spine's height near z = 0). */
export interface VertebraAnatomy {
  readonly level: VertebraLevel;
  readonly halfWidth: number;
  readonly halfDepth: number;
  /** Of the unfractured body. */
  readonly halfHeight: number;
  readonly centre: { readonly x: number; readonly y: number; readonly z: number };
  /** Sine and cosine of the forward tilt of the body's own axis. */
  readonly sinPitch: number;
  readonly cosPitch: number;
  readonly fracture?: FractureOptions;
  /** Depth of the endplates' hollow. */
  readonly hollow: number;
}

/** Mean width, depth and height of the body and the height of the disc below, mm (after Panjabi 1991, 1992, rounded). */
const meanSizes: Readonly<
  Record<VertebraLevel, readonly [width: number, depth: number, height: number, disc: number]>
> = {
  T1: [28, 17, 15, 4],
  T2: [28, 18, 16, 4],
  T3: [28, 20, 16.5, 4],
  T4: [28, 21, 17, 4],
  T5: [28, 23, 17.5, 4],
  T6: [29, 24, 18, 4.5],
  T7: [30, 26, 18.5, 4.5],
  T8: [31, 27, 19, 5],
  T9: [32, 28, 20, 5],
  T10: [34, 29, 21, 5.5],
  T11: [37, 30, 22, 6],
  T12: [40, 31, 24, 7],
  L1: [42, 32, 25.5, 8],
  L2: [44, 33, 26.5, 9],
  L3: [46, 34, 27, 10],
  L4: [48, 34, 27, 11],
  L5: [50, 34, 27, 10],
};

/** Where the bodies' centres lie behind the middle of the trunk, mm. */
const spineDepth = 30;

/** The vertebrae of a phantom from head to foot, varied by its seed. Lost height brings the levels above down. */
export function spineAnatomy({
  seed,
  levels = ['T11', 'T12', 'L1', 'L2', 'L3'],
  fractures = [],
}: PhantomOptions): readonly VertebraAnatomy[] {
  const random = seededRandom(seed, 'anatomy');
  const scale = 1 + 0.05 * bounded(random);
  const lean = 2 * bounded(random);
  const vertebrae = levels.map((level) => {
    const [width, depth, height, disc] = meanSizes[level].map((size) => size * scale * (1 + 0.02 * bounded(random)));
    const fracture = fractures.find((one) => one.level === level);
    return { level, width, depth, height, disc, fracture, hollow: 1.6 + 0.3 * bounded(random) };
  });
  const spans = vertebrae.map(({ height, disc, fracture }) => height * (1 - settling(fracture)) + disc);
  const total = spans.reduce((sum, span) => sum + span, 0);
  let top = total / 2;
  return vertebrae.map(({ level, width, depth, height, hollow, fracture }, i) => {
    // The lower endplate stays; the body's own frame is that of its unfractured height.
    const z = top - spans[i] + vertebrae[i].disc / 2 + height / 2;
    top -= spans[i];
    const pitch = -0.0035 * z;
    return {
      level,
      halfWidth: width / 2,
      halfDepth: depth / 2,
      halfHeight: height / 2,
      hollow,
      fracture,
      centre: { x: lean * Math.sin(z / 40), y: spineDepth + 0.00175 * z * z, z },
      sinPitch: Math.sin(pitch),
      cosPitch: Math.cos(pitch),
    };
  });
}

/** Share of the height by which the levels above come down: what is lost at the back wall and half of the rest. */
function settling(fracture: FractureOptions | undefined): number {
  if (!fracture) return 0;
  return fracture.heightLoss * (fracture.shape === 'crush' ? 0.8 : fracture.shape === 'wedge' ? 0.35 : 0.25);
}

const bounded = (random: Random): number => Math.max(-2, Math.min(2, random.normal()));
