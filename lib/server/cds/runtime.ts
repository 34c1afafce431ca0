import 'server-only';
import { randomUUID } from 'node:crypto';
import { collectDefaultMetrics } from 'prom-client';
import { serviceDescriptions } from '@/lib/cds/discovery';
import { loadUcum } from '@/lib/fhir/ucum';
import { installedManifest } from '../models/readModelPackage';
import { environment } from '../site/environment';
import type { Site, SiteRegistry } from '../site/siteRegistry';
import { auditWatch } from '../store/auditWatch';
import { cardCounts } from '../store/cardCounts';
import { readCounters } from '../store/counters';
import { countOpenDisagreements } from '../store/disagreements';
import { openStore } from '../store/openStore';
import { pseudonymiser } from '../store/pseudonym';
import { forgetPastWindows } from '../store/rateLimit';
import { claimTokenId, forgetExpiredTokenIds } from '../store/tokenIds';
import { chartReaders } from './chartReaders';
import { clientKeyFinder, type RegisteredClient } from './clientKeys';
import type { CdsDeps, ListedClient, ServiceSurroundings } from './deps';
import { cdsMetrics, type StoreReadings } from './metrics';

const maxRequestsPerSecond = 500;
/** Leaves the rest of half a second for everything else (C5). */
const fhirDeadlineMs = 400;
const cleanUpEveryMs = 60_000;
const auditEveryMs = 3_600_000;
/** "Over three months" is what decides whether a card is reviewed (experience.md, "Metrics"). */
const countedDays = 90;
const millisecondsPerDay = 86_400_000;

/** One client with the site it belongs to. */
interface SiteClient extends ListedClient {
  readonly site: Site;
}

let opened: Promise<Runtime> | undefined;
let surroundings: ServiceSurroundings | undefined;

interface Runtime {
  readonly deps: CdsDeps;
  readonly audit: ReturnType<typeof auditWatch>;
}

/** What answers without a store; there from the first request on. */
export function cdsSurroundings(): ServiceSurroundings {
  surroundings ??= surroundingsOf(environment().registry);
  return surroundings;
}

/** The CDS endpoints' dependencies in this process, opened at the first request. */
export async function cdsRuntime(): Promise<CdsDeps> {
  opened ??= open().catch((error) => {
    // A database that is down at the first request must not be down for good.
    opened = undefined;
    throw error;
  });
  return (await opened).deps;
}

function surroundingsOf({ sites, publicUrl }: SiteRegistry): ServiceSurroundings {
  const metrics = cdsMetrics(async () => opened && readings(await opened));
  // Memory, event loop and garbage collection of this process, under the names that Node dashboards know.
  collectDefaultMetrics({ register: metrics.registry });
  return {
    services: serviceDescriptions(sites.flatMap(({ localCodes }) => [...localCodes.cleft, ...localCodes.fasciaInjury])),
    allowedOrigins: [...new Set(sites.flatMap((site) => [new URL(site.smart.issuer).origin, ...site.frameAncestors]))],
    appUrl: publicUrl,
    metrics,
    logFailure: (event, code) => console.error(JSON.stringify({ event, code })),
  };
}

async function readings({ deps: { store, now }, audit }: Runtime): Promise<StoreReadings> {
  const since = new Date(now().getTime() - countedDays * millisecondsPerDay);
  const [counters, counts, state, openDisagreements] = await Promise.all([
    readCounters(store),
    cardCounts(store, since),
    audit.state(),
    countOpenDisagreements(store),
  ]);
  return { counters, cardCounts: counts, audit: state, openDisagreements };
}

async function open(): Promise<Runtime> {
  const { registry, databaseUrl, dataFolder, pseudonymKey } = environment();
  const [store, convert, manifest] = await Promise.all([
    openStore({ dataFolder, ...(databaseUrl && { databaseUrl }) }),
    loadUcum(),
    installedManifest(),
  ]);
  const now = () => new Date();
  const audit = auditWatch(store, (line) => console.log(JSON.stringify(line)));
  every(cleanUpEveryMs, () => Promise.all([forgetExpiredTokenIds(store, now()), forgetPastWindows(store, now())]));
  every(auditEveryMs, audit.check);
  void audit.check().catch(() => {});
  const clients = clientsOf(registry);
  const deps: CdsDeps = {
    ...cdsSurroundings(),
    clients,
    store,
    pseudonymise: pseudonymiser(pseudonymKey),
    findKey: clientKeyFinder(fetch, now),
    claimTokenId: (iss, jti, expires) => claimTokenId(store, iss, jti, expires),
    fetchUrl: fetch,
    now,
    newUuid: randomUUID,
    maxRequestsPerSecond,
    fhirDeadlineMs,
    ...chartReaders(({ iss }) => clients.find((client) => client.iss === iss)!.site, convert, manifest),
  };
  return { deps, audit };
}

/** A task beside the requests; one that fails is tried again at its next turn. */
function every(milliseconds: number, task: () => Promise<unknown>): void {
  setInterval(() => void task().catch(() => {}), milliseconds).unref();
}

const clientsOf = ({ sites }: SiteRegistry): readonly SiteClient[] =>
  sites.flatMap((site) =>
    site.cdsClients.map(({ iss, jku, jwks }) => ({
      iss,
      ...(jku && { jku }),
      ...(jwks && { jwks: jwks as NonNullable<RegisteredClient['jwks']> }),
      fhirBaseUrls: [site.smart.issuer],
      localOrderCodes: site.localCodes.augmentationOrder,
      suggestedOrderCodes: site.suggestedOrders,
      site,
    })),
  );
