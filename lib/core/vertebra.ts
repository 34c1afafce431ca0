import type { Coding } from './coding';

/** Thoracic and lumbar levels from head to foot; comparing indices compares positions along the spine. */
export const vertebraLevels = [
  'T1',
  'T2',
  'T3',
  'T4',
  'T5',
  'T6',
  'T7',
  'T8',
  'T9',
  'T10',
  'T11',
  'T12',
  'L1',
  'L2',
  'L3',
  'L4',
  'L5',
] as const;

export type VertebraLevel = (typeof vertebraLevels)[number];

/** SNOMED CT codes of the vertebrae, as interoperability.md lists them. */
const snomedByLevel: Readonly<Record<VertebraLevel, string>> = {
  T1: '64864005',
  T2: '53733008',
  T3: '1626008',
  T4: '73071006',
  T5: '56401006',
  T6: '45296009',
  T7: '62487009',
  T8: '11068009',
  T9: '82687006',
  T10: '7610001',
  T11: '12989004',
  T12: '23215003',
  L1: '66794005',
  L2: '14293000',
  L3: '36470004',
  L4: '11994002',
  L5: '49668003',
};

const levelBySnomed = new Map(vertebraLevels.map((level) => [snomedByLevel[level], level]));

/** The SNOMED CT coding of a level; the display is the DICOM one ("T12 vertebra"). */
export function codingOfLevel(level: VertebraLevel): Coding {
  return { system: 'http://snomed.info/sct', code: snomedByLevel[level], display: `${level} vertebra` };
}

/** The level of a SNOMED CT code, or undefined: codes compare exactly and an unknown one is never guessed at. */
export function levelOfSnomedCode(code: string): VertebraLevel | undefined {
  return levelBySnomed.get(code);
}
