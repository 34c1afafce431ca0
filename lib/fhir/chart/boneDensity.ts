import type { Observation } from 'fhir/r4';
import type { BmdSite, ChartValue, SourcedValue } from '../chartData';
import { arealBmdCodes, femoralNeckSites, tScoreCodes } from '../codes';
import { type ConvertUnit, type MeasurementKind, readMeasurement } from './measurement';
import { hasCode } from './resources';

export interface BoneDensity {
  readonly tScores: Readonly<Partial<Record<BmdSite, ChartValue<number>>>>;
  /** Lowest of lumbar spine, femoral neck and total hip (clinical-evidence.md, "Our own choices"). */
  readonly tScore: ChartValue<number>;
  readonly arealBmd: Readonly<Partial<Record<BmdSite, ChartValue<number>>>>;
}

const siteNames: Readonly<Record<BmdSite, string>> = {
  'lumbar-spine': 'lumbar spine',
  'femoral-neck': 'femoral neck',
  'total-hip': 'total hip',
  femur: 'femur',
};

/** Least significant change of a T-score between two visits is about 0.3; values of one half-year that differ by more disagree. */
const tScoreConflict = { withinDays: 183, difference: 0.3 };
/** Sites that count towards the lowest T-score; an unspecified femur region is shown but does not. */
const countingSites: readonly BmdSite[] = ['lumbar-spine', 'femoral-neck', 'total-hip'];

export function readBoneDensity(
  observations: readonly Observation[],
  limitDays: number,
  convert: ConvertUnit,
  now: Date,
): BoneDensity {
  const bySite = (
    codes: typeof tScoreCodes | typeof arealBmdCodes,
    kind: Omit<MeasurementKind, 'codes' | 'display'>,
    name: string,
  ) => {
    const entries = (Object.keys(siteNames) as BmdSite[]).flatMap((site) => {
      const measured = observations.filter((observation) => siteOf(observation, codes) === site);
      const siteCodes = site === 'femoral-neck' ? codes.femur : codes[site];
      const display = `${name} ${siteNames[site]}`;
      return measured.length > 0
        ? [[site, readMeasurement(measured, { ...kind, codes: siteCodes, display }, convert, now)] as const]
        : [];
    });
    return Object.fromEntries(entries) as Partial<Record<BmdSite, ChartValue<number>>>;
  };
  const tScores = bySite(
    tScoreCodes,
    { unit: '{T-score}', sameUnits: ['1', '{Tscore}'], plausible: [-8, 8], limitDays, conflict: tScoreConflict },
    'T-score',
  );
  const arealBmd = bySite(arealBmdCodes, { unit: 'g/cm2', plausible: [0.2, 2.5], limitDays }, 'BMD');
  return { tScores, arealBmd, tScore: lowest(tScores) };
}

function siteOf(observation: Observation, codes: typeof tScoreCodes | typeof arealBmdCodes): BmdSite | undefined {
  if (hasCode(observation.code, codes['lumbar-spine'])) return 'lumbar-spine';
  if (hasCode(observation.code, codes['total-hip'])) return 'total-hip';
  if (hasCode(observation.code, codes.femur))
    return hasCode(observation.bodySite, femoralNeckSites) ? 'femoral-neck' : 'femur';
  return undefined;
}

/** A conflict at any counting site has to be settled first; recent values come before old ones; then the lowest counts. */
function lowest(tScores: BoneDensity['tScores']): ChartValue<number> {
  const values = countingSites.flatMap((site) => tScores[site] ?? []);
  const conflict = values.find((value) => value.state === 'conflict');
  if (conflict) return conflict;
  for (const state of ['present', 'old'] as const) {
    const found = values.filter((value) => value.state === state) as (SourcedValue<number> & { state: typeof state })[];
    if (found.length > 0)
      return found.reduce((least, value) => (value.value < least.value ? value : least)) as ChartValue<number>;
  }
  return values.find((value) => value.state === 'unknown') ?? { state: 'unknown', reason: 'no DXA T-score on file' };
}
