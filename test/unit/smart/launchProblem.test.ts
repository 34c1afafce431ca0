import { ok } from '@/lib/core/result';
import { toldIfBroken } from '@/lib/smart/launchProblem';

describe('a launch', () => {
  test('that breaks on the way ends with a message and not with a screen that waits for ever', async () => {
    const broken = await toldIfBroken(Promise.reject(new DOMException('no storage', 'SecurityError')));
    expect(broken).toMatchObject({
      ok: false,
      problem: { code: 'not-opened', remedy: expect.stringMatching(/again/) },
    });
  });

  test('that goes well is left as it is', async () => {
    expect(await toldIfBroken(Promise.resolve(ok('signed in')))).toEqual(ok('signed in'));
  });
});
