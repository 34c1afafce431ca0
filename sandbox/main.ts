import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { AuditLog } from './auditLog';
import { AuthorizationServer } from './auth/authorizationServer';
import type { RegisteredClient } from './auth/clients';
import { serverKeys } from './auth/keys';
import { fhirEndpoint } from './fhir/endpoint';
import { FhirFailure } from './fhir/outcome';
import { FhirStore } from './fhir/store';
import { corsHeaders, type Reply, type Request, readRequest, send } from './http';
import { orderRoutes } from './orders/routes';
import { createPacs } from './pacs/pacs';
import { plannedStudies } from './pacs/plannedStudies';
import { createStudyMaker } from './pacs/studyMaker';
import { chartPage, chartSections } from './pages/chart';
import { patientListPage } from './pages/patientList';
import { smartStyle } from './pages/smartStyle';
import { applySwitches, auditPage, resourcePage, switchesPage } from './pages/tools';
import { imagingPlans } from './patients/imagingPlan';
import { practitioner, seedResources, syntheticPatients } from './patients/patients';
import { Scratchpad } from './scratchpad';
import { defaultSwitches, type Switches } from './switches';

export interface SandboxOptions {
  /** 0 takes a free port. */
  readonly port?: number;
  /** Where the app that is launched runs. */
  readonly appUrl: string;
  /** Journal and images; without it nothing is kept. */
  readonly dataFolder?: string;
  readonly reset?: boolean;
  readonly now?: () => Date;
  /** Further registered clients, for protocol tests. */
  readonly clients?: readonly RegisteredClient[];
}

export interface Sandbox {
  readonly url: string;
  readonly store: FhirStore;
  readonly switches: Switches;
  readonly authorization: AuthorizationServer;
  readonly close: () => Promise<void>;
}

/** Scopes that the app is registered for. */
const appScopes = [
  'openid',
  'fhirUser',
  'profile',
  'launch',
  'launch/patient',
  'online_access',
  'offline_access',
  'messaging/scratchpad.create',
  'patient/*.rs',
  'patient/*.read',
  ...['RiskAssessment', 'Observation', 'Device', 'Provenance', 'ServiceRequest', 'DocumentReference'].map(
    (type) => `patient/${type}.cu`,
  ),
];

