import { readFileSync } from 'node:fs';
import path from 'node:path';
import { orThrow } from '@/lib/core/result';
import { parseCsv } from '@/lib/study/csv';
import { calibrationSlope } from '@/lib/study/metrics/calibration';
import { chiSquareTail } from '@/lib/study/metrics/chiSquare';
import type { Estimated } from '@/lib/study/metrics/uncertainty';
import { usualLimits } from '@/lib/study/monitor/alarms';
import { columnsOf, monitorSite } from '@/lib/study/monitor/monitorSite';
import { parseSiteCases } from '@/lib/study/monitor/siteCases';
import { proposeUpdate } from '@/lib/study/update/proposeUpdate';

const read = (name: string) => readFileSync(path.join(__dirname, name), 'utf8');
const expected = JSON.parse(read('values.json'));
const cases = orThrow(parseSiteCases(parseCsv(read('cases.csv')), ['ageYears', 'sex']));
const study = JSON.parse(
  readFileSync(path.resolve(__dirname, '../../../models/rbp-tabnet-demo/report/results.json'), 'utf8'),
);
const result = monitorSite(cases, { flagAt: 0.2, trained: study.inputShares, limits: usualLimits });

function expectEstimated(actual: Estimated, wanted: Estimated): void {
  for (const end of ['value', 'low', 'high'] as const) expect(actual[end]).toBeCloseTo(wanted[end], 6);
}

describe('700 made-up cases of a hospital with more pain than the model expects, against statsmodels and scipy', () => {
  if (result.performance === 'too few to judge') throw new Error('there are enough events');
  const { performance } = result;

  test('observed and expected events, and their ratio with its interval', () => {
    expect(result.counts).toEqual({ ...expected.counts, expected: expect.closeTo(expected.counts.expected, 9) });
    expectEstimated(performance.observedToExpected, expected.observedToExpected);
  });

  test('calibration intercept, slope and Brier score', () => {
    expectEstimated(performance.intercept, expected.intercept);
    expectEstimated(performance.slope, expected.slope);
    expect(performance.brier).toBeCloseTo(expected.brier, 12);
  });

  test('the drift of age, against the bins of the training patients', () => {
    expect(result.drift.find(({ input }) => input === 'ageYears')?.psi).toBeCloseTo(expected.psiAge, 9);
  });

  test('the scanners, counted apart', () => {
    for (const { group, patients, events, expected: sum } of result.groups)
      expect({ patients, events, expected: sum }).toEqual({
        ...expected.groups[group],
        expected: expect.closeTo(expected.groups[group].expected, 9),
      });
    expect(result.groups.map(({ group }) => group)).toEqual(['A', 'B']);
  });

  test('closed testing rejects no change and takes a new intercept', () => {
    const { test: closed, terms } = orThrow(proposeUpdate(cases, ['ageYears', 'sex']));
    expect(closed.method).toBe('intercept');
    closed.steps.forEach(({ against, statistic, degrees, p }, i) => {
      const wanted = expected.closedTest[i];
      expect({ against, degrees }).toEqual({ against: wanted.against, degrees: wanted.degrees });
      expect(statistic).toBeCloseTo(wanted.statistic, 6);
      expect(p).toBeCloseTo(wanted.p, 8);
    });
    expect(terms).toEqual({ intercept: expect.closeTo(expected.intercept.value, 6), slope: 1 });
  });

  test('intercept and slope together', () => {
    const known = cases.filter(({ probability, outcome }) => probability !== undefined && outcome !== undefined);
    const { p, y } = columnsOf(known);
    const { intercept, slope } = calibrationSlope(p, y);
    expect([intercept.value, slope.value]).toEqual(expected.joint.map((value: number) => expect.closeTo(value, 6)));
  });
});

test('the tail of the chi-square distribution is that of scipy, to 12 digits', () => {
  for (const [x, degrees, tail] of expected.chiSquareTail)
    expect(Math.abs(chiSquareTail(x, degrees) / tail - 1)).toBeLessThan(1e-12);
});
