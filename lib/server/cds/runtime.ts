import 'server-only';
import { randomUUID } from 'node:crypto';
import type { RiskAssessment } from 'fhir/r4';
import { collectDefaultMetrics } from 'prom-client';
import type { SignedEstimate } from '@/lib/cds/orderFacts';
import type { Prefetched } from '@/lib/cds/prefetch';
import { defaultBmdLimitDays } from '@/lib/fhir/chart/buildChart';
import type { ChartData } from '@/lib/fhir/chartData';
import { loadUcum } from '@/lib/fhir/ucum';
import { readSignedEstimate } from '@/lib/fhir/write/readSignedEstimate';
import { environment } from '../site/environment';
import type { Site, SiteRegistry } from '../site/siteRegistry';
import { readCounters } from '../store/counters';
import { openStore } from '../store/openStore';
import { pseudonymiser } from '../store/pseudonym';
import { forgetPastWindows } from '../store/rateLimit';
import { claimTokenId, forgetExpiredTokenIds } from '../store/tokenIds';
import { clientKeyFinder, type RegisteredClient } from './clientKeys';
import type { CdsDeps, ListedClient } from './deps';
import { cdsMetrics } from './metrics';
import { readPrefetchedChart, resourcesIn } from './readPrefetchedChart';

const maxRequestsPerSecond = 500;
/** Leaves the rest of half a second for everything else (C5). */
const fhirDeadlineMs = 400;
const cleanUpEveryMs = 60_000;

/** One client with the site it belongs to. */
interface SiteClient extends ListedClient {
  readonly site: Site;
}

let opened: Promise<CdsDeps> | undefined;

/** The CDS endpoints' dependencies in this process, opened at the first request. */
export function cdsRuntime(): Promise<CdsDeps> {
  opened ??= open().catch((error) => {
    // A database that is down at the first request must not be down for good.
    opened = undefined;
    throw error;
  });
  return opened;
}

async function open(): Promise<CdsDeps> {
  const { registry, databaseUrl, dataFolder, pseudonymKey } = environment();
  const [store, convert] = await Promise.all([
    openStore({ dataFolder, ...(databaseUrl && { databaseUrl }) }),
    loadUcum(),
  ]);
  const now = () => new Date();
  setInterval(
    () => void Promise.all([forgetExpiredTokenIds(store, now()), forgetPastWindows(store, now())]).catch(() => {}),
    cleanUpEveryMs,
  ).unref();
  const clients = clientsOf(registry);
  const metrics = cdsMetrics(() => readCounters(store));
  // Memory, event loop and garbage collection of this process, under the names that Node dashboards know.
  collectDefaultMetrics({ register: metrics.registry });
  return {
    clients,
    findingCodes: registry.sites.flatMap(({ localCodes }) => [...localCodes.cleft, ...localCodes.fasciaInjury]),
    allowedOrigins: [
      ...new Set(registry.sites.flatMap((site) => [new URL(site.smart.issuer).origin, ...site.frameAncestors])),
    ],
    store,
    pseudonymise: pseudonymiser(pseudonymKey),
    findKey: clientKeyFinder(fetch, now),
    claimTokenId: (iss, jti, expires) => claimTokenId(store, iss, jti, expires),
    metrics,
    fetchUrl: fetch,
    now,
    newUuid: randomUUID,
    appUrl: registry.publicUrl,
    maxRequestsPerSecond,
    fhirDeadlineMs,
    readChart: (prefetched, { iss }, at) => {
      const site = clients.find((client) => client.iss === iss)?.site;
      return (
        site &&
        readPrefetchedChart(prefetched, {
          now: at,
          convert,
          localCodes: site.localCodes,
          bmdLimitDays: defaultBmdLimitDays,
        })
      );
    },
    readSignedEstimates,
    logFailure: (event, code) => console.error(JSON.stringify({ event, code })),
  };
}

const clientsOf = ({ sites }: SiteRegistry): readonly SiteClient[] =>
  sites.flatMap((site) =>
    site.cdsClients.map(({ iss, jku, jwks }) => ({
      iss,
      ...(jku && { jku }),
      ...(jwks && { jwks: jwks as NonNullable<RegisteredClient['jwks']> }),
      fhirBaseUrls: [site.smart.issuer],
      localOrderCodes: site.localCodes.augmentationOrder,
      site,
    })),
  );

/** Our own estimates in the chart; one is current while nothing that it rests on is newer than the signature (S18). */
export function readSignedEstimates(prefetched: Prefetched, chart: ChartData): readonly SignedEstimate[] {
  const of = (key: string) => resourcesIn(prefetched[key]);
  const conditions = of('conditions').filter((resource) => resource.resourceType === 'Condition');
  const updated = new Map(
    ['conditions', 'findings', 'imaging']
      .flatMap(of)
      .map((resource) => [`${resource.resourceType}/${resource.id}`, resource.meta?.lastUpdated ?? '']),
  );
  return of('estimates')
    .filter(
      (resource): resource is RiskAssessment =>
        resource.resourceType === 'RiskAssessment' && resource.subject.reference === `Patient/${chart.patient.id}`,
    )
    .flatMap((resource) => {
      const estimate = readSignedEstimate(resource, conditions);
      if (!estimate) return [];
      const { basis, ...rest } = estimate;
      const current = basis.every((reference) => (updated.get(reference) ?? '') <= rest.signedOn);
      return [{ ...rest, current }];
    });
}
