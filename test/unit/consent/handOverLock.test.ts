import { isPin, lockWith, opens } from '@/lib/consent/handOverLock';

describe('the hand-over lock', () => {
  test('opens with its PIN and with no other', async () => {
    const lock = await lockWith('2468', 'salt');
    expect(await opens(lock, '2468')).toBe(true);
    expect(await opens(lock, '2469')).toBe(false);
    expect(JSON.stringify(lock)).not.toContain('2468');
  });

  test('two locks of the same PIN look different', async () => {
    expect((await lockWith('2468', 'a')).sha256).not.toBe((await lockWith('2468', 'b')).sha256);
  });

  test.each(['', '123', '12345', 'abcd', '12 4'])('%p is no PIN', (text) => expect(isPin(text)).toBe(false));
});
