import { seededRandom } from '@/lib/core/random';
import type { VertebraLevel } from '@/lib/core/vertebra';

/** A made-up patient before any scan. NaN: not known, as in a chart. */
export interface SimulatedPatient {
  readonly id: string;
  readonly ageYears: number;
  /** 1 female, 0 male. */
  readonly sex: number;
  readonly bmi: number;
  readonly tScore: number;
  readonly fractureCount: number;
  readonly cleft: number;
  readonly fasciaInjury: number;
  readonly depression: number;
  readonly level: VertebraLevel;
  readonly heightLoss: number;
  /** Standardised state of the trabecular pattern, independent of the clinical values: the image signal. */
  readonly boneState: number;
  /** Mean trabecular attenuation, HU. */
  readonly trabecularHu: number;
  readonly scanner: number;
  readonly outcome: number;
}

/** Log-odds of the outcome, the equation that the report prints. Sources: clinical-evidence.md. */
export const generator = {
  prevalence: 0.119,
  /** ln of odds ratios 3.5, 4.2, 3.0 and 3.5; ln 2.2 per T-score unit below -3.2. */
  cleft: Math.log(3.5),
  fasciaInjury: Math.log(4.2),
  multipleFractures: Math.log(3),
  depression: Math.log(3.5),
  perTScoreUnit: Math.log(2.2),
  /** Per SD of the bone state: inside the 1.0 to 1.5 that the evidence page allows. */
  perBoneStateSd: 1.3,
} as const;

export const generatorEquation =
  'log-odds = b0 + ln 3.5 x cleft + ln 4.2 x fascia injury + ln 3 x (more than one fracture) + ln 3.5 x depression' +
  ` + ln 2.2 x (-3.2 - T-score) + ${generator.perBoneStateSd} x bone state; b0 set for a prevalence of 11.9 %`;

const upperLevels: readonly VertebraLevel[] = ['T11', 'T12', 'L1', 'L2'];
const otherLevels: readonly VertebraLevel[] = ['T9', 'T10', 'L3', 'L4'];
/** Shares of charts in which a value is absent, whatever the outcome. */
const absent = { bmi: 0.04, fasciaInjury: 0.35, depression: 0.2 } as const;

/** Patients by the marginals of clinical-evidence.md; each has a random stream of its own. */
export function simulatePatients(count: number, seed: number): SimulatedPatient[] {
  const drawn = Array.from({ length: count }, (_, i) => drawPatient(seed, i));
  const intercept = solveIntercept(seed);
  return drawn.map((patient, i) => {
    const risk = 1 / (1 + Math.exp(-(intercept + linearPart(patient))));
    const random = seededRandom(seed, `outcome ${i}`);
    const outcome = random.uniform() < risk ? 1 : 0;
    return { ...hideSome(patient, seededRandom(seed, `missing ${i}`)), outcome };
  });
}

function drawPatient(seed: number, index: number): SimulatedPatient {
  const random = seededRandom(seed, `patient ${index}`);
  const chance = (share: number) => (random.uniform() < share ? 1 : 0);
  const between = (low: number, value: number, high: number) => Math.min(high, Math.max(low, value));
  const oneOf = <T>(values: readonly T[]) => values[random.integer(values.length)];
  const tScore = Math.round(10 * between(-6, -3.2 + 0.9 * random.normal(), 0)) / 10;
  // DXA and CT attenuation correlate weakly (0.35 to 0.56).
  const attenuation = 0.45 * ((tScore + 3.2) / 0.9) + Math.sqrt(1 - 0.45 ** 2) * random.normal();
  return {
    id: `P${String(index + 1).padStart(4, '0')}`,
    ageYears: Math.round(between(55, 72.1 + 6.3 * random.normal(), 95)),
    sex: chance(0.755),
    bmi: Math.round(10 * between(15, 24.1 + 3.5 * random.normal(), 40)) / 10,
    tScore,
    fractureCount: 1 + chance(0.22) * (1 + chance(0.3)),
    cleft: chance(0.2),
    fasciaInjury: chance(0.28),
    depression: chance(0.12),
    level: chance(0.81) ? oneOf(upperLevels) : oneOf(otherLevels),
    // Median 24 %, quartiles 15 and 37.
    heightLoss: between(0.05, 0.24 * Math.exp(0.669 * random.normal()), 0.6),
    boneState: random.normal(),
    trabecularHu: between(10, 75 + 30 * attenuation, 190),
    scanner: random.integer(3),
    outcome: 0,
  };
}

function linearPart(patient: SimulatedPatient): number {
  return (
    generator.cleft * patient.cleft +
    generator.fasciaInjury * patient.fasciaInjury +
    generator.multipleFractures * (patient.fractureCount > 1 ? 1 : 0) +
    generator.depression * patient.depression +
    generator.perTScoreUnit * (-3.2 - patient.tScore) +
    generator.perBoneStateSd * patient.boneState
  );
}

const calibrationSample = 20_000;

/** The intercept that gives the stated prevalence in a large sample, by bisection. */
function solveIntercept(seed: number): number {
  const parts = Array.from({ length: calibrationSample }, (_, i) => linearPart(drawPatient(seed, 1_000_000 + i)));
  let [low, high] = [-20, 5];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    const rate = parts.reduce((sum, part) => sum + 1 / (1 + Math.exp(-(middle + part))), 0) / parts.length;
    if (rate < generator.prevalence) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function hideSome(patient: SimulatedPatient, random: ReturnType<typeof seededRandom>): SimulatedPatient {
  const kept = (name: keyof typeof absent) => (random.uniform() < absent[name] ? Number.NaN : patient[name]);
  return { ...patient, bmi: kept('bmi'), fasciaInjury: kept('fasciaInjury'), depression: kept('depression') };
}
