import { randomUUID } from 'node:crypto';
import { preflight, withCors } from '@/lib/server/cds/cors';
import type { CdsDeps } from '@/lib/server/cds/deps';
import { handleDiscovery } from '@/lib/server/cds/handleDiscovery';
import { handleFeedback } from '@/lib/server/cds/handleFeedback';
import { handleHook } from '@/lib/server/cds/handleHook';
import { methodNotAllowed, serviceRoute } from '@/lib/server/cds/serviceRoute';
import { findBreak } from '@/lib/server/store/auditChain';
import { openStore } from '@/lib/server/store/openStore';
import {
  appUrl,
  type ClientKeys,
  clientIss,
  clientJku,
  clientKeys,
  fhirServer,
  orderSignBody,
  post,
} from '@/test/support/cdsClient';
import { cdsDeps } from '@/test/support/cdsService';
import { emptySqliteStore } from '@/test/support/emptyStore';

const id = 'backcast-order-sign';
const path = `/cds-services/${id}`;
let keys: ClientKeys;
let deps: CdsDeps;
let folder: string;
let remove: () => Promise<void>;
beforeAll(async () => {
  keys = await clientKeys();
});
beforeEach(async () => {
  const empty = await emptySqliteStore();
  ({ folder, remove } = empty);
  deps = cdsDeps(empty.store, keys);
});
afterEach(() => remove());

async function call(body: unknown, serviceId = id, token?: string | null) {
  const signed =
    token === undefined ? await keys.sign(`${appUrl}/cds-services/${serviceId}`, deps.now()) : (token ?? undefined);
  const answer = await handleHook(post(`/cds-services/${serviceId}`, body, signed), serviceId, deps);
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text ? JSON.parse(text) : undefined };
}

async function feedback(body: unknown) {
  const token = await keys.sign(`${appUrl}${path}/feedback`, deps.now());
  return handleFeedback(post(`${path}/feedback`, body, token), id, deps);
}

const acceptance = (card: string) => ({
  feedback: [
    {
      card,
      outcome: 'accepted',
      outcomeTimestamp: deps.now().toISOString(),
      acceptedSuggestions: [{ id: randomUUID() }],
    },
  ],
});

describe('discovery', () => {
  test('lists one service a hook with the fields that CDS Hooks 2.0.1 requires', async () => {
    const { services } = await handleDiscovery(deps).json();
    expect(services.map((service: { hook: string }) => service.hook)).toEqual(['order-select', 'order-sign']);
    for (const service of services) {
      expect(service).toEqual(
        expect.objectContaining({ id: expect.any(String), title: expect.any(String), description: expect.any(String) }),
      );
    }
  });

  test('asks only for queries of the safe prefetch subset', async () => {
    const { services } = await handleDiscovery(deps).json();
    for (const query of Object.values(services[0].prefetch) as string[]) {
      expect(query).toMatch(
        /^[A-Z][A-Za-z]+(\/\{\{context\.patientId\}\}|\?patient=\{\{context\.patientId\}\}(&(code|_sort|_count)=[^&]+)*)$/,
      );
    }
  });
});

