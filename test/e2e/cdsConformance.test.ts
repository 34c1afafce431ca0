import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FhirResource } from 'fhir/r4';
import { faultsOf } from '@/test/support/fhirValidators';
import { freePort } from '@/test/support/freePort';
import { hookCaller, orderSignFor, setAside } from '@/test/support/hookCalls';
import { buildOnce } from '../../scripts/demo/buildOnce';
import { type RunningApp, startApp } from '../../scripts/demo/startApp';

/**
 * What public test kits check of a CDS service (Inferno's Da Vinci CRD kit: discovery, service call, cards, actions) and what
 * HL7's logical models of CDS Hooks demand (CDSHooksServices, CDSHooksResponse with its invariants cds-resp-1 to -7,
 * CDSHooksFeedback), checked on the production server over HTTP.
 */
const ehr = 'https://ehr.test';
const signPath = '/cds-services/backcast-order-sign';
const selectPath = '/cds-services/backcast-order-select';

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a service answers is what is being checked.
  readonly body: any;
}

let folder: string;
let app: RunningApp;
let caller: Awaited<ReturnType<typeof hookCaller>>;
beforeAll(async () => {
  buildOnce();
  folder = mkdtempSync(path.join(tmpdir(), 'backcast-conformance-'));
  const port = await freePort();
  caller = await hookCaller();
  const finding = (code: string) => [{ system: 'http://northfield.example/findings', code }];
  const site = {
    id: 'test',
    name: 'Test',
    smart: { issuer: `${ehr}/fhir`, clientId: 'backcast', scopes: 'launch openid' },
    cdsClients: [caller.registration],
    localCodes: { cleft: finding('intravertebral-cleft'), fasciaInjury: finding('fascia-injury') },
  };
  const publicUrl = `http://127.0.0.1:${port}`;
  writeFileSync(path.join(folder, 'site.json'), JSON.stringify({ publicUrl, sites: [site] }));
  app = await startApp(port, {
    BACKCAST_CONFIG: path.join(folder, 'site.json'),
    BACKCAST_DATA: path.join(folder, 'data'),
  });
});
afterAll(async () => {
  await app?.close();
  rmSync(folder, { recursive: true });
});

async function read(answer: Response): Promise<Answer> {
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    body: text.startsWith('{') ? JSON.parse(text) : undefined,
  };
}
const call = async (where: string, body: unknown, token?: string) =>
  read(await caller.post(app.url, app.url, where, body, token));
const request = async (where: string, init: RequestInit = {}) => read(await fetch(app.url + where, init));

/** Posts over a socket of the agent's; undici, behind `fetch`, would choose the connection itself. */
function post(agent: Agent, where: string, body: string, token?: string) {
  return new Promise<{ readonly status: number | undefined; readonly port: number | undefined }>((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) };
    const sent = httpRequest(app.url + where, { agent, method: 'POST', headers }, (answer) => {
      const port = answer.socket.localPort;
      answer.resume().once('end', () => resolve({ status: answer.statusCode, port }));
    });
    sent.once('error', reject).end(body);
  });
}

/** An order-select call with the order of an order-sign call selected. */
function selected(patient: string): object {
  const body = orderSignFor(patient) as { context: object };
  return { ...body, hook: 'order-select', context: { ...body.context, selections: ['ServiceRequest/o1'] } };
}

/** Every value in a JSON document, and where it stands. */
function* walk(value: unknown, at = '$'): Generator<readonly [string, unknown]> {
  yield [at, value];
  if (value !== null && typeof value === 'object')
    for (const [key, member] of Object.entries(value)) yield* walk(member, `${at}.${key}`);
}
const isEmpty = (value: unknown): boolean =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value as object).length === 0);

describe('discovery', () => {
  let answer: Answer;
  beforeAll(async () => {
    answer = await request('/cds-services');
  });

  test('answers 200 with JSON, an object with a list of services, without a token', () => {
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toMatch(/^application\/json/);
    expect(Array.isArray(answer.body.services)).toBe(true);
  });

  test('each service has hook, description and id, text all of them, title and prefetch as objects of text', () => {
    expect(answer.body.services).toHaveLength(2);
    for (const service of answer.body.services) {
      for (const member of ['hook', 'description', 'id', 'title', 'usageRequirements'])
        expect(`${member} ${typeof service[member]}`).toBe(`${member} string`);
      expect(service.id).toMatch(/^[\w-]+$/);
      for (const [key, template] of Object.entries(service.prefetch))
        expect(`${key} ${typeof template}`).toBe(`${key} string`);
      const known = ['hook', 'title', 'description', 'id', 'prefetch', 'usageRequirements', 'version', 'extension'];
      expect(Object.keys(service).filter((member) => !known.includes(member))).toEqual([]);
    }
  });

  test('templates use only tokens of the hook context, and no modifier, chain, include or prefix', () => {
    for (const { prefetch } of answer.body.services)
      for (const template of Object.values(prefetch) as string[]) {
        expect([...template.matchAll(/\{\{(.*?)\}\}/g)].map(([, token]) => token)).toEqual(['context.patientId']);
        const [, search = ''] = template.split('?');
        for (const name of new URLSearchParams(search).keys())
          expect(['patient', 'code', '_sort', '_count']).toContain(name);
      }
  });

  test('nothing is null or empty', () => {
    expect([...walk(answer.body)].filter(([, value]) => isEmpty(value))).toEqual([]);
  });
});

