// First, for Medplum reads it when it is loaded.
import './fhir/webSocketStub';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { AuditLog } from './auditLog';
import { AuthorizationServer } from './auth/authorizationServer';
import type { RegisteredClient } from './auth/clients';
import { serverKeys } from './auth/keys';
import { authRoutes } from './auth/routes';
import { accessOf } from './fhir/access';
import { loadDefinitions } from './fhir/definitions';
import { fhirEndpoint } from './fhir/endpoint';
import { FhirStore } from './fhir/store';
import { corsHeaders, readRequest, send } from './http';
import { orderRoutes } from './orders/routes';
import { createPacs } from './pacs/pacs';
import { plannedStudies } from './pacs/plannedStudies';
import { createStudyMaker } from './pacs/studyMaker';
import { screenRoutes } from './pages/routes';
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
  /** A folder in which sandboxes that start one after the other share the CTs that they make. */
  readonly studyStock?: string;
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

  loadDefinitions();
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
    maker: createStudyMaker(plannedStudies(imagingPlans, store), images, options.studyStock),
    basePath: '/dicom-web',
    introspect: async (token) => {
      const found = authorization.grants.find(token);
      if (!found?.context) return undefined;
      const { patientId } = found.context;
      const { scopes } = accessOf(found.scope, patientId, undefined);
      const mayRead = scopes.some(
        ({ type, interactions }) => interactions.includes('r') && ['*', 'ImagingStudy'].includes(type),
      );
      // SMART has no scope for storing images: who may add nothing to the chart may not.
      return { patientId, mayRead, mayWrite: scopes.some(({ interactions }) => interactions.includes('c')) };
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
    now,
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
    if (/^\/fhir\/\.well-known\/(smart|openid)-configuration$/.test(pathname))
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

function nameOf(store: FhirStore, id: string): string {
  const patient = store.read(`Patient/${id}`);
  return (patient.resourceType === 'Patient' && patient.name?.[0].text) || id;
}
