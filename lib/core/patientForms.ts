/** What is known of a patient and must not stand in words that leave the browser. A server knows none of it. */
export interface KnownPatient {
  /** Whole names and their parts, former ones too. */
  readonly names: readonly string[];
  /** Record numbers, telephone numbers. */
  readonly numbers: readonly string[];
  /** ISO date, whole or partial. */
  readonly birthDate?: string;
}

interface PatientForm {
  readonly kind: 'patient-number' | 'birth-date';
  readonly pattern: RegExp;
}

/** Shorter ones are in every sentence that holds numbers. */
const leastNumberLength = 3;
const leastDigits = 4;

/** How this patient's numbers and birth date may be written. */
export function patientForms({ numbers, birthDate }: KnownPatient): readonly PatientForm[] {
  const written = numbers.flatMap((number) => {
    const whole = number.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
    const digits = whole.replace(/\P{Nd}/gu, '');
    return [...(whole.length >= leastNumberLength ? [whole] : []), ...(digits.length >= leastDigits ? [digits] : [])];
  });
  return [
    ...written.map((number) => ({ kind: 'patient-number', pattern: alone([...number].join(between)) }) as const),
    ...birthForms(birthDate ?? '').map((form) => ({ kind: 'birth-date', pattern: alone(form) }) as const),
  ];
}

/** In either order, with or without the year: "7/10" is the tenth of July, or the seventh of October, of whoever was born then. */
function birthForms(birthDate: string): string[] {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(birthDate) ?? [];
  if (!day) return [];
  const [m, d] = [month, day].map((part) => part.replace(/^0/, '0?'));
  const [apart, y] = ['[^\\p{L}\\p{N}]{1,3}', `(?:${year}|${year.slice(2)})`];
  const pairs = [`${d}[./-]${m}`, `${m}[./-]${d}`];
  return [`${d}${apart}${m}${apart}${y}`, `${m}${apart}${d}${apart}${y}`, `${y}${apart}${m}${apart}${d}`, ...pairs];
}

/** As numbers are grouped for reading. */
const between = '[^\\p{L}\\p{N}]{0,3}';

const alone = (form: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])${form}(?![\\p{L}\\p{N}])`, 'giu');
