import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { countsPer100, isValidated, observedRates, unneededPerNeeded } from '@/lib/decide/counts';
import type { DecisionData, DecisionPoint } from '@/lib/decide/decisionData';
import { decisionDataOf } from '@/lib/server/models/decisionData';
import { readModelPackage } from '@/lib/server/models/readModelPackage';

const point = (tp: number, fp: number): DecisionPoint => ({
  per100: 20,
  tp,
  fp,
  netBenefit: 0,
  actOnAll: 0,
  clinicalOnly: 0,
});
const cohort = (patients: number, events: number): DecisionData => ({
  modelLabel: 'TabNet',
  simulated: true,
  patients,
  events,
  points: [],
});

describe('counts at a threshold', () => {
  test('are whole people of 100 who always add up, each within one of the exact figure', () => {
    const report = fc
      .tuple(
        fc.integer({ min: 20, max: 2000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
      )
      .map(([patients, rate, recall, alarm]) => {
        const events = Math.round(patients * rate);
        return { patients, events, tp: Math.round(events * recall), fp: Math.round((patients - events) * alarm) };
      });
    fc.assert(
      fc.property(report, ({ patients, events, tp, fp }) => {
        const { actedOn, actedWith, actedWithout, missed, leftWithout } = countsPer100(
          point(tp, fp),
          cohort(patients, events),
        );
        expect(actedWith + actedWithout).toBe(actedOn);
        expect(actedOn + missed + leftWithout).toBe(100);
        expect(Math.abs(actedWith - (tp * 100) / patients)).toBeLessThan(1);
        expect(Math.abs(missed - ((events - tp) * 100) / patients)).toBeLessThan(1);
      }),
    );
  });

  test.each([
    [5, '19'],
    [10, '9'],
    [20, '4'],
    [30, '2.3'],
    [50, '1'],
  ])('at %d of 100 one accepts %s unneeded actions for each needed one', (per100, ratio) => {
    expect(unneededPerNeeded(per100)).toBe(ratio);
  });

  test('a threshold with hardly anybody on one side is not validated', () => {
    expect(isValidated(point(6, 2), cohort(257, 28))).toBe(false);
    expect(isValidated(point(21, 70), cohort(257, 28))).toBe(true);
    expect(isValidated(point(28, 225), cohort(257, 28))).toBe(false);
  });

  test('acting by the estimate beats acting on nobody where those acted on had the outcome more often than the threshold', () => {
    const rates = observedRates(point(20, 30), cohort(257, 28));
    expect(rates).toEqual({ actedOn: 0.4, left: 8 / 207 });
  });
});

describe('the installed report', () => {
  test('gives, at each threshold, counts that agree with its own net benefit and its stated operating points', async () => {
    const { manifest, report } = await readModelPackage('models/rbp-tabnet-demo');
    const decision = decisionDataOf({ manifest, report });
    for (const { per100, tp, fp, netBenefit, band } of decision.points) {
      const odds = per100 / (100 - per100);
      expect((tp - fp * odds) / decision.patients).toBeCloseTo(netBenefit, 10);
      if (band) expect(band.low).toBeLessThanOrEqual(band.high);
    }
    const raw = JSON.parse(readFileSync('models/rbp-tabnet-demo/report/results.json', 'utf8'));
    for (const stated of raw.models[0].performance.thresholds) {
      const at = decision.points.find(({ per100 }) => per100 === Math.round(stated.threshold * 100));
      expect({ tp: at?.tp, fp: at?.fp }).toEqual({ tp: stated.tp, fp: stated.fp });
    }
  });
});
