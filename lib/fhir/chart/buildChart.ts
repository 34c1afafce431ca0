import type { Resource } from 'fhir/r4';
import type { VertebraLevel } from '@/lib/core/vertebra';
import type { ChartData, ChartValue, Fracture } from '../chartData';
import { type LocalCodes, painScoreCodes } from '../codes';
import { readBoneDensity } from './boneDensity';
import { withComponents } from './components';
import {
  readDepression,
  readEarlierAugmentation,
  readFinding,
  readOsteoporosisDrug,
  readPathologicFracture,
} from './findings';
import { readFractures, readOrder, readTargetFracture } from './fractures';
import { readSeries } from './imagingStudies';
import { type ConvertUnit, readMeasurement } from './measurement';
import { readAge, readBmi, readIdentity, readSex } from './patient';
import { readReports } from './reports';
import type { ChartResources } from './resources';

export interface ChartOptions {
  readonly now: Date;
  readonly convert: ConvertUnit;
  readonly localCodes: LocalCodes;
  /** Bone density older than this is shown as old. */
  readonly bmdLimitDays: number;
  /** "ServiceRequest/id" that the launch names. */
  readonly launchOrder?: string;
}

/** What the resources of one patient say about the case; every value with its source, nothing filled in. */
export function buildChart(
  resources: ChartResources,
  options: ChartOptions,
  problems: ChartData['problems'] = [],
): ChartData {
  const { now, convert, localCodes } = options;
  const { patient, conditions } = resources;
  const observations = withComponents(resources.observations);
  const order = readOrder(resources.serviceRequests, localCodes.augmentationOrder, options.launchOrder, now);
  const orderedLevels = order.state === 'present' ? order.value.levels : [];
  const { fractures, withoutLevel } = readFractures(conditions, now);
  const fracture = readTargetFracture(fractures, withoutLevel, orderedLevels);
  const level = fracture.state === 'present' ? fracture.value.level : undefined;
  // A reading that names no level is about the fracture if there is one alone.
  const cleftAt = (one: VertebraLevel) =>
    readFinding(
      observations,
      localCodes.cleft,
      (levels) => levels.includes(one) || (levels.length === 0 && fractures.length === 1),
      'intravertebral cleft',
      now,
    );
  const painKind = {
    codes: painScoreCodes,
    unit: '{score}',
    sameUnits: ['1', '{0-10}'],
    display: 'pain score',
    plausible: [0, 10] as const,
  };
  return {
    patient: readIdentity(patient),
    ageYears: readAge(patient, now),
    sex: readSex(patient, now),
    bmi: readBmi(observations, convert, now),
    ...readBoneDensity(observations, options.bmdLimitDays, convert, now),
    fractures,
    fracture,
    fractureCount: countFractures(fractures, withoutLevel),
    cleft: level ? cleftAt(level) : cleftWithoutLevel(fractures),
    cleftByLevel: Object.fromEntries(fractures.map((one) => [one.level, cleftAt(one.level)])),
    fasciaInjury: readFinding(observations, localCodes.fasciaInjury, () => true, 'thoracolumbar fascia injury', now),
    depression: readDepression(conditions, now),
    painScore: readMeasurement(observations, painKind, convert, now),
    earlierAugmentation: readEarlierAugmentation(resources.procedures, localCodes.augmentationOrder, now),
    pathologicFracture: readPathologicFracture(conditions, level, now),
    osteoporosisDrug: readOsteoporosisDrug(resources.medicationRequests, resources.medications, now),
    order,
    ctSeries: readSeries(resources.imagingStudies, resources.endpoints, 'CT', now),
    segSeries: readSeries(resources.imagingStudies, resources.endpoints, 'SEG', now),
    reports: readReports(resources.diagnosticReports, now),
    problems,
    versions: versionsOf(resources),
  };
}

/** Distinct levels; a fracture without a level may be one of them or a further one, which leaves their number unknown. */
function countFractures(fractures: readonly Fracture[], withoutLevel: number): ChartValue<number> {
  if (withoutLevel > 0)
    return { state: 'unknown', reason: 'the level of a vertebral fracture on the problem list is not coded' };
  if (fractures.length === 0)
    return { state: 'unknown', reason: 'no vertebral fracture with a level on the problem list' };
  return { state: 'present', value: fractures.length, source: fractures[0].source };
}

const cleftWithoutLevel = (fractures: readonly Fracture[]): ChartValue<boolean> => ({
  state: 'unknown',
  reason:
    fractures.length > 1
      ? 'it is not settled which fracture is to be treated'
      : 'no fracture with a level that a reading could be about',
});

function versionsOf(resources: ChartResources): Readonly<Record<string, string>> {
  const all: readonly Resource[] = Object.values(resources).flat();
  return Object.fromEntries(
    all.map((resource) => [
      `${resource.resourceType}/${resource.id}`,
      resource.meta?.versionId ?? resource.meta?.lastUpdated ?? '',
    ]),
  );
}
