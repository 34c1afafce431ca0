import type {
  CodeableConcept,
  Condition,
  FhirResource,
  Medication,
  MedicationRequest,
  Observation,
  Procedure,
} from 'fhir/r4';
import type { Coding } from '@/lib/core/coding';
import { ageInDays } from '@/lib/core/dates';
import type { VertebraLevel } from '@/lib/core/vertebra';
import type { ChartValue, SourcedValue } from '../chartData';
import {
  absentCodes,
  augmentationCodes,
  depressionCodes,
  osteoporosisDrugCodes,
  osteoporosisDrugNames,
  osteoporoticFractureCodes,
  pathologicFractureCodes,
  presentCodes,
  traumaticFractureCodes,
} from '../codes';
import { effectiveDate, hasCode, isReported, levelsOf, newestFirst, provenanceOf } from './resources';

/**
 * A finding that someone looked for: present or absent by its value. No record is "unknown", whatever else is on file.
 * @param isAbout whether a reading that names these levels, or none, is about what is asked.
 */
export function readFinding(
  observations: readonly Observation[],
  codes: readonly Coding[],
  isAbout: (levels: readonly VertebraLevel[]) => boolean,
  display: string,
  now: Date,
): ChartValue<boolean> {
  const matching = observations.filter(
    (observation) =>
      isReported(observation) && hasCode(observation.code, codes) && isAbout(levelsOf([observation.bodySite])),
  );
  const readings = newestFirst(matching, effectiveDate).flatMap((observation): SourcedValue<boolean>[] => {
    const value = presence(observation);
    return value === undefined
      ? []
      : [{ value, source: provenanceOf(observation, display, effectiveDate(observation), now) }];
  });
  if (readings.length === 0) return { state: 'unknown', reason: `no reading of ${display} on file` };
  const [newest, ...others] = readings;
  const sameDay = others.filter(
    ({ value, source }) => value !== newest.value && source.date?.slice(0, 10) === newest.source.date?.slice(0, 10),
  );
  return sameDay.length > 0 ? { state: 'conflict', candidates: [newest, ...sameDay] } : { state: 'present', ...newest };
}

function presence(observation: Observation): boolean | undefined {
  if (observation.valueBoolean !== undefined) return observation.valueBoolean;
  if (hasCode(observation.valueCodeableConcept, presentCodes)) return true;
  if (hasCode(observation.valueCodeableConcept, absentCodes)) return false;
  return undefined;
}

export const readDepression = (conditions: readonly Condition[], now: Date): ChartValue<boolean> =>
  readDiagnosis(conditions.filter(isHeld), ({ code }) => hasCode(code, depressionCodes), 'depression', now);

/**
 * A fracture by tumour, infection or injury (S6). One that is coded as an injury counts only at the level to be treated, and only
 * if no osteoporotic code stands beside it: a fall is often what an osteoporotic fracture is noticed by.
 * @param level of the fracture to be treated, if it is settled.
 */
export function readPathologicFracture(
  conditions: readonly Condition[],
  level: VertebraLevel | undefined,
  now: Date,
): ChartValue<boolean> {
  const held = conditions.filter(isHeld);
  const osteoporotic = held.filter(({ code }) => hasCode(code, osteoporoticFractureCodes));
  const isByInjury = (condition: Condition) =>
    hasCode(condition.code, traumaticFractureCodes) &&
    mayBeAt(condition, level ? [level] : []) &&
    !osteoporotic.some((one) => mayBeAt(condition, levelsOf(one.bodySite)));
  return readDiagnosis(
    held,
    (condition) => hasCode(condition.code, pathologicFractureCodes) || isByInjury(condition),
    'a fracture by tumour, infection or injury',
    now,
  );
}

/** Whether a condition is about one of the levels, as far as both say which. */
function mayBeAt({ bodySite }: Condition, levels: readonly VertebraLevel[]): boolean {
  const own = levelsOf(bodySite);
  return own.length === 0 || levels.length === 0 || own.some((level) => levels.includes(level));
}

/** Present if the problem list says so. A problem list that does not is no proof of absence. */
function readDiagnosis(
  held: readonly Condition[],
  isDiagnosis: (condition: Condition) => boolean,
  display: string,
  now: Date,
): ChartValue<boolean> {
  const found = held.find(isDiagnosis);
  if (!found) return { state: 'unknown', reason: `no diagnosis of ${display} on the problem list` };
  return {
    state: 'present',
    value: true,
    source: provenanceOf(found, found.code?.text ?? display, onsetOf(found), now),
  };
}

