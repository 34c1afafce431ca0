import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { CardFeedback } from '@/lib/cds/feedback';
import { appendAudit, chainEnd, findBreak } from '@/lib/server/store/auditChain';
import { auditWatch } from '@/lib/server/store/auditWatch';
import { cardCounts } from '@/lib/server/store/cardCounts';
import { markAudited, recordFeedback } from '@/lib/server/store/cardFeedback';
import { migrate } from '@/lib/server/store/migrations';
import type { Store } from '@/lib/server/store/openStore';
import { countRequest } from '@/lib/server/store/rateLimit';
import { isSilenced, recordServedCard } from '@/lib/server/store/servedCards';
import { claimTokenId, forgetExpiredTokenIds } from '@/lib/server/store/tokenIds';
import { databases, type TestDatabase } from '@/test/support/databases';

const now = new Date('2026-03-05T10:00:00Z');
const daysLater = (days: number) => new Date(now.getTime() + days * 86_400_000);

let store: Store;

describe.each(databases)('on %s:', (_name, start) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await start();
  });
  afterAll(() => database.stop());
  beforeEach(async () => {
    store = await database.empty();
  });
  afterEach(() => store.destroy());

  async function serve(casePseudonym: string): Promise<string> {
    const uuid = randomUUID();
    const order_pseudonym = 'order';
    await recordServedCard(store, {
      uuid,
      client: 'ehr',
      kind: 'no-bmd',
      order_pseudonym,
      case_pseudonym: casePseudonym,
      served_at: now.toISOString(),
    });
    return uuid;
  }

  const accepted = (cardUuid: string): CardFeedback => ({
    cardUuid,
    outcome: 'accepted',
    at: now.toISOString(),
    suggestionUuids: ['s'],
    commented: false,
  });

  describe('feedback on cards', () => {
    test('is kept once, however often it is sent', async () => {
      const uuid = await serve('case');
      expect(await recordFeedback(store, 'ehr', accepted(uuid), ['dxa'], now)).toBe('recorded');
      expect(await recordFeedback(store, 'ehr', accepted(uuid), ['dxa'], now)).toBe('unaudited');
      await markAudited(store, uuid);
      expect(await recordFeedback(store, 'ehr', accepted(uuid), ['dxa'], now)).toBe('known');
    });

    test('on a card that another client was served is refused', async () => {
      expect(await recordFeedback(store, 'other', accepted(await serve('case')), ['dxa'], now)).toBe('unknown-card');
    });

    test('silences the case for 30 days and no longer', async () => {
      await serve('case');
      expect(await isSilenced(store, 'case', now)).toBe(false);
      await recordFeedback(store, 'ehr', accepted(await serve('case')), ['dxa'], now);
      expect(await isSilenced(store, 'case', daysLater(29))).toBe(true);
      expect(await isSilenced(store, 'case', daysLater(31))).toBe(false);
      expect(await isSilenced(store, 'another case', now)).toBe(false);
    });
  });

  test('feedback with an instant in the future silences from now on, for 30 days', async () => {
    const ahead = { ...accepted(await serve('case')), at: daysLater(4000).toISOString() };
    await recordFeedback(store, 'ehr', ahead, [], now);
    expect(await isSilenced(store, 'case', daysLater(29))).toBe(true);
    expect(await isSilenced(store, 'case', daysLater(31))).toBe(false);
  });

  test('cards of three months are counted by what became of them, each accepted suggestion once', async () => {
    const [first, second] = [await serve('a'), await serve('b')];
    await serve('c');
    const overridden = { ...accepted(second), outcome: 'overridden', reasonCode: 'later-visit' } as const;
    await recordFeedback(store, 'ehr', accepted(first), ['bone-health-referral'], now);
    await recordFeedback(store, 'ehr', accepted(first), ['bone-health-referral', 'pain-clinic-referral'], now);
    await recordFeedback(store, 'ehr', overridden, [], now);
    const { cards, acceptedSuggestions, orders } = await cardCounts(store, now);
    expect([...cards].sort((a, b) => a.outcome.localeCompare(b.outcome))).toEqual([
      { kind: 'no-bmd', outcome: 'accepted', reason: 'none', count: 1 },
      { kind: 'no-bmd', outcome: 'overridden', reason: 'later-visit', count: 1 },
      { kind: 'no-bmd', outcome: 'silent', reason: 'none', count: 1 },
    ]);
    expect(new Map(acceptedSuggestions.map(({ suggestion, count }) => [suggestion, count]))).toEqual(
      new Map([
        ['bone-health-referral', 1],
        ['pain-clinic-referral', 1],
      ]),
    );
    expect(orders).toBe(1);
    expect(await cardCounts(store, daysLater(1))).toEqual({ cards: [], acceptedSuggestions: [], orders: 0 });
  });

  describe('the audit chain', () => {
    const entry = { action: 'feedback', outcome: '0', agent: 'ehr', entities: ['p1'] } as const;

    test('holds after many writers appended at once', async () => {
      await Promise.all(Array.from({ length: 20 }, () => appendAudit(store, entry, now)));
      expect(await findBreak(store)).toBeUndefined();
      expect(await store.selectFrom('audit_event').select('sequence').execute()).toHaveLength(20);
    });

    test('stays whole when two processes append at once, each believing that it knows the end', async () => {
      const other = await database.again();
      for (let round = 0; round < 5; round += 1)
        await Promise.all([store, other, other, store, other].map((one) => appendAudit(one, entry, now)));
      expect(await findBreak(store)).toBeUndefined();
      expect(await store.selectFrom('audit_event').select('sequence').execute()).toHaveLength(25);
      await other.destroy();
    });

    test('shows an event that was changed afterwards', async () => {
      for (let i = 0; i < 3; i += 1) await appendAudit(store, entry, now);
      await store.updateTable('audit_event').set({ event: '{}' }).where('sequence', '=', 2).execute();
      expect(await findBreak(store)).toBe(2);
    });

    test('shows an event whose time was changed in its column alone', async () => {
      await appendAudit(store, entry, now);
      await store
        .updateTable('audit_event')
        .set({ recorded: daysLater(1).toISOString() })
        .execute();
      expect(await findBreak(store)).toBe(1);
    });

    test('shows by an end that was kept elsewhere that events were cut off, or all written anew', async () => {
      for (let i = 0; i < 3; i += 1) await appendAudit(store, entry, now);
      const anchor = await chainEnd(store);
      expect(await findBreak(store, anchor)).toBeUndefined();
      await appendAudit(store, entry, now);
      expect(await findBreak(store, anchor)).toBeUndefined();
      await store.deleteFrom('audit_event').where('sequence', '>', 1).execute();
      expect(await findBreak(store)).toBeUndefined();
      expect(await findBreak(store, anchor)).toBe(2);
      // As an intruder would: a chain that holds in itself, with other events.
      const forger = await database.again();
      for (let i = 0; i < 3; i += 1) await appendAudit(forger, { ...entry, agent: 'another' }, now);
      expect(await findBreak(store)).toBeUndefined();
      expect(await findBreak(store, anchor)).toBe(3);
      await forger.destroy();
    });

    test('longer than a page is read to its end', async () => {
      for (let i = 0; i < 520; i += 1) await appendAudit(store, entry, now);
      expect(await findBreak(store)).toBeUndefined();
      await store.updateTable('audit_event').set({ event: '{}' }).where('sequence', '=', 519).execute();
      expect(await findBreak(store)).toBe(519);
    });

    test('is watched: the log gets its end, and a later check sees what was cut off since', async () => {
      const lines: object[] = [];
      const watch = auditWatch(store, (line) => lines.push(line));
      for (let i = 0; i < 3; i += 1) await appendAudit(store, entry, now);
      await watch.check();
      expect(lines).toEqual([{ event: 'audit-chain', events: 3, hash: (await chainEnd(store))?.hash, brokenAt: 0 }]);
      await store.deleteFrom('audit_event').where('sequence', '=', 3).execute();
      await watch.check();
      expect(await watch.state()).toEqual({ events: 2, brokenAt: 3 });
    });

    test('shows an event that was removed', async () => {
      for (let i = 0; i < 3; i += 1) await appendAudit(store, entry, now);
      await store.deleteFrom('audit_event').where('sequence', '=', 2).execute();
      expect(await findBreak(store)).toBe(3);
    });
  });

  describe('a token id', () => {
    test('can be claimed once by an issuer', async () => {
      expect(await claimTokenId(store, 'ehr', 'j1', daysLater(1))).toBe(true);
      expect(await claimTokenId(store, 'ehr', 'j1', daysLater(1))).toBe(false);
      expect(await claimTokenId(store, 'other', 'j1', daysLater(1))).toBe(true);
    });

    test('is forgotten after its token expired, and not before', async () => {
      await claimTokenId(store, 'ehr', 'old', now);
      await claimTokenId(store, 'ehr', 'young', daysLater(2));
      await forgetExpiredTokenIds(store, daysLater(1));
      expect(await claimTokenId(store, 'ehr', 'young', daysLater(2))).toBe(false);
      expect(await claimTokenId(store, 'ehr', 'old', now)).toBe(true);
    });
  });

  test('a database of the first release is brought to the present schema, and what it holds still counts', async () => {
    const tables =
      'accepted_suggestion card_feedback served_card counter token_id rate_window audit_event disagreement';
    for (const table of `${tables} kysely_migration kysely_migration_lock`.split(' '))
      await store.schema.dropTable(table).ifExists().execute();
    await migrate(store, '2026-11-23-first');
    const uuid = await serve('case');
    await sql`insert into card_feedback (card_uuid, outcome, commented, suggestion_count, given_at)
      values (${uuid}, 'overridden', 0, 0, ${now.toISOString()})`.execute(store);
    await appendAudit(store, { action: 'feedback', outcome: '0', agent: 'ehr', entities: [uuid] }, now);
    // Two servers of the new release start at once.
    const [other] = await Promise.all([database.again(), migrate(store)]);
    await other.destroy();
    expect(await isSilenced(store, 'case', now)).toBe(true);
    expect(await recordFeedback(store, 'ehr', accepted(uuid), [], now)).toBe('known');
    expect((await cardCounts(store, now)).cards).toMatchObject([{ outcome: 'overridden', count: 1 }]);
    expect(await findBreak(store)).toBeUndefined();
  });

  test('a client over its rate is told when the window ends', async () => {
    const at = new Date('2026-03-05T10:00:03Z');
    for (let i = 0; i < 10; i += 1) expect((await countRequest(store, 'ehr', 1, at)).allowed).toBe(true);
    expect(await countRequest(store, 'ehr', 1, at)).toEqual({ allowed: false, retryAfterSeconds: 7 });
    expect((await countRequest(store, 'other', 1, at)).allowed).toBe(true);
    expect((await countRequest(store, 'ehr', 1, new Date('2026-03-05T10:00:10Z'))).allowed).toBe(true);
  });
});
