import type { VertebraLevel } from '../../lib/core/vertebra';

/** The CT that a synthetic patient has: made from lib/phantom on first use. */
export interface ImagingPlan {
  readonly patientId: string;
  readonly studyUid: string;
  readonly ctSeriesUid: string;
  /** A stored segmentation of the fractured vertebra, if there is one. */
  readonly segSeriesUid?: string;
  /** What a scanner sends along: a topogram, and the same scan in thick slices. */
  readonly furtherSeriesUids?: { readonly localizer: string; readonly thick: string };
  readonly level: VertebraLevel;
  readonly seed: number;
  /** How long ago it was taken. */
  readonly ageDays: number;
  readonly sliceSpacingMm: number;
  readonly sliceThicknessMm: number;
  readonly fracture: { readonly type: 'wedge' | 'biconcave' | 'crush'; readonly heightLoss: number };
  /** Mean trabecular attenuation, HU. */
  readonly trabecularHu: number;
  readonly cleft?: 'gas' | 'fluid';
  readonly cement?: boolean;
  readonly contrast?: boolean;
  readonly gap?: boolean;
  readonly tilt?: boolean;
  readonly compression?: 'rle' | 'jpeg-ls' | 'jpeg-2000';
  readonly kvp: number;
  readonly kernel: string;
}

/** UIDs below the UUID root (PS3.5 B.2), the same at every start. */
const uid = (patient: number, part: number): string =>
  `2.25.3${String(20261123000 + patient)}${String(part).padStart(3, '0')}`;

const standard = {
  level: 'L1',
  ageDays: 5,
  sliceSpacingMm: 1,
  sliceThicknessMm: 1,
  fracture: { type: 'wedge', heightLoss: 0.28 },
  trabecularHu: 75,
  kvp: 120,
  kernel: 'Br40',
} as const satisfies Partial<ImagingPlan>;

function plan(
  number: number,
  patientId: string,
  changes: Partial<ImagingPlan> & { seg?: boolean; furtherSeries?: boolean } = {},
): ImagingPlan {
  const { seg, furtherSeries, ...rest } = changes;
  return {
    ...standard,
    patientId,
    seed: number,
    studyUid: uid(number, 1),
    ctSeriesUid: uid(number, 2),
    ...(seg && { segSeriesUid: uid(number, 3) }),
    ...(furtherSeries && { furtherSeriesUids: { localizer: uid(number, 4), thick: uid(number, 5) } }),
    ...rest,
  };
}

export const imagingPlans: readonly ImagingPlan[] = [
  plan(1, 'typical', { seg: true }),
  plan(2, 'low', {
    seg: true,
    furtherSeries: true,
    level: 'L2',
    trabecularHu: 105,
    fracture: { type: 'biconcave', heightLoss: 0.2 },
  }),
  plan(3, 'high', {
    seg: true,
    trabecularHu: 60,
    cleft: 'fluid',
    fracture: { type: 'wedge', heightLoss: 0.25 },
  }),
  plan(4, 'no-bmd', { compression: 'jpeg-ls' }),
  plan(5, 'two-bmds', { compression: 'jpeg-2000' }),
  plan(6, 't-score-units', { compression: 'rle' }),
  plan(7, 'odd-unit'),
  plan(8, 'old-bmd'),
  plan(9, 'cleft-unrecorded', { cleft: 'gas', level: 'T12' }),
  plan(10, 'two-fractures', { level: 'L2' }),
  plan(11, 'level-mismatch', { level: 'L1' }),
  plan(12, 'pathologic', { trabecularHu: 60 }),
  plan(13, 'augmented-before', { cement: true }),
  plan(15, 'thick-slices', { sliceSpacingMm: 5, sliceThicknessMm: 5 }),
  plan(16, 'contrast-ct', { contrast: true }),
  plan(17, 'missing-slices', { gap: true }),
  plan(18, 'tilted-ct', { tilt: true }),
  // The anatomy is that of the typical patient: for it, her other values are what divides the model's members.
  plan(19, 'wide-range', { seg: true, seed: 1 }),
  // Here too, so that only the order stands against an estimate.
  plan(20, 'multi-level', { seed: 1 }),
];
