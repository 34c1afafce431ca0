import fc from 'fast-check';
import { sayTimeLeft, secondsLeft } from '@/lib/core/timeLeft';

describe('the time that a counted piece of work still takes', () => {
  test('is what the rest takes at the pace so far: 40 of 160 slices in 10 seconds leave 30', () => {
    expect(secondsLeft(40, 160, 10_000)).toBe(30);
  });

  test('is not said before the pace is known, nor after the end', () => {
    expect([secondsLeft(1, 160, 900), secondsLeft(15, 160, 900), secondsLeft(1, 12, 400)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(secondsLeft(160, 160, 40_000)).toBeUndefined();
  });

  test('never grows while the pace holds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 500 }), fc.integer({ min: 1, max: 5000 }), (total, msEach) => {
        const said = Array.from({ length: total }, (_, done) => secondsLeft(done, total, done * msEach)).filter(
          (seconds) => seconds !== undefined,
        );
        expect(said.length).toBeGreaterThan(0);
        expect(said.every((seconds, i) => i === 0 || seconds <= said[i - 1])).toBe(true);
      }),
    );
  });

  test('is said in steps that a person counts in', () => {
    expect([3, 10, 31, 89, 90, 200].map(sayTimeLeft)).toEqual([
      'a few seconds left',
      'about 10 seconds left',
      'about 40 seconds left',
      'about 90 seconds left',
      'about 2 minutes left',
      'about 3 minutes left',
    ]);
  });
});
