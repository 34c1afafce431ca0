import type { Observation } from 'fhir/r4';
import type { BmdSite, ChartValue, SourcedValue } from '../chartData';
import { arealBmdCodes, femoralNeckSites, tScoreCodes } from '../codes';
import { type ConvertUnit, type MeasurementKind, readMeasurement } from './measurement';
import { hasCode, isReported } from './resources';

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

/** Least significant change of a T-score between two visits is about 0.3; values of one half-year that differ by as much disagree. */
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
      const measured = observations.filter((one) => isReported(one) && siteOf(one, codes) === site);
      const siteCodes = site === 'femoral-neck' ? codes.femur : codes[site];
      const display = `${name} ${siteNames[site]}`;
      // Left and right are two places, which may differ without a contradiction; the lower one counts for the site.
      const sides = siteCodes.flatMap((code) => {
        const ofCode = measured.filter(({ code: said }) => siteCodes.find((one) => hasCode(said, [one])) === code);
        return ofCode.length > 0 ? [readMeasurement(ofCode, { ...kind, codes: [code], display }, convert, now)] : [];
      });
      return measured.length > 0 ? [[site, lowestOf(sides)] as const] : [];
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

/** The lowest of the sites that count; of an unspecified femur region nobody knows which one it is. */
function lowest(tScores: BoneDensity['tScores']): ChartValue<number> {
  const values = countingSites.flatMap((site) => tScores[site] ?? []);
  return values.length > 0 ? lowestOf(values) : { state: 'unknown', reason: 'no DXA T-score on file' };
}

type Read = Exclude<ChartValue<number>, { state: 'unknown' }>;

/**
 * The lowest of values at different places; recent ones come before old ones. Where some contradict themselves, a candidate
 * can be the lowest only if no other place is lower for certain: those that can are the choice, and one alone needs none.
 */
function lowestOf(values: readonly ChartValue<number>[]): ChartValue<number> {
  const read = values.filter((value): value is Read => value.state !== 'unknown');
  if (read.length === 0) return values[0];
  const recent = read.filter(({ state }) => state !== 'old');
  const counting = recent.length > 0 ? recent : read;
  const atMost = Math.min(...counting.map((value) => Math.max(...candidatesOf(value).map((one) => one.value))));
  const possible = counting.flatMap((value) =>
    candidatesOf(value)
      .filter((one) => one.value <= atMost)
      .map((one) => ({ value, one })),
  );
  const [first] = possible;
  if (possible.every(({ one }) => one.value === first.one.value)) return settled(first.value, first.one);
  return { state: 'conflict', candidates: possible.map(({ one }) => one) };
}

const candidatesOf = (value: Read): readonly SourcedValue<number>[] =>
  value.state === 'conflict' ? value.candidates : [value];

const settled = (value: Read, one: SourcedValue<number>): ChartValue<number> =>
  value.state === 'conflict' ? { state: 'present', ...one } : value;