/** Starts the sandbox EHR on a loopback port: FHIR, SMART, DICOMweb and the screens. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const now = options.now ?? (() => new Date());
  const server = createServer();
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve),
  );
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : options.port}`;
  const fhirUrl = `${url}/fhir`;

  const store = new FhirStore(options.dataFolder, now);
  if (options.reset) store.reset();
  if (store.isEmpty)
    store.transaction(() => {
      for (const resource of seedResources(now(), `${url}/dicom-web`))
        store.save(resource, resource.id ?? store.newId());
    });
  const switches: Switches = { ...defaultSwitches };
  const audit = new AuditLog(now);
  const app: RegisteredClient = {
    id: 'backcast',
    redirectUris: [`${options.appUrl}/launch/callback`],
    scopes: appScopes,
  };
  const patients = () => syntheticPatients.map(({ id }) => ({ id, name: nameOf(store, id) }));
  const user = { reference: `Practitioner/${practitioner.id}`, name: practitioner.name?.[0].text ?? '' };
  const keys = await serverKeys();
  const scratchpad = new Scratchpad(store);
  const authorization = new AuthorizationServer({
    baseUrl: url,
    fhirUrl,
    clients: [app, ...(options.clients ?? [])],
    keys,
    switches,
    now,
    user,
    patients,
    newScratchpadHandle: scratchpad.newHandle,
  });
  // Dates in the chart count back from the start, so images are kept for a day unless the chart is kept too.
  const images = options.dataFolder
    ? `${options.dataFolder}/images`
    : `${tmpdir()}/northfield-images/${now().toISOString().slice(0, 10)}`;
  const pacs = createPacs({
    folder: images,
    maker: createStudyMaker(plannedStudies(imagingPlans, store), images),
    basePath: '/dicom-web',
    introspect: async (token) => {
      const found = authorization.grants.find(token);
      return found?.context && { patientId: found.context.patientId, mayRead: true, mayWrite: true };
    },
    patientOfStudy: (studyUid) => imagingPlans.find((plan) => plan.studyUid === studyUid)?.patientId,
    failures: () => ({
      slowMs: switches.pacsSlow ? 5000 : 0,
      truncatedPart: switches.pacsTruncated,
      emptyMultipart: switches.pacsEmpty,
      loginPage: switches.pacsLoginPage,
      unavailable: switches.pacsBusy,
      refuseStore: switches.pacsRefusesStore,
    }),
  });

  const fhirOptions = {
    store,
    fhirUrl,
    authUrl: `${url}/auth`,
    findToken: (token: string) => authorization.grants.find(token),
    switches,
    audit,
    startedAt: now().toISOString(),
  };
  const orders = orderRoutes({
    store,
    authorization,
    keys,
    now,
    appUrl: options.appUrl,
    ehrUrl: url,
    fhirUrl,
    userReference: user.reference,
  });
  const screens = screenRoutes({
    store,
    switches,
    audit,
    authorization,
    scratchpad,
    appUrl: options.appUrl,
    fhirUrl,
  });
  server.on('request', (incoming, response) => {
    answer(incoming, response).catch((error: unknown) => {
      console.error('sandbox:', error);
      if (response.headersSent) response.destroy();
      else send(response, { status: 500, json: { error: 'The sandbox failed; its console says why.' } });
    });
  });

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    if (await pacs(incoming, response)) return;
    const request = await readRequest(incoming, url);
    const { pathname } = request.url;
    if (pathname.startsWith('/fhir/.well-known/'))
      return send(response, { status: 200, headers: corsHeaders, json: authorization.configuration });
    if (pathname === '/fhir' || pathname.startsWith('/fhir/')) {
      const reply = await fhirEndpoint(request, fhirOptions);
      if (reply === 'drop') response.destroy();
      else send(response, reply);
      return;
    }
    const reply = (await authRoutes(request, authorization)) ?? (await orders(request)) ?? screens(request);
    send(response, reply);
  }

  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { url, store, switches, authorization, close };
}

async function authRoutes(request: Request, authorization: AuthorizationServer): Promise<Reply | undefined> {
  const { pathname } = request.url;
  if (!pathname.startsWith('/auth/')) return undefined;
  if (request.method === 'OPTIONS') return { status: 204, headers: corsHeaders };
  const withCors = (reply: Reply): Reply => ({ ...reply, headers: { ...corsHeaders, ...reply.headers } });
  if (pathname === '/auth/authorize') return authorization.authorize(request);
  if (pathname === '/auth/jwks') return withCors({ status: 200, json: authorization.jwks });
  if (request.method !== 'POST') return withCors({ status: 405, json: { error: 'invalid_request' } });
  if (pathname === '/auth/token') return withCors(await authorization.token(request));
  if (pathname === '/auth/introspect') return withCors(await authorization.introspect(request));
  if (pathname === '/auth/revoke') return withCors(await authorization.revoke(request));
  return { status: 404, json: { error: 'not_found' } };
}

interface ScreenOptions {
  readonly store: FhirStore;
  readonly switches: Switches;
  readonly audit: AuditLog;
  readonly authorization: AuthorizationServer;
  readonly scratchpad: Scratchpad;
  readonly appUrl: string;
  readonly fhirUrl: string;
}

function screenRoutes({
  store,
  switches,
  audit,
  authorization,
  scratchpad,
  appUrl,
  fhirUrl,
}: ScreenOptions): (request: Request) => Reply {
  return (request) => {
    const [, area, id, part] = request.url.pathname.split('/');
    try {
      if (!area) return patientListPage(store);
      if (area === 'chart' && part === 'record') return { status: 200, html: chartSections(store, id) };
      if (area === 'chart') return chartPage(store, id, switches, appUrl);
      if (area === 'resource') return resourcePage(store, `${id}/${part}`);
      if (area === 'audit') return auditPage(audit.newestFirst);
      if (area.startsWith('smart-style-'))
        return { status: 200, headers: corsHeaders, json: smartStyle(area.includes('dark')) };
      if (area === 'launch') {
        store.read(`Patient/${id}`);
        const study = store.all('ImagingStudy').find((resource) => resource.id === `${id}-ct`);
        const launch = authorization.grants.newLaunch('backcast', {
          patientId: id,
          encounterId: `${id}-visit`,
          ...(study && { fhirContext: [{ reference: `ImagingStudy/${study.id}` }] }),
        });
        const query = new URLSearchParams({ iss: fhirUrl, launch });
        return { status: 302, headers: { Location: `${appUrl}/launch?${query}`, 'Cache-Control': 'no-store' } };
      }
      if (area === 'scratchpad' && request.method === 'POST')
        return { status: 200, json: scratchpad.create(JSON.parse(request.body.toString())) };
      if (area === 'switches') {
        if (request.method !== 'POST') return switchesPage(switches);
        applySwitches(new URLSearchParams(request.body.toString()), switches);
        return { status: 303, headers: { Location: '/switches' } };
      }
    } catch (error) {
      if (!(error instanceof FhirFailure)) throw error;
    }
    return {
      status: 404,
      html: '<!doctype html><html lang="en"><title>Not found</title><h1>Not found</h1><p><a href="/">Patients</a>',
    };
  };
}

function nameOf(store: FhirStore, id: string): string {
  const patient = store.read(`Patient/${id}`);
  return (patient.resourceType === 'Patient' && patient.name?.[0].text) || id;
}