describe('a call of order-sign', () => {
  test('for an augmentation of a complete chart is answered with one card', async () => {
    const { status, body } = await call(orderSignBody());
    expect(status).toBe(200);
    expect(body.cards).toHaveLength(1);
    expect(body.cards[0].summary).toMatch(/^Spine CT and BMD found/);
  });

  test('that names one order twice is answered with one card (C4)', async () => {
    const [entry] = orderSignBody().context.draftOrders.entry;
    const draftOrders = { resourceType: 'Bundle', entry: [entry, entry] };
    const { body } = await call(orderSignBody({ context: { ...orderSignBody().context, draftOrders } }));
    expect(body.cards).toHaveLength(1);
  });

  test('with two orders for one level is answered with one card each at most', async () => {
    const [entry] = orderSignBody().context.draftOrders.entry;
    const draftOrders = { resourceType: 'Bundle', entry: [entry, { resource: { ...entry.resource, id: 'o2' } }] };
    const { body } = await call(orderSignBody({ context: { ...orderSignBody().context, draftOrders } }));
    expect(body.cards).toHaveLength(2);
  });

  test('with an order of an unknown code is answered with no card', async () => {
    const request = orderSignBody();
    request.context.draftOrders.entry[0] = {
      resource: {
        ...request.context.draftOrders.entry[0].resource,
        code: { coding: [{ system: 'urn:x', code: '22514' }] },
      },
    };
    expect((await call(request)).body).toEqual({ cards: [] });
  });

  test('tolerates members that 1.1 and the 3.0 ballot add', async () => {
    const { status } = await call({
      ...orderSignBody(),
      hookInstance: 'not-a-uuid',
      extension: { 'urn:x': 1 },
      fhirServer,
      fhirAuthorization: {
        access_token: 't',
        token_type: 'bearer',
        expires_in: 300,
        scope: 'patient/*.rs',
        subject: 'cds',
        patient: 'p1',
      },
      user: 'Practitioner/1',
      fhirServerVersion: 'R4',
    });
    expect(status).toBe(200);
  });

  test.each<[string, number, unknown]>([
    ['not JSON', 400, '{"hook":'],
    ['an array', 400, []],
    ['without context', 400, { hook: 'order-sign', hookInstance: 'x' }],
    [
      'without userId',
      400,
      { ...orderSignBody(), context: { patientId: 'p1', draftOrders: { resourceType: 'Bundle' } } },
    ],
    [
      'with a patientId that is a query',
      400,
      { ...orderSignBody(), context: { ...orderSignBody().context, patientId: 'p1&_count=9999' } },
    ],
    ['of another hook', 400, { ...orderSignBody(), hook: 'patient-view' }],
    ['without prefetch and without a way to fetch', 412, { ...orderSignBody(), prefetch: undefined }],
  ])('%s is answered with %i and an OperationOutcome', async (_name, expected, body) => {
    const answer = await call(body);
    expect(answer.status).toBe(expected);
    expect(answer.body.resourceType).toBe('OperationOutcome');
  });

  test('to an unknown service is answered with 404, with a bad token with 401 and no reason', async () => {
    expect((await call(orderSignBody(), 'nothing-here')).status).toBe(404);
    const refused = await call(orderSignBody(), id, 'a.b.c');
    expect(refused.status).toBe(401);
    expect(JSON.stringify(refused.body)).not.toMatch(/token|kid|algorithm/i);
    expect(refused.headers.get('WWW-Authenticate')).toBe('Bearer');
  });

  test('of more than 4 MB is answered with 413', async () => {
    expect((await call({ ...orderSignBody(), padding: 'x'.repeat(4_100_000) })).status).toBe(413);
  });

  test('over the agreed rate is answered with 429 and when to come back', async () => {
    deps = { ...deps, maxRequestsPerSecond: 0.2 };
    for (let i = 0; i < 2; i += 1) expect((await call(orderSignBody())).status).toBe(200);
    const answer = await call(orderSignBody());
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0);
  });

  test.each([
    ['not JSON by its type', { 'Content-Type': 'text/xml' }],
    ['compressed', { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }],
  ])('whose body is %s is answered with 415', async (_what, headers) => {
    const request = post(path, orderSignBody(), await keys.sign(`${appUrl}${path}`, deps.now()));
    for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
    expect((await handleHook(request, id, deps)).status).toBe(415);
  });

  test.each(['application/json; charset=utf-8', 'application/fhir+json'])('of the type %s is read', async (type) => {
    const request = post(path, orderSignBody(), await keys.sign(`${appUrl}${path}`, deps.now()));
    request.headers.set('Content-Type', type);
    expect((await handleHook(request, id, deps)).status).toBe(200);
  });

  test('for another patient than the prefetched one gets no card', async () => {
    expect((await call(orderSignBody({ context: { ...orderSignBody().context, patientId: 'p2' } }))).body).toEqual({
      cards: [],
    });
  });
});

