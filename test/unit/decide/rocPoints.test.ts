import type { DecisionData } from '@/lib/decide/decisionData';
import { rocPoints } from '@/lib/decide/rocPoints';

const point = (per100: number, tp: number, fp: number) => ({
  per100,
  tp,
  fp,
  netBenefit: 0,
  actOnAll: 0,
  clinicalOnly: 0,
});
const decision: DecisionData = {
  modelLabel: 'any',
  simulated: true,
  patients: 100,
  events: 20,
  points: [point(1, 20, 80), point(10, 15, 20), point(50, 0, 0)],
};

test('the curve goes from acting on nobody to acting on all, with the shares of those with and without the outcome', () => {
  expect(rocPoints(decision)).toEqual([
    { per100: 50, sensitivity: 0, falsePositiveRate: 0 },
    { per100: 10, sensitivity: 0.75, falsePositiveRate: 0.25 },
    { per100: 1, sensitivity: 1, falsePositiveRate: 1 },
  ]);
});
