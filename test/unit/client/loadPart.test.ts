import { loadPart } from '@/lib/client/loadPart';

describe('a part of the page that is loaded when it is asked for', () => {
  test('is handed over when it came', async () => {
    expect(await loadPart(Promise.resolve({ answer: 42 }), 'answers')).toEqual({ ok: true, value: { answer: 42 } });
  });

  test('that does not come says what cannot be done and what helps, and nothing is thrown', async () => {
    expect(await loadPart(Promise.reject(new Error('no network')), 'corrects an estimate')).toEqual({
      ok: false,
      problem: {
        code: 'part-not-loaded',
        message: 'The part of Backcast that corrects an estimate could not be loaded.',
        remedy: 'Check the connection and try again; what was entered is kept.',
      },
    });
  });
});
