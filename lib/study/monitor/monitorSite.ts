import { brier, calibrationInTheLarge, calibrationSlope } from '../metrics/calibration';
import type { InputShares } from '../metrics/inputShares';
import { aurocWithDelong, type Estimated, wilson, z95 } from '../metrics/uncertainty';
import { type AlarmLimits, alarmsOf } from './alarms';
import type { EventCounts, MonitorResult, Performance } from './monitorResult';
import type { SiteCase } from './siteCases';
import { stabilityIndex } from './stabilityIndex';

/** With fewer events nothing is said about how well the model does (S23; Collins et al., Stat Med 2016;35:214 ask for 100). */
export const fewestEvents = 50;

export interface MonitorOptions {
  readonly flagAt: number;
  readonly trained: readonly InputShares[];
  readonly limits: AlarmLimits;
}

/** How a model does at a site: shares of what was answered, observed against expected outcomes, calibration, groups, drift (S23). */
export function monitorSite(cases: readonly SiteCase[], { flagAt, trained, limits }: MonitorOptions): MonitorResult {
  const sorted = cases.toSorted((a, b) => a.date.localeCompare(b.date));
  const estimates = cases.filter(({ probability }) => probability !== undefined);
  const known = estimates.filter(({ outcome }) => outcome !== undefined);
  const counts = countsOf(known);
  const enough = counts.events >= fewestEvents && counts.patients - counts.events >= fewestEvents;
  const found = {
    cases: cases.length,
    from: sorted[0]?.date ?? '',
    to: sorted.at(-1)?.date ?? '',
    flagAt,
    flagged: share(estimates, ({ probability }) => (probability ?? 0) >= flagAt),
    abstained: share(cases, ({ probability }) => probability === undefined),
    outlineEdited: share(cases, ({ outlineEdited }) => outlineEdited),
    followedUp: share(estimates, ({ outcome }) => outcome !== undefined),
    counts,
    performance: enough ? performanceOf(known, counts) : ('too few to judge' as const),
    months: monthsOf(sorted),
    groups: groupsOf(known),
    drift: trained.map((input) => ({
      input: input.name,
      psi:
        stabilityIndex(
          input,
          cases.map(({ inputs }) => inputs[input.name] ?? Number.NaN),
        ) ?? ('too few to judge' as const),
    })),
  };
  return { ...found, alarms: alarmsOf(found, limits) };
}

const share = (cases: readonly SiteCase[], is: (one: SiteCase) => boolean): Estimated =>
  wilson(cases.filter(is).length, cases.length);

function countsOf(known: readonly SiteCase[]): EventCounts {
  return {
    patients: known.length,
    events: known.filter(({ outcome }) => outcome).length,
    expected: known.reduce((sum, { probability }) => sum + (probability ?? 0), 0),
  };
}

function performanceOf(known: readonly SiteCase[], counts: EventCounts): Performance {
  const { p, y } = columnsOf(known);
  return {
    observedToExpected: ratioOf(counts),
    intercept: calibrationInTheLarge(p, y),
    slope: calibrationSlope(p, y).slope,
    brier: brier(p, y),
    auroc: aurocWithDelong(p, y),
  };
}

/** Chances and outcomes of cases where both are known. */
export function columnsOf(known: readonly SiteCase[]): { readonly p: Float64Array; readonly y: Uint8Array } {
  return {
    p: Float64Array.from(known, ({ probability }) => probability ?? Number.NaN),
    y: Uint8Array.from(known, ({ outcome }) => Number(outcome)),
  };
}

/** O:E with the interval of its logarithm, whose variance is (1 - O / N) / O (Debray et al., BMJ 2017;356:i6460). */
export function ratioOf({ events, expected, patients }: EventCounts): Estimated {
  const value = events / expected;
  const half = z95 * Math.sqrt((1 - events / patients) / events);
  return { value, low: value * Math.exp(-half), high: value * Math.exp(half) };
}

function monthsOf(sorted: readonly SiteCase[]): MonitorResult['months'] {
  return grouped(sorted, ({ date }) => date.slice(0, 7)).map(([month, cases]) => ({
    month,
    cases: cases.length,
    abstained: cases.filter(({ probability }) => probability === undefined).length,
    ...countsOf(cases.filter(({ probability, outcome }) => probability !== undefined && outcome !== undefined)),
  }));
}

function groupsOf(known: readonly SiteCase[]): MonitorResult['groups'] {
  const names = [...new Set(known.flatMap(({ groups }) => Object.keys(groups)))].sort();
  return names.flatMap((by) =>
    grouped(known, ({ groups }) => groups[by] ?? 'unknown')
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([group, cases]) => {
        const counts = countsOf(cases);
        return {
          by,
          group,
          ...counts,
          observedToExpected: counts.events >= fewestEvents ? ratioOf(counts) : ('too few to judge' as const),
        };
      }),
  );
}

/** Cases by a key, keys in the order of their first case. */
function grouped(cases: readonly SiteCase[], keyOf: (one: SiteCase) => string): [key: string, cases: SiteCase[]][] {
  const groups = new Map<string, SiteCase[]>();
  for (const one of cases) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups];
}