describe('prefetch', () => {
  const asked: string[] = [];
  const answering = (respond: (url: string) => Response | Promise<Response>) =>
    cdsDeps(deps.store, keys, {
      fetchUrl: (async (url: string, init: RequestInit) => {
        if (url === clientJku) return Response.json(keys.jwks);
        asked.push(`${url} ${new Headers(init.headers).get('authorization')}`);
        return respond(url);
      }) as never,
    });
  const readOrSearch = (url: string) =>
    Response.json(url.includes('/Patient/') ? { resourceType: 'Patient', id: 'p1' } : { resourceType: 'Bundle' });
  const authorized = (changes: object = {}) => ({
    ...orderSignBody(),
    prefetch: {},
    fhirServer,
    fhirAuthorization: {
      access_token: 'token-1',
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'patient/*.rs',
      subject: 'cds',
    },
    ...changes,
  });
  beforeEach(() => asked.splice(0));

  test('keys that are missing are fetched, all at once, with the token of the call', async () => {
    let open = 0;
    let most = 0;
    deps = answering(async (url) => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setTimeout(resolve, 20));
      open -= 1;
      return readOrSearch(url);
    });
    expect((await call(authorized())).status).toBe(200);
    expect(asked).toHaveLength(9);
    expect(most).toBe(9);
    expect(asked.every((line) => line.endsWith('Bearer token-1') && line.startsWith(fhirServer))).toBe(true);
  });

  test('a key that is null holds no data and is not fetched; for an OperationOutcome nobody asks again', async () => {
    deps = answering(() => Response.json({ resourceType: 'Bundle' }));
    const { imaging: _, ...prefetch } = orderSignBody().prefetch;
    expect((await call(authorized({ prefetch }))).status).toBe(200);
    expect(asked.map((line) => line.split('?')[0])).toEqual([`${fhirServer}/ImagingStudy`]);
    const refused = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'exception' }] };
    const { status, body } = await call(authorized({ prefetch: { ...prefetch, imaging: refused } }));
    expect([status, body.resourceType]).toEqual([412, 'OperationOutcome']);
    expect(body.issue[0].diagnostics).toContain('imaging');
    expect(asked).toHaveLength(1);
  });

  test('every page is read, and a next link that leaves the server is not followed', async () => {
    deps = answering((url) =>
      url.includes('ImagingStudy') && !url.includes('page=2')
        ? Response.json({
            resourceType: 'Bundle',
            link: [{ relation: 'next', url: `${fhirServer}/ImagingStudy?page=2` }],
          })
        : readOrSearch(url),
    );
    expect((await call(authorized())).status).toBe(200);
    expect(asked.some((line) => line.includes('page=2'))).toBe(true);
    deps = answering(() =>
      Response.json({ resourceType: 'Bundle', link: [{ relation: 'next', url: 'https://evil.test/fhir?x' }] }),
    );
    expect((await call(authorized())).status).toBe(412);
    expect(asked.some((line) => line.includes('evil'))).toBe(false);
  });

  test('a FHIR server that the site does not list is never called', async () => {
    deps = answering(() => Response.json({ resourceType: 'Bundle' }));
    expect((await call(authorized({ fhirServer: 'https://169.254.169.254/fhir' }))).status).toBe(412);
    expect(asked).toEqual([]);
  });

  test('a slow server is given up at the deadline and answered with 412', async () => {
    deps = { ...answering(() => new Promise(() => {})), fhirDeadlineMs: 50 };
    deps = {
      ...deps,
      fetchUrl: ((url: string, init: RequestInit) =>
        url === clientJku
          ? Promise.resolve(Response.json(keys.jwks))
          : new Promise((_resolve, reject) =>
              init.signal?.addEventListener('abort', () => reject(init.signal?.reason)),
            )) as never,
    };
    expect((await call(authorized())).status).toBe(412);
  });
});

describe('after feedback', () => {
  test('the case is silent for 30 days', async () => {
    const [card] = (await call(orderSignBody())).body.cards;
    expect((await feedback(acceptance(card.uuid))).status).toBe(200);
    expect((await call(orderSignBody())).body).toEqual({ cards: [] });
    deps = cdsDeps(deps.store, keys, { now: () => new Date('2026-04-10T10:00:00Z') });
    expect((await call(orderSignBody())).body.cards).toHaveLength(1);
  });

  test('sent twice it is acknowledged twice and counted once', async () => {
    const [card] = (await call(orderSignBody())).body.cards;
    for (let i = 0; i < 2; i += 1) expect((await feedback(acceptance(card.uuid))).status).toBe(200);
    expect(await deps.metrics.registry.metrics()).toContain(
      'backcast_cds_feedback_total{outcome="accepted",reason="none"} 1',
    );
    expect(await deps.store.selectFrom('card_feedback').selectAll().execute()).toHaveLength(1);
  });

  test('that was kept by a server which ended before the audit chain had it gets there at the next try, once', async () => {
    const [card] = (await call(orderSignBody())).body.cards;
    await feedback(acceptance(card.uuid));
    await deps.store.deleteFrom('audit_event').where('sequence', '>', 1).execute();
    await deps.store.updateTable('card_feedback').set({ audited: 0 }).execute();
    const restarted = cdsDeps(await openStore({ dataFolder: folder }), keys);
    deps = restarted;
    for (let i = 0; i < 2; i += 1) expect((await feedback(acceptance(card.uuid))).status).toBe(200);
    const events = await deps.store.selectFrom('audit_event').select('event').execute();
    expect(events.map(({ event }) => JSON.parse(event).action)).toEqual(['cards-served', 'feedback']);
    expect(await findBreak(deps.store)).toBeUndefined();
    await restarted.store.destroy();
  });

  test('the free text of an override is not kept, that there was one is', async () => {
    const [card] = (await call(orderSignBody())).body.cards;
    const overrideReason = { reason: { code: 'other' }, userComment: 'Mrs Doe was called yesterday' };
    await feedback({
      feedback: [
        { card: card.uuid, outcome: 'overridden', outcomeTimestamp: deps.now().toISOString(), overrideReason },
      ],
    });
    const rows = await deps.store.selectFrom('card_feedback').selectAll().execute();
    expect(rows).toEqual([expect.objectContaining({ outcome: 'overridden', reason_code: 'other', commented: 1 })]);
    expect(JSON.stringify(rows)).not.toContain('Doe');
  });

  test.each([{}, { feedback: [] }, { feedback: [{ card: 'x', outcome: 'accepted' }] }])(
    '%p is refused with 400',
    async (body) => {
      expect((await feedback(body)).status).toBe(400);
    },
  );

  test('the audit chain holds and names no patient, order or user', async () => {
    const [card] = (await call(orderSignBody())).body.cards;
    await feedback(acceptance(card.uuid));
    expect(await findBreak(deps.store)).toBeUndefined();
    const everything = JSON.stringify([
      await deps.store.selectFrom('audit_event').selectAll().execute(),
      await deps.store.selectFrom('served_card').selectAll().execute(),
    ]);
    expect(everything).toContain('cards-served');
    expect(everything).not.toMatch(/"p1"|Practitioner\/dr|ServiceRequest|MRN|Sample Patient|1950/);
  });
});