describe.each([
  ['order-sign', signPath, (patient: string) => orderSignFor(patient)],
  ['order-select', selectPath, (patient: string) => selected(patient)],
] as const)('a card of %s', (_hook, where, bodyOf) => {
  // "cleft-unrecorded" is at T12: the order at L1 has no fracture there, and no card.
  test.each([
    ['no-bmd', 1],
    ['typical', 1],
    ['two-bmds', 1],
    ['cleft-unrecorded', 0],
  ])(
    'for the patient %s has every member that the specification asks for, each of its type',
    async (patient, count) => {
      const { status, body } = await call(where, bodyOf(patient));
      expect(status).toBe(200);
      expect(Object.keys(body)).toEqual(['cards']);
      expect(body.cards).toHaveLength(count);
      for (const card of body.cards) {
        expect([...walk(card)].filter(([at, value]) => isEmpty(value) && !at.includes('.resource'))).toEqual([]);
        expect(typeof card.summary).toBe('string');
        expect(card.summary.length).toBeLessThan(140);
        expect(['info', 'warning', 'critical']).toContain(card.indicator);
        expect(typeof card.source.label).toBe('string');
        expect(card.source.topic).toMatchObject({ code: expect.any(String), system: expect.any(String) });
        expect(card.uuid).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
        for (const reason of card.overrideReasons)
          expect(reason).toEqual({ code: expect.any(String), system: expect.any(String), display: expect.any(String) });
        for (const link of card.links) {
          expect(['absolute', 'smart']).toContain(link.type);
          expect(new URL(link.url).href).toBeTruthy();
          if (link.type === 'absolute') expect(link).not.toHaveProperty('appContext');
        }
        // cds-resp-6: suggestions imply selectionBehavior, and nothing else has it.
        expect(['at-most-one', 'any', undefined]).toContain(card.selectionBehavior);
        expect(card.selectionBehavior === undefined).toBe(card.suggestions === undefined);
        for (const { label, uuid, actions } of card.suggestions ?? []) {
          expect([typeof label, typeof uuid]).toEqual(['string', 'string']);
          for (const { type, description, resource } of actions as {
            type: string;
            description: string;
            resource: FhirResource;
          }[]) {
            expect(['create', 'update', 'delete']).toContain(type);
            expect(description).toEqual(expect.any(String));
            expect(faultsOf(resource)).toEqual([]);
          }
        }
      }
    },
  );

  test('is one for an order, and there is none for an order of another kind', async () => {
    expect((await call(where, bodyOf('typical'))).body.cards).toHaveLength(1);
    const other = JSON.parse(JSON.stringify(bodyOf('typical')).replace('"22514"', '"99213"'));
    expect((await call(where, other)).body).toEqual({ cards: [] });
  });
});

