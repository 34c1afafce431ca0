import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@/test/support/freePort';
import { hookCaller, orderSignFor } from '@/test/support/hookCalls';
import { startServer } from '@/test/support/httpServer';
import { seedResources } from '../../sandbox/patients/patients';
import { buildOnce } from '../../scripts/demo/buildOnce';
import { startApp } from '../../scripts/demo/startApp';

/** Synthetic patients whose order at L1 brings a card, so that each request goes the whole way. */
const patients = ['typical', 'high', 'no-bmd', 'two-bmds', 't-score-units', 'old-bmd'];
const signPath = '/cds-services/backcast-order-sign';
const fhirLatencyMs = 50;

export interface CdsUnderLoad {
  /** Signs a call that can be sent once. */
  readonly prepare: (index: number, prefetch: boolean) => Promise<PreparedCall>;
  /** Sends it; whether a card came back. */
  readonly send: (call: PreparedCall) => Promise<boolean>;
  /** A gauge of the server's own metrics. */
  readonly gauge: (name: string) => Promise<number>;
  readonly close: () => Promise<void>;
}

export interface PreparedCall {
  readonly token: string;
  readonly body: string;
}

/** The production server on SQLite, beside a FHIR server that answers each query after 50 ms. */
export async function startCdsUnderLoad(): Promise<CdsUnderLoad> {
  buildOnce();
  const folder = mkdtempSync(path.join(tmpdir(), 'backcast-cds-bench-'));
  const fhir = await startSlowFhir();
  const [caller, port] = [await hookCaller(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const smart = { issuer: `${fhir.url}/fhir`, clientId: 'backcast', scopes: 'launch openid' };
  const local = (code: string) => [{ system: 'http://northfield.example/findings', code }];
  const site = {
    id: 'bench',
    name: 'Bench',
    smart,
    cdsClients: [caller.registration],
    localCodes: { cleft: local('intravertebral-cleft') },
  };
  writeFileSync(path.join(folder, 'site.json'), JSON.stringify({ publicUrl: url, sites: [site] }));
  const app = await startApp(port, { BACKCAST_CONFIG: path.join(folder, 'site.json'), BACKCAST_DATA: folder });
  // Idle connections go before the server closes them, which it does after five seconds.
  const agent = new Agent({ keepAlive: true, maxSockets: 256, timeout: 3000 });
  const bodies = new Map<string, string>();
  for (const patient of patients) {
    const whole = orderSignFor(patient);
    bodies.set(`${patient} true`, JSON.stringify(whole));
    const authorization = {
      access_token: 'bench',
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'patient/*.rs',
      subject: 'backcast-cds',
    };
    const bare = { ...whole, prefetch: undefined, fhirServer: smart.issuer, fhirAuthorization: authorization };
    bodies.set(`${patient} false`, JSON.stringify(bare));
  }
  return {
    prepare: async (index, prefetch) => ({
      token: await caller.sign(`${url}${signPath}`, new Date()),
      body: bodies.get(`${patients[index % patients.length]} ${prefetch}`) ?? '',
    }),
    send: (call) => sendCall(`${url}${signPath}`, call, agent),
    gauge: async (name) => {
      const text = await (await fetch(`${url}/api/metrics`)).text();
      return Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1]);
    },
    close: async () => {
      agent.destroy();
      await Promise.all([app.close(), fhir.close()]);
      rmSync(folder, { recursive: true });
    },
  };
}

/**
 * Sends calls at a fixed rate whether or not earlier ones were answered, and counts each one's time from when it was due: a
 * server that falls behind cannot hide it.
 * @returns milliseconds of each call, sorted, and how many brought no card.
 */
export async function openLoop(
  server: CdsUnderLoad,
  perSecond: number,
  seconds: number,
  prefetch: boolean,
): Promise<{ times: number[]; failed: number }> {
  const calls: PreparedCall[] = [];
  for (let index = 0; index < perSecond * seconds; index += 1) calls.push(await server.prepare(index, prefetch));
  let failed = 0;
  const started = performance.now();
  const times = await Promise.all(
    calls.map(async (call, index) => {
      const due = started + (index * 1000) / perSecond;
      await sleep(Math.max(0, due - performance.now()));
      if (!(await server.send(call))) failed += 1;
      return performance.now() - due;
    }),
  );
  return { times: times.sort((a, b) => a - b), failed };
}

export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

function sendCall(url: string, call: PreparedCall, agent: Agent): Promise<boolean> {
  const { token, body } = call;
  const headers = {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    Authorization: `Bearer ${token}`,
  };
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', agent, headers }, (answer: IncomingMessage) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () => {
        resolve(answer.statusCode === 200 && Buffer.concat(chunks).includes('"summary"'));
      });
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      // The server may close an idle connection in the moment in which it is used again; it has read nothing then.
      if (outgoing.reusedSocket && error.code === 'ECONNRESET') sendCall(url, call, agent).then(resolve, reject);
      else reject(error);
    });
    outgoing.end(body);
  });
}

function startSlowFhir() {
  const seed = seedResources(new Date(), 'https://pacs.test/dicom-web');
  // Its work must not take the server's time on the same two cores: each answer is made once.
  const answers = new Map<string, string>();
  return startServer(({ url = '' }, outgoing) => {
    const text = answers.get(url) ?? answerTo(url, seed);
    answers.set(url, text);
    setTimeout(() => outgoing.writeHead(200, { 'Content-Type': 'application/fhir+json' }).end(text), fhirLatencyMs);
  });
}

function answerTo(url: string, seed: ReturnType<typeof seedResources>): string {
  const { pathname, searchParams } = new URL(url, 'http://fhir.invalid');
  const [, , type, id] = pathname.split('/');
  const subject = `Patient/${searchParams.get('patient')}`;
  const found = seed.filter(
    (resource) =>
      resource.resourceType === type &&
      (id ? resource.id === id : (resource as { subject?: { reference?: string } }).subject?.reference === subject),
  );
  const bundle = { resourceType: 'Bundle', type: 'searchset', entry: found.map((resource) => ({ resource })) };
  return JSON.stringify(id ? found[0] : bundle);
}