describe('what fails inside', () => {
  const failure = async (): Promise<Response> => {
    throw new Error('patient Doe 1950');
  };
  const request = new Request(`${appUrl}${path}`, { method: 'POST' });
  const logged: string[] = [];
  beforeEach(() => {
    logged.splice(0);
    deps = { ...deps, logFailure: (event, code) => logged.push(`${event} ${code}`) };
  });

  test('is answered with no card and status 200 for a hook, counted, and logged without what it says (C3)', async () => {
    const answer = await serviceRoute(request, 'hook', deps, failure);
    expect([answer.status, await answer.json()]).toEqual([200, { cards: [] }]);
    expect(await deps.metrics.registry.metrics()).toContain('backcast_cds_failures_total{reason="inner-failure"} 1');
    expect(logged).toEqual(['cds-hook-inner-failure Error']);
  });

  test('leaves feedback unacknowledged, to be sent again', async () => {
    const answer = await serviceRoute(request, 'feedback', deps, failure);
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '5']);
    expect(await answer.text()).not.toContain('Doe');
  });

  test('a store that is gone is such a failure, for hooks, feedback and metrics alike', async () => {
    await deps.store.destroy();
    const token = await keys.sign(`${appUrl}${path}`, deps.now());
    const hook = await serviceRoute(request, 'hook', deps, () =>
      handleHook(post(path, orderSignBody(), token), id, deps),
    );
    expect([hook.status, await hook.json()]).toEqual([200, { cards: [] }]);
    const answer = await serviceRoute(request, 'feedback', deps, () => feedback(acceptance(randomUUID())));
    expect(answer.status).toBe(503);
    await deps.metrics.registry.metrics();
    const metrics = await deps.metrics.registry.metrics();
    expect(metrics).toContain('backcast_audit_events Nan');
    expect(metrics).toContain('backcast_cds_failures_total{reason="inner-failure"} 2');
    expect(metrics).toContain('backcast_cds_failures_total{reason="store-unreadable"} 1');
    expect(metrics).toContain('backcast_cds_request_seconds_count{endpoint="hook",status="200"} 1');
  });

  test('a method that an address does not have is answered with 405 and those that it has', async () => {
    const answer = await methodNotAllowed(new Request(`${appUrl}${path}`), 'hook', deps, 'POST, OPTIONS');
    expect([answer.status, answer.headers.get('Allow')]).toEqual([405, 'POST, OPTIONS']);
  });
});

describe('cross-origin calls', () => {
  const from = (origin: string) => new Request(`${appUrl}/cds-services`, { headers: { Origin: origin } });

  test('a listed origin may read the answer, another may not', () => {
    expect(withCors(from(clientIss), new Response(), deps).headers.get('Access-Control-Allow-Origin')).toBe(clientIss);
    expect(
      withCors(from('https://evil.test'), new Response(), deps).headers.get('Access-Control-Allow-Origin'),
    ).toBeNull();
  });

  test('every answer carries the security headers of an endpoint', async () => {
    const answer = await serviceRoute(from(clientIss), 'discovery', deps, async () => new Response());
    expect(answer.headers.get('Content-Security-Policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(clientIss);
  });

  test('a preflight allows Authorization', () => {
    expect(preflight(from(clientIss), deps).headers.get('Access-Control-Allow-Headers')).toContain('Authorization');
  });
});
