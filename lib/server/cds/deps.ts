import 'server-only';
import type { VerifyClientOptions } from '@/lib/cds/clientJwt';
import type { SignedEstimate } from '@/lib/cds/orderFacts';
import type { Prefetched } from '@/lib/cds/prefetch';
import type { Coding } from '@/lib/core/coding';
import type { ChartData } from '@/lib/fhir/chartData';
import type { Store } from '../store/openStore';
import type { Pseudonymise } from '../store/pseudonym';
import type { FindKey, RegisteredClient } from './clientKeys';
import type { CdsMetrics } from './metrics';

/** A CDS client with what the site registry says of its site. */
export interface ListedClient extends RegisteredClient {
  /** FHIR servers that this client may send a token for; no other address is ever called. */
  readonly fhirBaseUrls: readonly string[];
  readonly localOrderCodes: readonly Coding[];
}

/** All that the CDS endpoints need from outside; tests hand in their own clock, store and network. */
export interface CdsDeps {
  readonly clients: readonly ListedClient[];
  /** Local codes of findings, over all sites, for the prefetch templates. */
  readonly findingCodes: readonly Coding[];
  /** Origins that browser-based clients call from. */
  readonly allowedOrigins: readonly string[];
  readonly store: Store;
  readonly pseudonymise: Pseudonymise;
  readonly findKey: FindKey;
  /** See store/tokenIds.ts. */
  readonly claimTokenId: VerifyClientOptions['claimTokenId'];
  readonly metrics: CdsMetrics;
  readonly fetchUrl: typeof fetch;
  readonly now: () => Date;
  readonly newUuid: () => string;
  /** Public base URL without a trailing slash; tokens must name it as their audience. */
  readonly appUrl: string;
  readonly maxRequestsPerSecond: number;
  readonly fhirDeadlineMs: number;
  /** Reads the chart from the prefetched resources. */
  readonly readChart: (prefetched: Prefetched, client: ListedClient, now: Date) => ChartData | undefined;
  readonly readSignedEstimates: (prefetched: Prefetched, chart: ChartData) => readonly SignedEstimate[];
  readonly logFailure: (event: string, code: string) => void;
}
