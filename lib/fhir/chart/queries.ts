import type { Coding } from '@/lib/core/coding';
import type { ChartPart } from '../chartData';
import {
  arealBmdCodes,
  bmiCodes,
  boneDensityCodes,
  dxaPanel,
  heightCodes,
  imagingReportCategories,
  type LocalCodes,
  painScoreCodes,
  tScoreCodes,
  weightCodes,
} from '../codes';
import type { ChartResources } from './resources';

export interface ChartQuery {
  readonly part: Exclude<keyof ChartResources, 'endpoints' | 'medications'>;
  /** Relative to the FHIR base. */
  readonly query: string;
  /** What the clinician misses if this query fails. */
  readonly missing: readonly ChartPart[];
}

const tokens = (codes: readonly Coding[]): string => codes.map(({ system, code }) => `${system}|${code}`).join(',');

/** Bone density and the reading of the cleft: what makes an estimate stale as soon as a newer one is on file. */
export const findingsQuery = (patientId: string, { cleft }: LocalCodes): string =>
  `Observation?patient=${encodeURIComponent(patientId)}&code=${encodeURIComponent(tokens([...boneDensityCodes, ...cleft]))}&_count=200`;

/** All queries of a chart; they do not depend on each other. Observations are asked for by code, because a patient may have thousands. */
export function chartQueries(patientId: string, localCodes: LocalCodes): readonly ChartQuery[] {
  const of = `patient=${encodeURIComponent(patientId)}`;
  const observed = [
    ...Object.values(tScoreCodes).flat(),
    ...Object.values(arealBmdCodes).flat(),
    dxaPanel,
    ...painScoreCodes,
    ...bmiCodes,
    ...weightCodes,
    ...heightCodes,
    ...localCodes.cleft,
    ...localCodes.fasciaInjury,
  ];
  return [
    { part: 'patient', query: `Patient/${encodeURIComponent(patientId)}`, missing: ['identity', 'age', 'sex'] },
    {
      part: 'conditions',
      query: `Condition?${of}&_count=200`,
      missing: ['fracture', 'depression', 'pathologic fracture'],
    },
    {
      part: 'observations',
      query: `Observation?${of}&code=${encodeURIComponent(tokens(observed))}&_count=200`,
      missing: ['bone density', 'cleft', 'fascia injury', 'pain score', 'body mass index'],
    },
    { part: 'procedures', query: `Procedure?${of}&_count=200`, missing: ['earlier augmentation'] },
    { part: 'serviceRequests', query: `ServiceRequest?${of}&_count=200`, missing: ['order'] },
    {
      part: 'medicationRequests',
      query: `MedicationRequest?${of}&_include=MedicationRequest:medication&_count=200`,
      missing: ['osteoporosis drugs'],
    },
    { part: 'imagingStudies', query: `ImagingStudy?${of}&_include=ImagingStudy:endpoint&_count=100`, missing: ['CT'] },
    {
      part: 'diagnosticReports',
      query: `DiagnosticReport?${of}&category=${encodeURIComponent(tokens(imagingReportCategories))}&_count=100`,
      missing: ['imaging reports'],
    },
  ];
}
