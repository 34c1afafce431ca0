import { handleEvent } from '@/lib/server/events/handleEvent';
import { findBreak } from '@/lib/server/store/auditChain';
import { increment, readCounters } from '@/lib/server/store/counters';
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

  const report = async (body: unknown, site = 'same-origin') =>
    handleEvent(
      new Request('https://backcast.test/api/events', {
        method: 'POST',
        headers: { 'Sec-Fetch-Site': site, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
      cdsDeps(store, await clientKeys()),
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

  test('counts right when many count at once', async () => {
    await Promise.all(Array.from({ length: 30 }, () => increment(store, 'app-event', 'sign')));
    expect(await readCounters(store)).toEqual([{ name: 'app-event', label: 'sign', value: 30 }]);
  });
});