describe('status codes', () => {
  const good = () => orderSignFor('typical') as Record<string, unknown>;

  test.each<[string, number, () => Promise<Answer>]>([
    ['a body that is not JSON', 400, () => call(signPath, undefined)],
    ['a call of another hook', 400, () => call(signPath, { ...good(), hook: 'patient-view' })],
    ['order-select without selections', 400, () => call(selectPath, { ...good(), hook: 'order-select' })],
    ['no token', 401, () => request(signPath, { method: 'POST', body: '{}' })],
    ['a token of nonsense', 401, () => call(signPath, good(), 'a.b.c')],
    ['a service that there is none of', 404, () => call('/cds-services/another', good())],
    ['feedback to a service that there is none of', 404, () => call('/cds-services/another/feedback', good())],
    ['GET of a service', 405, () => request(signPath)],
    ['GET of feedback', 405, () => request(`${signPath}/feedback`)],
    ['POST to discovery', 405, () => request('/cds-services', { method: 'POST', body: '{}' })],
    ['DELETE of a service', 405, () => request(signPath, { method: 'DELETE' })],
    ['prefetch left out, and no way to read it', 412, () => call(signPath, { ...good(), prefetch: {} })],
    ['a body over 4 MB', 413, () => call(signPath, { ...good(), padding: 'x'.repeat(4_100_000) })],
  ])(
    '%s is answered with %i and an OperationOutcome, and with nothing of how the server is built',
    async (_what, status, ask) => {
      const answer = await ask();
      expect(answer.status).toBe(status);
      expect(answer.body).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ severity: 'error' }] });
      expect(answer.text).not.toMatch(/\bat .*\.(ts|js)|node_modules|zod|jose|kysely|Error:/i);
      expect(answer.headers.get('X-Powered-By')).toBeNull();
      if (status === 405) expect(answer.headers.get('Allow')).toMatch(/^(POST|GET, HEAD), OPTIONS$/);
      if (status === 401) expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer');
    },
  );

  test('a body over 4 MB is read to its end, so that the next call on its connection is answered', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const token = await caller.sign(`${app.url}${signPath}`, new Date());
    const tooLarge = JSON.stringify({ ...good(), padding: 'x'.repeat(6_000_000) });
    const first = await post(agent, signPath, tooLarge, token);
    const next = await post(agent, signPath, '{}');
    agent.destroy();
    expect([first.status, next.status]).toEqual([413, 401]);
    expect(next.port).toBe(first.port);
  });

  test('a body of another type is answered with 415', async () => {
    const token = await caller.sign(`${app.url}${signPath}`, new Date());
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'text/xml' };
    expect((await request(signPath, { method: 'POST', headers, body: '<x/>' })).status).toBe(415);
  });

  test('a token that was used is refused, and so is one for the other service', async () => {
    const token = await caller.sign(`${app.url}${signPath}`, new Date());
    expect((await call(signPath, good(), token)).status).toBe(200);
    expect((await call(signPath, good(), token)).status).toBe(401);
    const other = await caller.sign(`${app.url}${selectPath}`, new Date());
    expect((await call(signPath, good(), other)).status).toBe(401);
  });

  test('a browser of the EHR may call, with Authorization, and read the answer; one of another origin may not', async () => {
    for (const [origin, allowed] of [
      [ehr, ehr],
      ['https://evil.test', null],
    ] as const) {
      const preflight = await request(signPath, {
        method: 'OPTIONS',
        headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
      });
      expect(preflight.headers.get('Access-Control-Allow-Origin')).toBe(allowed);
      expect(preflight.headers.get('Access-Control-Allow-Headers')).toContain('Authorization');
      const discovery = await request('/cds-services', { headers: { Origin: origin } });
      expect(discovery.headers.get('Access-Control-Allow-Origin')).toBe(allowed);
    }
  });
});

describe('feedback', () => {
  const now = () => new Date().toISOString();
  const feedback = (...items: object[]) => call(`${signPath}/feedback`, { feedback: items });

  test('on accepted and overridden cards is acknowledged, also a second time, and shows in the metrics by what was accepted', async () => {
    const [{ uuid, suggestions }] = (await call(signPath, orderSignFor('no-bmd'))).body.cards;
    const accepted = {
      card: uuid,
      outcome: 'accepted',
      acceptedSuggestions: [{ id: suggestions[0].uuid }],
      outcomeTimestamp: now(),
    };
    for (let time = 0; time < 2; time += 1) expect((await feedback(accepted)).status).toBe(200);
    const [{ uuid: other }] = (await call(signPath, orderSignFor('old-bmd'))).body.cards;
    expect((await call(`${signPath}/feedback`, setAside(other))).status).toBe(200);
    const { text } = await request('/api/metrics');
    expect(text).toContain('backcast_cds_feedback_total{outcome="accepted",reason="none"} 1');
    expect(text).toContain('backcast_cds_accepted_suggestions_90d{suggestion="dxa"} 1');
    expect(text).toContain('backcast_cds_cards_90d{kind="no-bmd",outcome="overridden",reason="later-visit"} 1');
    expect(text).toMatch(/backcast_cds_cards_total\{kind="no-bmd",hook="order-sign"\} [1-9]/);
    expect(text).toMatch(/^backcast_audit_events [1-9]/m);
    expect(text).toMatch(/^backcast_audit_broken_at 0$/m);
    expect((await call(signPath, orderSignFor('no-bmd'))).body).toEqual({ cards: [] });
  });

  test('on a card that was never served is acknowledged and changes nothing', async () => {
    const before = (await request('/api/metrics')).text.match(/backcast_cds_feedback_total.*/g);
    const unknown = { card: '00000000-0000-4000-8000-000000000000', outcome: 'overridden', outcomeTimestamp: now() };
    expect((await feedback(unknown)).status).toBe(200);
    expect((await request('/api/metrics')).text.match(/backcast_cds_feedback_total.*/g)).toEqual(before);
  });

  test.each([
    ['another outcome', { outcome: 'ignored' }],
    ['accepted without suggestions', { outcome: 'accepted' }],
    ['no instant', { outcome: 'overridden', outcomeTimestamp: undefined }],
    ['a card that is no uuid', { outcome: 'overridden', card: 'x' }],
  ])('with %s is answered with 400', async (_what, changes) => {
    const item = { card: '00000000-0000-4000-8000-000000000000', outcomeTimestamp: now(), ...changes };
    expect((await feedback(item)).status).toBe(400);
  });
});
