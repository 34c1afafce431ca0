import fc from 'fast-check';
import { betweenPerHundred, perHundred, rangeInWords } from '@/lib/core/perHundred';

describe('a probability as people out of 100', () => {
  test('is a whole number, and those with and without the outcome add up to 100', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (probability) => {
        const { count, rest } = perHundred(probability);
        expect(Number.isInteger(count)).toBe(true);
        expect(count + rest).toBe(100);
        expect(Math.abs(count - probability * 100)).toBeLessThanOrEqual(0.5);
      }),
    );
  });

  test('R20: a count that is written to a chart and read again is said in the same words', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (probability) => {
        const once = perHundred(probability);
        expect(perHundred(once.count / 100)).toEqual(once);
      }),
    );
  });

  test('S10: never reads as certain: what would round to none or to all of 100 is capped', () => {
    expect(perHundred(0)).toEqual({
      count: 0,
      rest: 100,
      label: 'fewer than 1',
      short: '<1',
      cap: 'low',
      about: 'fewer than 1',
      aboutRest: 'more than 99',
    });
    expect(perHundred(0.996)).toMatchObject({ about: 'more than 99', aboutRest: 'fewer than 1', short: '>99' });
    expect(perHundred(0.314)).toMatchObject({ count: 31, rest: 69, about: 'about 31', aboutRest: 'about 69' });
  });

  test('S10: beyond what validation covered it is a bound, and stays one when it is read again', () => {
    const range = { low: 0.03, high: 0.5 };
    expect(perHundred(0.62, range)).toEqual({
      count: 50,
      rest: 50,
      label: '50 or more',
      short: '≥50',
      cap: 'atLeast',
      about: '50 or more',
      aboutRest: '50 or fewer',
    });
    expect(perHundred(0.01, range)).toMatchObject({ about: '3 or fewer', aboutRest: '97 or more', short: '≤3' });
    expect(perHundred(0.31, range)).toEqual(perHundred(0.31));
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (probability) => {
        const once = perHundred(probability, range);
        expect(once.count).toBeGreaterThanOrEqual(3);
        expect(once.count).toBeLessThanOrEqual(50);
        expect(perHundred(once.count / 100, range)).toEqual(once);
      }),
    );
  });

  test('S9: a range is said by both ends, and once where they are said alike', () => {
    const [low, high] = [perHundred(0.19), perHundred(0.44)];
    expect([rangeInWords(low, high), rangeInWords(perHundred(0.001), high, 'short')]).toEqual(['19 to 44', '<1 to 44']);
    expect(betweenPerHundred({ low: 0.19, high: 0.44 })).toBe('between 19 and 44 of 100');
    const validated = { low: 0.03, high: 0.5 };
    const both = [perHundred(0.01, validated), perHundred(0.02, validated)] as const;
    expect([rangeInWords(...both), rangeInWords(...both, 'short')]).toEqual(['3 or fewer', '≤3']);
    expect(betweenPerHundred({ low: 0.01, high: 0.02 }, validated)).toBe('3 or fewer of 100');
  });

  test.each([-0.01, 1.01, Number.NaN])('%p is a bug of the caller', (value) => {
    expect(() => perHundred(value)).toThrow(RangeError);
  });
});
