import fc from 'fast-check';
import { inputShares, sharesOf } from '@/lib/study/metrics/inputShares';
import { validatedRange } from '@/lib/study/metrics/validatedRange';

describe('the range that a validation covered (S10)', () => {
  test('leaves ten patients at or beyond each bound, whatever the predictions', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 20, maxLength: 80 }), (p) => {
        const range = validatedRange(p);
        if (!range) return;
        expect(range.low).toBeLessThan(range.high);
        expect(p.filter((value) => value <= range.low).length).toBeGreaterThanOrEqual(10);
        expect(p.filter((value) => value >= range.high).length).toBeGreaterThanOrEqual(10);
      }),
    );
  });

  test('is not stated from fewer than twenty patients, nor where all predictions are alike', () => {
    expect(validatedRange(Array.from({ length: 19 }, (_, i) => i / 20))).toBeUndefined();
    expect(validatedRange(new Array(50).fill(0.1))).toBeUndefined();
  });
});

describe('how an input is spread over the training patients', () => {
  test('is in tenths for a measurement, and in two for a yes or no', () => {
    const ages = inputShares(
      'ageYears',
      Array.from({ length: 100 }, (_, i) => 50 + i / 3),
    );
    expect(ages.shares).toEqual(new Array(10).fill(0.1));
    expect(inputShares('cleft', [0, 0, 0, 1, Number.NaN])).toEqual({ name: 'cleft', edges: [1], shares: [0.75, 0.25] });
  });

  test('adds up to 1 for any values, ties among them', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -4, max: 30 }), { minLength: 1 }), (values) => {
        const { edges, shares } = inputShares('x', values);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
        expect(sharesOf(values, edges)).toEqual(shares);
        expect(shares.every((share) => share > 0)).toBe(true);
      }),
    );
  });
});
