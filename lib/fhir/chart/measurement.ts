import type { Observation } from 'fhir/r4';
import type { Coding } from '@/lib/core/coding';
import type { ChartValue, SourcedValue } from '../chartData';
import { effectiveDate, hasCode, isReported, newestFirst, provenanceOf } from './resources';

/** Converts between UCUM units, or says why it cannot; see lib/fhir/ucum.ts. */
export type ConvertUnit = (value: number, fromUcum: string, toUcum: string) => number | undefined;

export interface MeasurementKind {
  readonly codes: readonly Coding[];
  /** UCUM unit that the product works in. */
  readonly unit: string;
  /** Other ways of writing that unit that need no conversion: a T-score is written {T-score} or 1. */
  readonly sameUnits?: readonly string[];
  readonly display: string;
  /** Values outside cannot be measurements of this kind: they are refused, with the reason. */
  readonly plausible: readonly [low: number, high: number];
  readonly limitDays?: number;
  /** Two values of different size within this many days contradict each other. */
  readonly conflict?: { readonly withinDays: number; readonly difference: number };
}

const ucum = 'http://unitsofmeasure.org';

/** The newest reported value of a kind, converted; a conflict where two contradict; unknown, with the reason, where none can be read. */
export function readMeasurement(
  observations: readonly Observation[],
  kind: MeasurementKind,
  convert: ConvertUnit,
  now: Date,
): ChartValue<number> {
  const matching = observations.filter(
    (observation) => isReported(observation) && hasCode(observation.code, kind.codes),
  );
  const read = newestFirst(matching, effectiveDate).map((observation) => readOne(observation, kind, convert, now));
  const [first] = read;
  const [newestRead, ...others] = read.filter((one) => typeof one !== 'string');
  if (!newestRead)
    return { state: 'unknown', reason: typeof first === 'string' ? first : `no ${kind.display} on file` };
  const newest =
    typeof first === 'string' ? { ...newestRead, source: { ...newestRead.source, newerUnread: first } } : newestRead;
  const contradicting = others.filter((other) => contradicts(newest, other, kind));
  if (contradicting.length > 0) return { state: 'conflict', candidates: [newest, ...contradicting] };
  const { limitDays } = kind;
  const isOld = limitDays !== undefined && (newest.source.ageDays === undefined || newest.source.ageDays > limitDays);
  return isOld ? { state: 'old', limitDays, ...newest } : { state: 'present', ...newest };
}

function readOne(
  observation: Observation,
  kind: MeasurementKind,
  convert: ConvertUnit,
  now: Date,
): SourcedValue<number> | string {
  const quantity = observation.valueQuantity;
  if (quantity?.value === undefined || quantity.comparator) return `${kind.display} has no number`;
  const unit = quantity.code ?? quantity.unit;
  if (!unit) return `${kind.display} has no unit`;
  const known = unit === kind.unit || kind.sameUnits?.includes(unit);
  if (!known && quantity.system !== ucum) return `${kind.display} has the unit "${unit}", which is not a UCUM code`;
  const value = known ? quantity.value : convert(quantity.value, unit, kind.unit);
  if (value === undefined) return `${kind.display} has the unit "${unit}", which does not convert to ${kind.unit}`;
  if (value < kind.plausible[0] || value > kind.plausible[1]) {
    return `${kind.display} of ${value} ${kind.unit} is outside ${kind.plausible[0]} to ${kind.plausible[1]}`;
  }
  const date = effectiveDate(observation);
  const original = { value: quantity.value, unit };
  return { value, unit: kind.unit, source: { ...provenanceOf(observation, kind.display, date, now), original } };
}

function contradicts(a: SourcedValue<number>, b: SourcedValue<number>, { conflict }: MeasurementKind): boolean {
  if (!conflict || a.source.ageDays === undefined || b.source.ageDays === undefined) return false;
  const close = Math.abs(a.source.ageDays - b.source.ageDays) <= conflict.withinDays;
  // Decimal fractions are not exact in binary: 2.8 - 2.5 is a little below 0.3.
  return close && Math.abs(a.value - b.value) >= conflict.difference - 1e-9;
}
