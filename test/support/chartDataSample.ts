import type { ChartData } from '@/lib/fhir/chartData';

const source = { reference: 'Observation/1/_history/1', display: 'sample' };
const present = <T>(value: T) => ({ state: 'present', value, source }) as const;
const unknown = { state: 'unknown', reason: 'nothing on file' } as const;

/** A chart in which nothing is missing: an L1 fracture, a recent T-score, a CT, a recorded cleft. Tests change what they are about. */
export const chartDataSample: ChartData = {
  patient: { id: 'p1', name: 'Sample Patient', birthDate: '1950-01-02', recordNumber: 'MRN-0042', sex: 'female' },
  ageYears: present(75),
  sex: present('female'),
  bmi: present(24),
  tScores: {},
  tScore: present(-3.2),
  arealBmd: {},
  fractures: [{ conditionReference: 'Condition/1', level: 'L1', source }],
  fracture: present({ conditionReference: 'Condition/1', level: 'L1', source }),
  fractureCount: present(1),
  cleft: present(true),
  cleftByLevel: { L1: present(true) },
  fasciaInjury: unknown,
  depression: unknown,
  painScore: present(6),
  earlierAugmentation: unknown,
  pathologicFracture: unknown,
  osteoporosisDrug: unknown,
  order: unknown,
  ctSeries: [{ imagingStudyReference: 'ImagingStudy/1', studyUid: '2.25.1', seriesUid: '2.25.2' }],
  segSeries: [],
  reports: [],
  problems: [],
  versions: {},
};
