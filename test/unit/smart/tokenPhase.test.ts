import { tokenPhase } from '@/lib/smart/tokenPhase';

const end = 1_800_000_000_000;
const hour = { endsAt: end, lifetimeSeconds: 3600, canExtend: true };

describe('a sign-in of an hour (E12)', () => {
  test.each([
    ['121 seconds before its end', -121, 'open'],
    ['two minutes before its end', -120, 'ending'],
    ['a second before its end', -1, 'ending'],
    ['at its end', 0, 'ended'],
  ])('%s is %s', (_name, seconds, phase) => {
    expect(tokenPhase(hour, end + seconds * 1000)).toBe(phase);
  });
});

test('a sign-in of 30 seconds warns in its second half, not from its start', () => {
  const short = { ...hour, lifetimeSeconds: 30 };
  expect(tokenPhase(short, end - 16_000)).toBe('open');
  expect(tokenPhase(short, end - 15_000)).toBe('ending');
});

test('a sign-in without a stated end never warns', () => {
  expect(tokenPhase({ canExtend: false }, end)).toBe('open');
});
