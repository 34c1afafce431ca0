import { randomUUID } from 'node:crypto';
import { serviceDescriptions } from '@/lib/cds/discovery';
import { clientKeyFinder } from '@/lib/server/cds/clientKeys';
import type { CdsDeps } from '@/lib/server/cds/deps';
import { cdsMetrics } from '@/lib/server/cds/metrics';
import { auditWatch } from '@/lib/server/store/auditWatch';
import { cardCounts } from '@/lib/server/store/cardCounts';
import { readCounters } from '@/lib/server/store/counters';
import { countOpenDisagreements } from '@/lib/server/store/disagreements';
import type { Store } from '@/lib/server/store/openStore';
import { pseudonymiser } from '@/lib/server/store/pseudonym';
import { claimTokenId } from '@/lib/server/store/tokenIds';
import { appUrl, type ClientKeys, clientIss, clientJku, fhirServer } from './cdsClient';
import { chartDataSample } from './chartDataSample';

/** Dependencies of the CDS endpoints with a fixed clock, the given store and a network that only knows the client's keys. */
export function cdsDeps(store: Store, keys: ClientKeys, changes: Partial<CdsDeps> = {}): CdsDeps {
  const now = changes.now ?? (() => new Date('2026-03-05T10:00:00Z'));
  const fetchUrl =
    changes.fetchUrl ??
    (async (url: Parameters<typeof fetch>[0]) =>
      String(url) === clientJku ? Response.json(keys.jwks) : new Response(null, { status: 404 }));
  return {
    clients: [
      { iss: clientIss, jku: clientJku, fhirBaseUrls: [fhirServer], localOrderCodes: [], suggestedOrderCodes: {} },
    ],
    services: serviceDescriptions([{ system: 'urn:hospital:findings', code: 'cleft' }]),
    allowedOrigins: [clientIss],
    store,
    pseudonymise: pseudonymiser('test key'),
    findKey: clientKeyFinder(fetchUrl as typeof fetch, now),
    claimTokenId: (iss, jti, expires) => claimTokenId(store, iss, jti, expires),
    metrics: cdsMetrics(async () => ({
      counters: await readCounters(store),
      cardCounts: await cardCounts(store, new Date(0)),
      audit: await auditWatch(store, () => {}).state(),
      openDisagreements: await countOpenDisagreements(store),
    })),
    fetchUrl: fetchUrl as typeof fetch,
    now,
    newUuid: randomUUID,
    appUrl,
    maxRequestsPerSecond: 1000,
    fhirDeadlineMs: 400,
    readChart: () => chartDataSample,
    readSignedEstimates: () => [],
    abstains: () => false,
    logFailure: () => {},
    ...changes,
  };
}
