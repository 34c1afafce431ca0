import { ageInDays } from '@/lib/core/dates';
import type { ImagingRecord } from '@/lib/core/imagingRecord';
import { type CaseFacts, type CaseInputs, factsOfImaging, type InputReading } from '@/lib/model/caseFacts';
import type { ModelManifest } from '@/lib/model/manifest';
import type { ChartField } from '@/lib/model/manifestInputs';
import type { ChartData, ChartValue, SourcedValue } from './chartData';

/** A clinician's correction, as the case keeps it. */
export interface Correction {
  readonly input: string;
  readonly value: number | boolean;
  /** ISO date of the measurement, where its age counts. */
  readonly measuredOn?: string;
}

/** What a case is scored from: the chart, the clinician's corrections and choices, the accepted scan, its features. */
export interface CaseSources {
  readonly chart: ChartData;
  readonly corrections: readonly Correction[];
  /** Input to the reference that the clinician chose of conflicting values. */
  readonly choices: Readonly<Record<string, string>>;
  readonly imaging: ImagingRecord;
  readonly features: Readonly<Record<string, number>>;
}

/** Readings by the manifest's input names. What nobody knows is left out, which the engine takes as unknown. */
export function modelInputs(manifest: ModelManifest, sources: CaseSources): CaseInputs {
  return Object.fromEntries(
    manifest.inputs.flatMap(({ name, source }): [string, InputReading][] => {
      if (source.from === 'radiomics') {
        const value = sources.features[source.feature];
        return value === undefined ? [] : [[name, { value }]];
      }
      if (source.from === 'missing-indicator') return [];
      const reading = chartReading(source.field, sources);
      return reading ? [[name, reading]] : [];
    }),
  );
}

/** Readings that the chart alone gives: what is known of a case before anyone opens it. The cleft is the reader's to tell. */
export function chartInputs({ inputs }: ModelManifest, chart: ChartData): CaseInputs {
  return Object.fromEntries(
    inputs.flatMap(({ name, source }): [string, InputReading][] => {
      if (source.from !== 'chart' || source.field === 'cleft') return [];
      const reading = chosen<number | boolean | 'male' | 'female'>(chart[source.field], undefined);
      return reading ? [[name, { value: numberOf(reading.value) }]] : [];
    }),
  );
}

/** Facts that the limits test (S6, S7), from the chart and the accepted scan; unknown ones are left out. */
export function modelFacts(
  { chart, choices, corrections, imaging }: CaseSources,
  now: Date,
  parametersSha256: string,
): CaseFacts {
  const fracture = chosen(chart.fracture, choices.fracture)?.value.level;
  const ordered = chart.order.state === 'present' ? chart.order.value.levels : [];
  // Of several ordered levels the outlined one agrees; that there are several is a fact of its own.
  const order = ordered.includes(imaging.level) ? imaging.level : ordered[0];
  const bmdAge = bmdAgeDays(chart.tScore, choices.tScore, corrections, now);
  const pathologic = pathologicFracture(chart, corrections);
  const { earlierAugmentation: earlier, ageYears } = chart;
  const facts = factsOfImaging(imaging);
  const ctDate =
    imaging.series.acquired ?? chart.ctSeries.find(({ seriesUid }) => seriesUid === imaging.series.seriesUid)?.started;
  return {
    ...facts,
    now: now.toISOString(),
    levels: { ...facts.levels, ...(order && { order }), ...(fracture && { condition: fracture }) },
    ...(ordered.length > 0 && { levelsPlanned: ordered.length }),
    radiomicsParametersSha256: parametersSha256,
    ...(bmdAge !== undefined && { bmdAgeDays: bmdAge }),
    ...(ctDate && { ctAgeDays: ageInDays(ctDate, now) }),
    ...(ageYears.state === 'present' && { ageYears: ageYears.value }),
    ...(pathologic !== undefined && { pathologicFracture: pathologic }),
    // Procedures on file elsewhere are no proof that this level had none.
    ...(earlier.state === 'present' && earlier.value.includes(imaging.level) && { earlierAugmentationAtLevel: true }),
  };
}

/** Age of the T-score in force; a corrected one without a date has none, which the limit on its age then meets. */
function bmdAgeDays(
  tScore: ChartData['tScore'],
  choice: string | undefined,
  corrections: readonly Correction[],
  now: Date,
): number | undefined {
  const correction = corrections.find(({ input }) => input === 'tScore');
  if (correction) return correction.measuredOn ? ageInDays(correction.measuredOn, now) : undefined;
  return chosen(tScore, choice)?.source.ageDays;
}

function pathologicFracture(
  { pathologicFracture: charted }: ChartData,
  corrections: readonly Correction[],
): boolean | undefined {
  const correction = corrections.find(({ input }) => input === 'pathologicFracture');
  if (correction) return correction.value === true;
  return charted.state === 'present' ? charted.value : undefined;
}

function chartReading(field: ChartField, sources: CaseSources): InputReading | undefined {
  const correction = sources.corrections.find(({ input }) => input === field);
  if (correction) return { value: numberOf(correction.value), edited: true };
  if (field === 'cleft') return cleftReading(sources.imaging);
  const value: ChartValue<number | boolean | 'male' | 'female'> = sources.chart[field];
  const reading = chosen(value, sources.choices[field]);
  return reading && { value: numberOf(reading.value), source: reading.source.reference };
}

/** The reader's answer on this CT counts, whatever the chart said before; "cannot tell" leaves the cleft unknown. */
function cleftReading({ cleft }: ImagingRecord): InputReading | undefined {
  if (!cleft || cleft.reading === 'cannot-tell') return undefined;
  return { value: cleft.reading === 'present' ? 1 : 0 };
}

/** The value in force: present, old (the limits judge its age), or the one that the clinician chose. */
function chosen<T>(value: ChartValue<T>, reference: string | undefined): SourcedValue<T> | undefined {
  if (value.state === 'present' || value.state === 'old') return value;
  if (value.state === 'conflict') return value.candidates.find(({ source }) => source.reference === reference);
  return undefined;
}

/** Binary inputs: 1 yes or female, 0 no or male. */
function numberOf(value: number | boolean | string): number {
  if (typeof value === 'number') return value;
  return value === true || value === 'female' || value === 'true' ? 1 : 0;
}