/** Neither refuted nor entered in error, and not resolved (FHIR R4 condition-ver-status, condition-clinical). */
export function isHeld(condition: Condition): boolean {
  const verification = condition.verificationStatus?.coding?.map(({ code }) => code) ?? [];
  const clinical = condition.clinicalStatus?.coding?.map(({ code }) => code) ?? [];
  const withdrawn = ['refuted', 'entered-in-error'].some((code) => verification.includes(code));
  return !withdrawn && !['inactive', 'resolved', 'remission'].some((code) => clinical.includes(code));
}

export const onsetOf = (condition: Condition): string | undefined =>
  condition.onsetDateTime ?? condition.onsetPeriod?.start ?? condition.recordedDate;

/** Levels that are known to have been augmented before; no procedure on file, or none with a level, leaves them unknown. */
export function readEarlierAugmentation(
  procedures: readonly Procedure[],
  localCodes: readonly Coding[],
  now: Date,
): ChartValue<readonly VertebraLevel[]> {
  const done = procedures.filter(
    ({ status, code }) => status === 'completed' && hasCode(code, [...augmentationCodes, ...localCodes]),
  );
  if (done.length === 0) return { state: 'unknown', reason: 'no earlier augmentation on file' };
  const levels = [...new Set(done.flatMap(({ bodySite }) => levelsOf(bodySite)))];
  if (levels.length === 0)
    return { state: 'unknown', reason: 'an earlier augmentation is on file, but its level is not coded' };
  const [newest] = newestFirst(
    done.filter(({ bodySite }) => levelsOf(bodySite).length > 0),
    performedOn,
  );
  return {
    state: 'present',
    value: levels,
    source: provenanceOf(newest, newest.code?.text ?? 'vertebral augmentation', performedOn(newest), now),
  };
}

const performedOn = ({ performedDateTime, performedPeriod }: Procedure): string | undefined =>
  performedDateTime ?? performedPeriod?.start;

/** Orders that stand; a yearly infusion that was given counts for that year. */
const treatmentDays = 365;

export function readOsteoporosisDrug(
  requests: readonly MedicationRequest[],
  medications: readonly Medication[],
  now: Date,
): ChartValue<string> {
  const found = requests.find((request) => isTreatment(request, now) && isOsteoporosisDrug(request, medications));
  if (!found) return { state: 'unknown', reason: 'no active osteoporosis drug on file' };
  const name = namesOf(found, medications)[0] ?? 'osteoporosis drug';
  return { state: 'present', value: name, source: provenanceOf(found, name, found.authoredOn, now) };
}

function isTreatment({ status, authoredOn }: MedicationRequest, now: Date): boolean {
  if (status === 'completed') return authoredOn !== undefined && ageInDays(authoredOn, now) <= treatmentDays;
  return status === 'active' || status === 'on-hold';
}

const isOsteoporosisDrug = (request: MedicationRequest, medications: readonly Medication[]): boolean =>
  hasCode(drugOf(request, medications), osteoporosisDrugCodes) ||
  namesOf(request, medications).some((name) => osteoporosisDrugNames.test(name));

function namesOf(request: MedicationRequest, medications: readonly Medication[]): readonly string[] {
  const concept = drugOf(request, medications);
  const displays = (concept?.coding ?? []).map(({ display }) => display);
  return [concept?.text, ...displays, request.medicationReference?.display].flatMap((name) => name ?? []);
}

/** A drug stands in the request itself, in a Medication that it contains, or in one that it refers to. */
function drugOf(
  { medicationCodeableConcept, medicationReference, contained = [] }: MedicationRequest,
  medications: readonly Medication[],
): CodeableConcept | undefined {
  const reference = medicationReference?.reference;
  if (medicationCodeableConcept || !reference) return medicationCodeableConcept;
  if (reference.startsWith('#')) {
    const inside = (contained as readonly FhirResource[]).find(({ id }) => `#${id}` === reference);
    return inside?.resourceType === 'Medication' ? inside.code : undefined;
  }
  const id = /Medication\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[^/]+)?$/.exec(reference)?.[1];
  return medications.find((one) => one.id === id)?.code;
}
