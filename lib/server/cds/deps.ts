import 'server-only';
import type { AugmentationOrder } from '@/lib/cds/augmentationOrder';
import type { VerifyClientOptions } from '@/lib/cds/clientJwt';
import type { ServiceDescription } from '@/lib/cds/discovery';
import type { SignedEstimate } from '@/lib/cds/orderFacts';
import type { LocalOrderCodes } from '@/lib/cds/ordersInPlace';
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
  readonly suggestedOrderCodes: LocalOrderCodes;
}

/** What an endpoint needs that must answer while there is no store. */
export interface ServiceSurroundings {
  readonly services: readonly ServiceDescription[];
  /** Origins that browser-based clients call from. */
  readonly allowedOrigins: readonly string[];
  /** Public base URL without a trailing slash; tokens must name it as their audience. */
  readonly appUrl: string;
  readonly metrics: CdsMetrics;
  readonly logFailure: (event: string, code: string) => void;
}

/** All that the CDS endpoints need from outside; tests hand in their own clock, store and network. */
export interface CdsDeps extends ServiceSurroundings {
  readonly clients: readonly ListedClient[];
  readonly store: Store;
  readonly pseudonymise: Pseudonymise;
  readonly findKey: FindKey;
  /** See store/tokenIds.ts. */
  readonly claimTokenId: VerifyClientOptions['claimTokenId'];
  readonly fetchUrl: typeof fetch;
  readonly now: () => Date;
  readonly newUuid: () => string;
  readonly maxRequestsPerSecond: number;
  readonly fhirDeadlineMs: number;
  /** Reads the chart from the prefetched resources, for the level of an order. */
  readonly readChart: (
    prefetched: Prefetched,
    order: AugmentationOrder,
    client: ListedClient,
    now: Date,
  ) => ChartData | undefined;
  readonly readSignedEstimates: (
    prefetched: Prefetched,
    patientId: string,
    client: ListedClient,
  ) => readonly SignedEstimate[];
  /** Whether the model would abstain for certain; see certainAbstention.ts. */
  readonly abstains: (chart: ChartData, levelsPlanned: number, client: ListedClient, now: Date) => boolean;
}
