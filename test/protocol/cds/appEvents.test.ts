import { handleEvent } from '@/lib/server/events/handleEvent';
import { findBreak } from '@/lib/server/store/auditChain';
import { increment, readCounters } from '@/lib/server/store/counters';
import { countOpenDisagreements, listDisagreements, settleDisagreement } from '@/lib/server/store/disagreements';
import { eraseWords } from '@/lib/server/store/eraseWords';
import type { Store } from '@/lib/server/store/openStore';
import { clientKeys } from '@/test/support/cdsClient';
import { cdsDeps } from '@/test/support/cdsService';
import { databases, type TestDatabase } from '@/test/support/databases';

describe.each(databases)('what the app reports, kept in %s', (_name, start) => {
  let database: TestDatabase;
  let store: Store;
  beforeAll(async () => {
    database = await start();
  });
  afterAll(() => database.stop());
  beforeEach(async () => {
    store = await database.empty();
  });
  afterEach(() => store.destroy());

  const report = async (body: unknown, site = 'same-origin', kept = store) =>
    handleEvent(
      new Request('https://backcast.test/api/events', {
        method: 'POST',
        headers: { 'Sec-Fetch-Site': site, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
      cdsDeps(kept, await clientKeys()),
    );
  const rows = () => store.selectFrom('audit_event').select('event').execute();

  test('is in the audit chain and counted, with a pseudonym for the launch', async () => {
    expect((await report({ event: 'launch', launch: 'state-0123456789' })).status).toBe(204);
    expect((await report({ event: 'abstain', launch: 'state-0123456789', reasons: ['cleft-unread'] })).status).toBe(
      204,
    );
    const events = (await rows()).map(({ event }) => JSON.parse(event));
    expect(events).toMatchObject([{ action: 'launch' }, { action: 'abstain', entities: ['cleft-unread'] }]);
    expect(events[0].agent).toBe(events[1].agent);
    expect(JSON.stringify(events)).not.toContain('state-0123456789');
    expect(await findBreak(store)).toBeUndefined();
    const metrics = await cdsDeps(store, await clientKeys()).metrics.registry.metrics();
    expect(metrics).toContain('backcast_app_events{event="launch"} 1');
  });

  test('S2, S16: keeps how the own estimate lay that was given before the reveal, and a write that failed with its reason', async () => {
    await report({ event: 'reveal', launch: 'state-0123456789', ownPer100: 20 });
    await report({ event: 'write-failed', launch: 'state-0123456789', reasons: ['chart-changed'] });
    expect((await rows()).map(({ event }) => JSON.parse(event))).toMatchObject([
      { action: 'reveal', outcome: '0', detail: { ownPer100: 20 } },
      { action: 'write-failed', outcome: '4', entities: ['chart-changed'] },
    ]);
  });

  test('S16: keeps a signature and the write that it led to as two events', async () => {
    for (const event of ['sign', 'written']) await report({ event, launch: 'state-0123456789' });
    expect((await rows()).map(({ event }) => JSON.parse(event))).toMatchObject([
      { action: 'sign', outcome: '0' },
      { action: 'written', outcome: '0' },
    ]);
  });

  test.each([
    ['an own estimate beyond 100', { event: 'reveal', launch: 'state-0123456789', ownPer100: 101 }, 'same-origin', 400],
    ['an event that is not on the list', { event: 'anything', launch: 'state-0123456789' }, 'same-origin', 400],
    ['free text', { event: 'disagree', launch: 'state-0123456789', text: 'Mrs Holloway' }, 'same-origin', 400],
    ['a page of another origin', { event: 'launch', launch: 'state-0123456789' }, 'cross-site', 403],
  ])('refuses %s and keeps nothing', async (_what, body, site, status) => {
    expect((await report(body, site)).status).toBe(status);
    expect(await rows()).toEqual([]);
  });

  describe('S19: a disagreement in words', () => {
    const disagree = (words?: string, reason = 'too-high') => ({
      event: 'disagree',
      launch: 'state-0123456789',
      reasons: [reason],
      disagreement: { modelId: 'rbp-tabnet-demo', modelVersion: '1.0.0', reason, ...(words && { words }) },
    });
    const words = 'The cleft was read as cement, HU 1200.';

    test('is in the queue with its words, and in the audit chain and the counters without them', async () => {
      expect((await report(disagree(words))).status).toBe(204);
      const [queued, ...more] = await listDisagreements(store, 'open');
      expect(more).toEqual([]);
      expect(queued).toMatchObject({
        given_at: '2026-03-05T10:00:00.000Z',
        model_id: 'rbp-tabnet-demo',
        model_version: '1.0.0',
        reason: 'too-high',
        words,
        settled_at: null,
      });
      const [{ event }] = await rows();
      expect(JSON.parse(event)).toMatchObject({ action: 'disagree', entities: ['too-high'] });
      expect(JSON.parse(event).agent).toBe(queued.launch_pseudonym);
      expect(event).not.toContain('cement');
      const metrics = await cdsDeps(store, await clientKeys()).metrics.registry.metrics();
      expect(metrics).toContain('backcast_app_events{event="disagree"} 1');
      expect(metrics).toContain('backcast_disagreements_open 1');
    });

    test('needs no words', async () => {
      await report(disagree());
      expect(await listDisagreements(store, 'open')).toMatchObject([{ reason: 'too-high', words: null }]);
    });

    test('counts once however often it is sent, and other words count as well', async () => {
      for (let time = 0; time < 3; time += 1) expect((await report(disagree(words))).status).toBe(204);
      await report(disagree('The outline is too wide.'));
      expect(await listDisagreements(store, 'open')).toHaveLength(2);
      expect(await rows()).toHaveLength(2);
    });

    test('that did not come as far as the audit chain is audited when it is sent again', async () => {
      const whole = { audited: 1 };
      await report(disagree(words));
      await store.deleteFrom('audit_event').execute();
      await store.updateTable('disagreement').set({ audited: 0 }).execute();
      // As another process would find it: this one knows an end that is gone.
      const other = await database.again();
      expect((await report(disagree(words), 'same-origin', other)).status).toBe(204);
      await other.destroy();
      expect(await rows()).toHaveLength(1);
      expect(await listDisagreements(store, 'open')).toMatchObject([whole]);
    });

    test.each([
      ['a date', 'operated 05.03.2026'],
      ['a number', 'record 4711'],
      ['an address', 'write to m.h@example.org'],
      ['a telephone number', 'ring 555-867-5309'],
      ['a name after a title', 'Mrs Holloway says so'],
      ['more than 300 characters', 'a'.repeat(301)],
      ['a line break, which would break a table', 'one\ntwo'],
      ['characters that turn the writing around', 'one \u202etwo'],
    ])('with %s is refused, kept nowhere, and not repeated in the answer', async (_what, told) => {
      const answer = await report(disagree(told));
      expect(answer.status).toBe(400);
      expect(await answer.text()).not.toContain(told);
      expect(await listDisagreements(store, 'all')).toEqual([]);
      expect(await rows()).toEqual([]);
    });

    test.each([
      ['another event', { ...disagree(words), event: 'view' }],
      ['another reason than the event has', { ...disagree(words), reasons: ['too-low'] }],
      ['a reason that is not on the list', disagree(words, 'because')],
    ])('with %s is refused', async (_what, body) => {
      expect((await report(body)).status).toBe(400);
      expect(await listDisagreements(store, 'all')).toEqual([]);
    });

    test('is settled once, by whom and when, and then no longer open', async () => {
      await report(disagree(words));
      const [{ id }] = await listDisagreements(store, 'open');
      const now = new Date('2026-03-09T08:00:00Z');
      expect(await settleDisagreement(store, id, 'Dr Chen', now)).toBe(true);
      expect(await settleDisagreement(store, id, 'Dr Ruiz', now)).toBe(false);
      expect(await listDisagreements(store, 'open')).toEqual([]);
      expect(await countOpenDisagreements(store)).toBe(0);
      expect(await listDisagreements(store, 'all')).toMatchObject([
        { id, settled_by: 'Dr Chen', settled_at: now.toISOString(), words },
      ]);
    });

    test('loses its words for good, keeps that it was there, and leaves the audit chain whole', async () => {
      await report(disagree(words));
      const [{ id }] = await listDisagreements(store, 'open');
      const now = new Date('2026-03-09T08:00:00Z');
      expect(await eraseWords(store, id, now)).toBe(true);
      expect(await eraseWords(store, id, now)).toBe(false);
      expect(await listDisagreements(store, 'open')).toMatchObject([
        { id, reason: 'too-high', words: null, erased_at: now.toISOString() },
      ]);
      expect(await findBreak(store)).toBeUndefined();
      // Sent again from a page that is still open, the words do not come back.
      await report(disagree(words));
      expect(await listDisagreements(store, 'open')).toMatchObject([{ words: null }]);
    });
  });

  test('counts right when many count at once', async () => {
    await Promise.all(Array.from({ length: 30 }, () => increment(store, 'app-event', 'sign')));
    expect(await readCounters(store)).toEqual([{ name: 'app-event', label: 'sign', value: 30 }]);
  });
});
