import { seededRandom } from '@/lib/core/random';
import { orThrow } from '@/lib/core/result';
import { inputShares } from '@/lib/study/metrics/inputShares';
import { usualLimits } from '@/lib/study/monitor/alarms';
import { monitorSite } from '@/lib/study/monitor/monitorSite';
import { parseSiteCases, type SiteCase } from '@/lib/study/monitor/siteCases';
import { stabilityIndex } from '@/lib/study/monitor/stabilityIndex';
import { monitorHtml, monitorVerdict } from '@/lib/study/report/monitorReport';

const head = ['case', 'date', 'probability', 'edited', 'outcome', 'group:sex', 'ageYears'];
const row = ['a', '2026-05-01', '0.2', '0', '1', 'female', '74'];
const parsed = (...rows: string[][]) => parseSiteCases([head, ...rows], ['ageYears', 'bmi']);
const changed = (column: number, text: string) => row.map((cell, i) => (i === column ? text : cell));

/** Cases whose outcomes follow the chances that were shown, seen through `truth`. */
function madeUp(count: number, truth: (p: number) => number = (p) => p): SiteCase[] {
  const random = seededRandom(3, 'monitor');
  return Array.from({ length: count }, (_, i) => {
    const probability = 0.05 + 0.6 * random.uniform();
    return {
      id: `c${i}`,
      date: `2026-0${1 + (i % 6)}-10`,
      probability,
      outlineEdited: false,
      outcome: random.uniform() < truth(probability),
      groups: { sex: i % 4 === 0 ? 'male' : 'female' },
      inputs: {},
    };
  });
}
const watch = (cases: readonly SiteCase[]) => monitorSite(cases, { flagAt: 0.2, trained: [], limits: usualLimits });

describe("a site's table of cases", () => {
  test('keeps an outcome that was not asked and an input that is unknown as unknown', () => {
    expect(orThrow(parsed(row.with(4, '').with(6, '')))).toEqual([
      expect.not.objectContaining({ outcome: expect.anything() }),
    ]);
    expect(orThrow(parsed(row.with(6, '')))[0].inputs.ageYears).toBeNaN();
  });

  test('takes an empty probability for an abstention', () => {
    expect(orThrow(parsed(changed(2, '')))[0]).not.toHaveProperty('probability');
  });

  test.each([
    ['a probability in per cent', [changed(2, '20')], /line 2: probability "20" is not between 0 and 1/],
    ['a date in another order', [changed(1, '01.05.2026')], /line 2: date/],
    ['an outcome in words', [row, ['b', ...changed(4, 'yes').slice(1)]], /line 3: outcome "yes"/],
    ['the same case twice', [row, row], /line 3: case "a" stands twice/],
    ['an input in words', [changed(6, 'old')], /line 2: ageYears "old" is not a number/],
    ['no case identifier', [changed(0, '')], /line 2: case is empty/],
  ])('is refused with %s, and the line is named', (_what, rows, message) => {
    const result = parsed(...rows);
    expect(result.ok ? 'taken' : result.problem.message).toMatch(message);
  });

  test('is refused with a column that is no input, so that a misspelt one is not left out in silence', () => {
    const result = parseSiteCases([['case', 'date', 'probability', 'edited', 'outcome', 'age']], ['ageYears']);
    expect(result.ok ? 'taken' : result.problem.message).toMatch(/column "age" is no input/);
  });
});

describe('monitoring (S23)', () => {
  test('says "too few to judge" below 50 events, and no ratio, slope or Brier score', () => {
    const result = watch(madeUp(100));
    expect(result.counts.events).toBeLessThan(50);
    expect(result.performance).toBe('too few to judge');
    expect(monitorVerdict(result)).toMatch(/Too few to judge/);
    expect(monitorHtml(result, 'any')).not.toMatch(/Calibration slope|AUROC|Brier/);
  });

  test('raises no alarm on outcomes that follow the chances, and one where twice as many have pain', () => {
    expect(watch(madeUp(800)).alarms).toEqual([]);
    expect(watch(madeUp(800, (p) => Math.min(1, 1.6 * p))).alarms.map(({ about }) => about)).toContain(
      'observed to expected',
    );
  });

  test('names a follow-up that is too thin, because who is missing may differ', () => {
    const thin = madeUp(800).map(({ outcome, ...rest }, i) => (i % 3 ? { ...rest } : { ...rest, outcome }));
    expect(watch(thin).alarms.map(({ about }) => about)).toEqual(['followedUp']);
  });

  test('judges each group by its own events', () => {
    const { groups } = watch(madeUp(500));
    expect(
      groups.map(({ group, events, observedToExpected }) => [
        group,
        events >= 50,
        observedToExpected !== 'too few to judge',
      ]),
    ).toEqual([
      ['female', true, true],
      ['male', false, false],
    ]);
  });

  test('adds up: months hold every case and every event', () => {
    const result = watch(madeUp(500));
    const sum = (of: (month: (typeof result.months)[number]) => number) =>
      result.months.reduce((all, month) => all + of(month), 0);
    expect([sum(({ cases }) => cases), sum(({ events }) => events)]).toEqual([500, result.counts.events]);
  });
});

describe('the population stability index', () => {
  const then = Array.from({ length: 1000 }, (_, i) => i);
  const trained = inputShares('any', then);

  test('is 0 for the training patients themselves, and grows as the values move away', () => {
    const moved = [0, 100, 300, 600].map(
      (by) =>
        stabilityIndex(
          trained,
          then.map((value) => value + by),
        ) ?? Number.NaN,
    );
    expect(moved[0]).toBe(0);
    expect(moved).toEqual(moved.toSorted((a, b) => a - b));
    expect(moved[3]).toBeGreaterThan(usualLimits.psi);
  });

  test('is not given for fewer than 100 known values', () => {
    expect(stabilityIndex(trained, [...then.slice(0, 99), Number.NaN])).toBeUndefined();
  });
});
