import type { CaseFacts, CaseInputs } from '@/lib/model/caseFacts';
import type { ModelManifest } from '@/lib/model/manifest';
import type { ChartField } from '@/lib/model/manifestInputs';
import type { ModelSession } from '@/lib/model/session';
import { defaultLimits } from '@/lib/study/defaultLimits';

export const modelSha256 = 'a'.repeat(64);
export const parametersSha256 = 'b'.repeat(64);

/** A small package: two required clinical inputs, one optional, one texture feature; five members. */
export const smallManifest: ModelManifest = {
  schema: 'backcast-model/1',
  id: 'small-model',
  title: 'Small model',
  version: '1.0.0',
  status: 'demonstration',
  released: '2026-11-23',
  outcome: { definition: 'pain', source: 'test', window: { fromDays: 3, toDays: 30 } },
  inputs: [
    input('tScore', 'T-score', 'number', -6, 0, -3, { rule: 'abstain' }),
    input('cleft', 'Cleft', 'binary', 0, 1, 0, { rule: 'abstain' }),
    input('fasciaInjury', 'Fascia injury', 'binary', 0, 1, 0, { rule: 'fill', value: 0, span: [0, 1] }),
    {
      ...input('texture', 'Texture', 'number', 0, 10, 5, { rule: 'abstain' }),
      source: { from: 'radiomics', feature: 'original_glcm_Contrast' },
    },
  ],
  radiomics: { parameters: {}, parametersSha256, region: 'vertebral body' },
  model: {
    file: 'model.onnx',
    sha256: modelSha256,
    learner: 'test',
    input: 'x',
    outputs: { probability: { name: 'p', layout: 'members', positiveIndex: 1 }, attention: { name: 'a' } },
    members: 5,
  },
  interval: { kind: 'members', level: 0.8 },
  calibration: { intercept: 0, slope: 1, version: '1' },
  limits: defaultLimits(['Scanner*'], ['tScore', 'cleft', 'fasciaInjury', 'texture']),
  distance: {
    inputs: ['tScore', 'texture'],
    centre: [-3, 5],
    scale: [1, 2],
    clip: 4,
    whiten: [[1], [0, 1]],
    percentiles: [
      { percentile: 0, distance: 0 },
      { percentile: 50, distance: 0.5 },
      { percentile: 95, distance: 1 },
      { percentile: 99, distance: 1.5 },
      { percentile: 100, distance: 2 },
    ],
    groups: [
      { centre: [0, 0], patients: 40 },
      { centre: [3, 3], patients: 7 },
    ],
    similarWithin: 1,
  },
  cohort: { description: 'made up', simulated: true, patients: 100, events: 12, published: [] },
};

function input(
  name: 'tScore' | 'cleft' | 'fasciaInjury' | 'texture',
  label: string,
  kind: 'number' | 'binary',
  low: number,
  high: number,
  reference: number,
  whenUnknown: ModelManifest['inputs'][number]['whenUnknown'],
): ModelManifest['inputs'][number] {
  const field: ChartField = name === 'texture' ? 'bmi' : name;
  const source = { from: 'chart' as const, field, codings: [] };
  return { name, label, kind, source, trainingRange: { low, high }, whenUnknown, reference };
}

export const goodInputs: CaseInputs = {
  tScore: { value: -3.2, source: 'Observation/1' },
  cleft: { value: 1 },
  fasciaInjury: { value: 0 },
  texture: { value: 6 },
};

/** Facts that reach no abstention. */
export const goodFacts: CaseFacts = {
  now: '2026-11-23T12:00:00Z',
  bmdAgeDays: 60,
  ctAgeDays: 10,
  modality: 'CT',
  kvp: 120,
  kernel: 'B30f',
  contrast: false,
  sliceSpacingMm: 1,
  sliceThicknessMm: 1,
  inPlaneSpacingMm: 0.7,
  scannerModel: 'Scanner One',
  metalInMask: false,
  cementInMask: false,
  segmentationAccepted: true,
  segmentationFailed: false,
  levels: { order: 'L1', condition: 'L1', mask: 'L1' },
  levelsPlanned: 1,
  pathologicFracture: false,
  earlierAugmentationAtLevel: false,
  radiomicsParametersSha256: parametersSha256,
};

/** A session whose members answer by the row alone, so that a test can work the result out. */
export function fakeSession(
  member: (row: readonly number[], member: number) => number,
  sha256 = modelSha256,
): ModelSession {
  return {
    sha256,
    async run(rows, count) {
      const width = rows.length / count;
      const parts = Array.from({ length: count }, (_, n) => Array.from(rows.subarray(n * width, (n + 1) * width)));
      const p = parts.flatMap((row) => Array.from({ length: 5 }, (_, m) => member(row, m)));
      return {
        probability: { data: Float32Array.from(p), dims: [count, 5] },
        attention: { data: new Float32Array(count * width).fill(1), dims: [count, width] },
      };
    },
    async close() {},
  };
}

/** Members at 0.28 to 0.32; the cleft adds 0.1, fascia injury 0.2, texture 0.01 a unit above 5. */
export const additiveSession = fakeSession(
  ([, cleft, fascia, texture], member) => 0.18 + 0.01 * member + 0.1 * cleft + 0.2 * fascia + 0.01 * (texture - 5),
);
