import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { seededRandom } from '@/lib/core/random';
import { findBreak } from '@/lib/server/store/auditChain';
import { openStore } from '@/lib/server/store/openStore';
import { freePort } from '@/test/support/freePort';
import { hookCaller, orderSignFor, setAside } from '@/test/support/hookCalls';
import { postgresBin, startPostgres } from '@/test/support/postgres';
import { buildOnce } from '../../scripts/demo/buildOnce';
import { type RunningApp, startApp } from '../../scripts/demo/startApp';

const signPath = '/cds-services/backcast-order-sign';
const feedbackPath = `${signPath}/feedback`;
const fhirServer = 'https://ehr.test/fhir';

/** A site registry with one CDS client, in a folder of its own. */
function siteFile(folder: string, publicUrl: string, registration: object): string {
  const file = path.join(folder, 'site.json');
  const site = {
    id: 'test',
    name: 'Test',
    smart: { issuer: fhirServer, clientId: 'backcast', scopes: 'launch openid' },
    cdsClients: [registration],
  };
  writeFileSync(file, JSON.stringify({ publicUrl, sites: [site] }));
  return file;
}

let folder: string;
beforeAll(() => buildOnce());
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'backcast-processes-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const describeWithPostgres = postgresBin ? describe : describe.skip;

describeWithPostgres('two server processes on one PostgreSQL behave as one', () => {
  let database: Awaited<ReturnType<typeof startPostgres>>;
  let servers: RunningApp[];
  let caller: Awaited<ReturnType<typeof hookCaller>>;
  beforeEach(async () => {
    [database, caller] = await Promise.all([startPostgres(), hookCaller()]);
    const ports = [await freePort(), await freePort()];
    const environment = {
      BACKCAST_CONFIG: siteFile(folder, 'https://backcast.test', caller.registration),
      BACKCAST_DATA: folder,
      DATABASE_URL: database.url,
      BACKCAST_PSEUDONYM_KEY: 'the same key for both of the processes',
    };
    servers = await Promise.all(ports.map((port) => startApp(port, environment)));
  });
  afterEach(async () => {
    await Promise.all(servers.map(({ close }) => close()));
    await database.stop();
  });

  const post = (server: number, where: string, body: object, token?: string) =>
    caller.post(servers[server].url, 'https://backcast.test', where, body, token);

  test('a token that one has seen is a replay for the other; silence after an override and the rate limit hold for both', async () => {
    const token = await caller.sign(`https://backcast.test${signPath}`, new Date());
    const first = await post(0, signPath, orderSignFor('no-bmd'), token);
    expect(first.status).toBe(200);
    expect((await post(1, signPath, orderSignFor('no-bmd'), token)).status).toBe(401);

    const { cards } = (await first.json()) as { cards: { uuid: string }[] };
    expect(cards).toHaveLength(1);
    expect((await post(1, feedbackPath, setAside(cards[0].uuid))).status).toBe(200);
    const silent = await Promise.all(
      [0, 1].map(async (server) => (await post(server, signPath, orderSignFor('no-bmd'))).json()),
    );
    expect(silent).toEqual([{ cards: [] }, { cards: [] }]);

    // 5,000 calls in ten seconds are agreed; both count in the same window, whichever of them is asked.
    const store = await openStore({ databaseUrl: database.url, dataFolder: '' });
    for (let past = 0; past < 2; past += 1) {
      await store.updateTable('rate_window').set({ requests: 5000 }).execute();
      const statuses = await Promise.all(
        [0, 1].map(async (server) => (await post(server, signPath, orderSignFor('no-bmd'))).status),
      );
      // A window may have ended in between; then the second round meets the new one.
      if (statuses.every((status) => status === 429)) break;
      expect(past).toBe(0);
    }
    expect(await findBreak(store)).toBeUndefined();
    await store.destroy();
  });
});

describe('a server that is killed at any moment', () => {
  let app: RunningApp;
  afterEach(() => app?.kill());

  test('has kept every feedback that it acknowledged', async () => {
    const caller = await hookCaller();
    const random = seededRandom(11, 'kill');
    const port = await freePort();
    const publicUrl = `http://127.0.0.1:${port}`;
    const environment = {
      BACKCAST_CONFIG: siteFile(folder, publicUrl, caller.registration),
      BACKCAST_DATA: path.join(folder, 'data'),
    };
    const acknowledged: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      app = await startApp(port, environment);
      let killed = false;
      // Cards first, so that no silence stands in the way: each round has its own patient's case.
      const patients = ['typical', 'high', 'no-bmd', 'old-bmd', 'two-bmds'];
      const served: string[] = [];
      for (let i = 0; i < 12; i += 1) {
        const answer = await caller.post(publicUrl, publicUrl, signPath, orderSignFor(patients[round]));
        const { cards } = (await answer.json()) as { cards: { uuid: string }[] };
        served.push(...cards.map(({ uuid }) => uuid));
      }
      expect(served).toHaveLength(12);
      // One after the other, as an EHR sends them, so that the kill falls between or into any of them.
      const sending = (async () => {
        for (const uuid of served) {
          const answer = await caller
            .post(publicUrl, publicUrl, feedbackPath, setAside(uuid))
            .catch((error: unknown) => {
              if (!killed) throw error;
            });
          if (answer?.status === 200) acknowledged.push(uuid);
          if (killed) return;
        }
      })();
      await new Promise((resolve) => setTimeout(resolve, 20 + random.uniform() * 150));
      killed = true;
      await app.kill();
      await sending;
    }
    const store = await openStore({ dataFolder: environment.BACKCAST_DATA });
    const kept = new Set(
      (await store.selectFrom('card_feedback').select('card_uuid').execute()).map(({ card_uuid }) => card_uuid),
    );
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(acknowledged.filter((uuid) => !kept.has(uuid))).toEqual([]);
    expect(await findBreak(store)).toBeUndefined();
    await store.destroy();
  });
});
