import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { GET as health } from '@/app/api/health/route';
import { GET as metrics } from '@/app/api/metrics/route';
import { POST as giveFeedback } from '@/app/cds-services/[id]/feedback/route';
import { POST as callHook } from '@/app/cds-services/[id]/route';
import { GET as discover } from '@/app/cds-services/route';
import { cdsRuntime } from '@/lib/server/cds/runtime';
import { appUrl, post } from '@/test/support/cdsClient';
import { hookCaller, orderSignFor, setAside } from '@/test/support/hookCalls';
import { postgresBin, startPostgres, type TestPostgres } from '@/test/support/postgres';

const id = 'backcast-order-sign';
const context = { params: Promise.resolve({ id }) };
const testWithPostgres = postgresBin ? test : test.skip;

testWithPostgres(
  'while the database is away no order waits, no feedback is acknowledged, and all is well once it is back',
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'backcast-outage-'));
    const [database, caller] = await Promise.all([startPostgres(), hookCaller()]);
    const smart = { issuer: 'https://ehr.test/fhir', clientId: 'backcast', scopes: 'launch openid' };
    const site = { id: 'test', name: 'Test', smart, cdsClients: [caller.registration] };
    writeFileSync(path.join(folder, 'site.json'), JSON.stringify({ publicUrl: appUrl, sites: [site] }));
    Object.assign(process.env, {
      BACKCAST_CONFIG: path.join(folder, 'site.json'),
      DATABASE_URL: database.url,
      BACKCAST_PSEUDONYM_KEY: 'a key of the test with 32 characters',
    });
    const log = [jest.spyOn(console, 'error'), jest.spyOn(console, 'log')];
    for (const spy of log) spy.mockImplementation(() => {});

    const call = async () => {
      const token = await caller.sign(`${appUrl}/cds-services/${id}`, new Date());
      const answer = await callHook(post(`/cds-services/${id}`, orderSignFor('no-bmd'), token), context);
      return { status: answer.status, cards: (await answer.json()).cards as { uuid: string }[] };
    };
    const feedback = async (card: string) => {
      const where = `/cds-services/${id}/feedback`;
      return (await giveFeedback(post(where, setAside(card), await caller.sign(appUrl + where, new Date())), context))
        .status;
    };
    const check = async (what: string) => (await health(new Request(`${appUrl}/api/health?check=${what}`))).status;
    const metricsText = async () => (await metrics()).text();

    const away = async (down: TestPostgres) => {
      await down.halt();
      expect(await call()).toEqual({ status: 200, cards: [] });
      expect(await feedback('00000000-0000-4000-8000-000000000000')).toBe(503);
      expect([await check('live'), await check('ready')]).toEqual([200, 503]);
      expect((await discover(new Request(`${appUrl}/cds-services`))).status).toBe(200);
    };

    // Down at the first request of all.
    await away(database);
    expect(await metricsText()).toContain('backcast_cds_failures_total{reason="inner-failure"} 2');
    await database.resume();
    const { cards } = await call();
    expect(cards).toHaveLength(1);
    expect(await check('ready')).toBe(200);

    // Ended and started again beneath a server that holds connections.
    await away(database);
    await database.resume();
    expect(await feedback(cards[0].uuid)).toBe(200);
    expect(await call()).toEqual({ status: 200, cards: [] });
    const text = await metricsText();
    expect(text).toContain('backcast_cds_failures_total{reason="inner-failure"} 4');
    expect(text).toContain('backcast_cds_cards_90d{kind="no-bmd",outcome="overridden",reason="later-visit"} 1');

    await (await cdsRuntime()).store.destroy();
    await database.stop();
    for (const spy of log) spy.mockRestore();
    rmSync(folder, { recursive: true });
  },
);
