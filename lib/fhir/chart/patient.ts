import type { Observation, Patient } from 'fhir/r4';
import type { ChartValue, PatientIdentity } from '../chartData';
import { bmiCodes, heightCodes, weightCodes } from '../codes';
import { type ConvertUnit, readMeasurement } from './measurement';
import { provenanceOf } from './resources';

export function readIdentity(patient: Patient): PatientIdentity {
  const name = patient.name?.find(({ use }) => use === 'official') ?? patient.name?.[0];
  const record =
    patient.identifier?.find(({ type }) => type?.coding?.some(({ code }) => code === 'MR')) ?? patient.identifier?.[0];
  const written = name?.text ?? [...(name?.given ?? []), name?.family].filter(Boolean).join(' ');
  return {
    id: patient.id ?? '',
    name: written || 'name not recorded',
    ...(patient.birthDate && { birthDate: patient.birthDate }),
    ...(record?.value && { recordNumber: record.value }),
    ...(patient.gender && { sex: patient.gender }),
    alsoKnownBy: {
      names: (patient.name ?? []).flatMap(({ text, family, given = [] }) =>
        [text, family, ...given, [family, ...given].join(' ')].flatMap((part) => part || []),
      ),
      numbers: [...(patient.identifier ?? []), ...(patient.telecom ?? [])].flatMap(({ value }) => value || []),
    },
  };
}

/** Completed years; a birth date without a day leaves the age unknown rather than off by one. */
export function readAge(patient: Patient, now: Date): ChartValue<number> {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(patient.birthDate ?? '');
  if (!match) return { state: 'unknown', reason: 'no full birth date on file' };
  const [, year, month, day] = match.map(Number);
  const hadBirthday = now.getUTCMonth() + 1 > month || (now.getUTCMonth() + 1 === month && now.getUTCDate() >= day);
  const value = now.getUTCFullYear() - year - (hadBirthday ? 0 : 1);
  return { state: 'present', value, unit: 'a', source: provenanceOf(patient, 'birth date', patient.birthDate, now) };
}

export function readSex(patient: Patient, now: Date): ChartValue<'male' | 'female'> {
  if (patient.gender !== 'male' && patient.gender !== 'female')
    return { state: 'unknown', reason: 'no sex on file that the model knows' };
  return {
    state: 'present',
    value: patient.gender,
    source: provenanceOf(patient, 'administrative sex', undefined, now),
  };
}

/** The recorded body mass index, or one computed from weight and height; its original value then names both. */
export function readBmi(observations: readonly Observation[], convert: ConvertUnit, now: Date): ChartValue<number> {
  const recorded = readMeasurement(
    observations,
    { codes: bmiCodes, unit: 'kg/m2', display: 'body mass index', plausible: [8, 90] },
    convert,
    now,
  );
  if (recorded.state !== 'unknown') return recorded;
  const weight = readMeasurement(
    observations,
    { codes: weightCodes, unit: 'kg', display: 'weight', plausible: [20, 350] },
    convert,
    now,
  );
  const height = readMeasurement(
    observations,
    { codes: heightCodes, unit: 'cm', display: 'height', plausible: [100, 230] },
    convert,
    now,
  );
  if (weight.state !== 'present' || height.state !== 'present') return recorded;
  const value = weight.value / (height.value / 100) ** 2;
  const original = { value: `${weight.value} kg and ${height.value} cm` };
  return {
    state: 'present',
    value,
    unit: 'kg/m2',
    // The height is an adult's, and is used whenever it was taken.
    source: { ...weight.source, also: [height.source.reference], display: 'weight and height', original },
  };
}
