import type { ModelManifest } from '@/lib/model/manifest';
import type { ClinicalPredictor, Cohort } from './cohort';
import { defaultLimits } from './defaultLimits';
import { summariseDistance } from './distanceSummary';
import { matrixOf } from './matrix';
import { ensembleNames } from './onnx/tabnetGraph';
import type { PreparedInput } from './preprocess';
import type { StudyResult, TrainedPackage } from './runStudy';
import { median } from './selection/statistics';

/** What the data cannot say about a package. */
export interface PackageFacts {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly status: ModelManifest['status'];
  readonly released: string;
  readonly cohortDescription: string;
  readonly simulated: boolean;
  readonly country?: string;
  readonly radiomics: { readonly parameters: Readonly<Record<string, unknown>>; readonly parametersSha256: string };
  readonly modelSha256: string;
  /** Scanners of the cohort as their headers name them. */
  readonly scannerNames: readonly string[];
}

const fhirCodings: Readonly<Record<string, { system: string; code: string; display: string }[]>> = {
  bmi: [{ system: 'http://loinc.org', code: '39156-5', display: 'Body mass index' }],
  tScore: [
    { system: 'http://loinc.org', code: '38267-1', display: 'DXA lumbar spine T-score' },
    { system: 'http://loinc.org', code: '38263-0', display: 'DXA femur T-score' },
    { system: 'http://loinc.org', code: '38264-8', display: 'DXA hip T-score' },
  ],
};

/** Manifest of a TabNet package from a finished study. */
export function buildManifest(
  cohort: Cohort,
  result: StudyResult,
  trained: TrainedPackage,
  facts: PackageFacts,
): ModelManifest {
  const { preprocessing, trainingRows } = trained;
  const predictors = new Map<string, ClinicalPredictor>(
    cohort.predictors.map((predictor) => [predictor.name, predictor]),
  );
  const raw = matrixOf(trainingRows.map((row) => preprocessing.inputs.map((input) => rawValue(cohort, input, row))));
  const names = preprocessing.inputs.map(({ name }) => name);
  return {
    schema: 'backcast-model/1',
    id: facts.id,
    title: facts.title,
    version: facts.version,
    status: facts.status,
    released: facts.released,
    outcome: {
      definition: 'pain of 4 or more out of 10 at both 3 and 30 days after surgery',
      source: 'Ge C et al. Front Endocrinol 2022, doi 10.3389/fendo.2022.1093508',
      window: { fromDays: 3, toDays: 30 },
    },
    inputs: preprocessing.inputs.map((input, i) =>
      inputOf(input, predictors.get(input.name), median(trainingRows.map((_, row) => raw.data[row * raw.columns + i]))),
    ),
    radiomics: { ...facts.radiomics, region: 'vertebral body' },
    model: {
      file: 'model.onnx',
      sha256: facts.modelSha256,
      learner: `TabNet ensemble of ${result.members}`,
      input: ensembleNames.input,
      outputs: {
        probability: { name: ensembleNames.probability, layout: 'members', positiveIndex: 1 },
        attention: { name: ensembleNames.attention },
      },
      members: result.members,
    },
    interval: { kind: 'members', level: 0.8 },
    calibration: {
      ...trained.recalibration,
      version: `${facts.version} cross-fitted`,
      patients: trainingRows.length,
      updated: facts.released,
    },
    ...(result.validatedRange && { displayRange: result.validatedRange }),
    limits: defaultLimits(facts.scannerNames, names),
    distance: summariseDistance(names, raw, result.seed),
    cohort: {
      description: facts.cohortDescription,
      simulated: facts.simulated,
      patients: result.training.patients,
      events: result.training.events,
      country: facts.country,
      published: [
        { label: 'Source study', low: 0.119, high: 0.119, source: 'doi 10.7150/ijms.114419: 102 of 856' },
        { label: 'Published, pooled', low: 0.19, high: 0.244, source: 'two meta-analyses: 19 % and 24.4 %' },
      ],
    },
  };
}

function rawValue(cohort: Cohort, { group, column, fill }: PreparedInput, row: number): number {
  const matrix = group === 'clinical' ? cohort.clinical : cohort.features;
  const value = matrix.data[row * matrix.columns + column];
  return Number.isNaN(value) ? fill : value;
}

function inputOf(
  input: PreparedInput,
  predictor: ClinicalPredictor | undefined,
  middle: number,
): ModelManifest['inputs'][number] {
  const shared = {
    name: input.name,
    trainingRange: { low: input.low, high: input.high },
    standardise: { mean: input.mean, sd: input.sd },
  };
  if (!predictor) {
    return {
      ...shared,
      label: featureLabel(input.name),
      kind: 'number',
      source: { from: 'radiomics', feature: input.name },
      whenUnknown: { rule: 'abstain' },
      reference: middle,
    };
  }
  const binary = predictor.kind === 'binary';
  return {
    ...shared,
    label: predictor.label,
    kind: predictor.kind,
    unit: predictor.unit,
    source: { from: 'chart', field: predictor.name, codings: fhirCodings[predictor.name] ?? [] },
    whenUnknown: predictor.optional
      ? { rule: 'fill', value: input.fill, span: binary ? [0, 1] : [...input.span] }
      : { rule: 'abstain' },
    reference: middle,
  };
}

const imageWords: readonly (readonly [RegExp, string])[] = [
  [/^original$/, 'as scanned'],
  [/^log-sigma-(\d+)(?:-(\d+))?-mm-3D$/, 'LoG filter'],
  [/^wavelet-([LH]{3})$/, 'wavelet'],
];

/** "Joint entropy (GLCM), wavelet LLH" from "wavelet-LLH_glcm_JointEntropy". */
export function featureLabel(name: string): string {
  const [image, featureClass, feature] = name.split('_');
  const words = feature.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  const kind = imageWords.find(([pattern]) => pattern.test(image))?.[1] ?? image;
  const detail = /^wavelet-(.*)$/.exec(image)?.[1] ?? /^log-sigma-(\d+)/.exec(image)?.[1]?.concat(' mm');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} (${featureClass.toUpperCase()}), ${[kind, detail].filter(Boolean).join(' ')}`;
}
