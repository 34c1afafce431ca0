import { randomUUID } from 'node:crypto';
import type { ServiceRequest } from 'fhir/r4';
import type { ServerKeys } from '../auth/keys';
import type { CdsCard, CdsFeedback, CdsService, Hook } from './cdsHooks';

/** One exchange with the CDS service, as the console shows it; tokens are left out. */
export interface HookCall {
  readonly at: string;
  readonly what: string;
  readonly url: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly request: unknown;
  readonly response: unknown;
}

export interface HooksClientOptions {
  /** Base URL of the CDS service, without a trailing slash. */
  readonly serviceUrl: string;
  readonly ehrUrl: string;
  readonly fhirUrl: string;
  readonly keys: ServerKeys;
  readonly now: () => Date;
  /** Answers a filled prefetch query as the FHIR server would; null where it finds nothing. */
  readonly prefetch: (query: string, patientId: string) => Promise<unknown>;
  /** An access token of the CDS service's own, for one patient and a few minutes. */
  readonly tokenFor: (patientId: string) => {
    readonly token: string;
    readonly seconds: number;
    readonly scope: string;
  };
  readonly userReference: string;
}

const keptCalls = 50;
const patienceMs = 10_000;
const tokenSeconds = 300;

/** A CDS client (CDS Hooks 2.0.1): discovers, calls with a signed JWT, sends feedback, and remembers each exchange. */
export class HooksClient {
  readonly calls: HookCall[] = [];

  constructor(private readonly options: HooksClientOptions) {}

  /** The cards for a hook; none where the service has none for this hook, fails or does not answer: an order never waits for it. */
  async cardsFor(
    hook: Hook,
    patientId: string,
    drafts: readonly ServiceRequest[],
    selected: string,
    withPrefetch: boolean,
  ): Promise<readonly CdsCard[]> {
    const { serviceUrl, fhirUrl, userReference, prefetch, tokenFor } = this.options;
    const found = await this.exchange('discovery', `${serviceUrl}/cds-services`, undefined);
    const services = (found as { services?: CdsService[] } | undefined)?.services ?? [];
    const service = services.find((one) => one.hook === hook);
    if (!service) return [];
    const access = tokenFor(patientId);
    const request = {
      hook,
      hookInstance: randomUUID(),
      fhirServer: fhirUrl,
      fhirAuthorization: {
        access_token: access.token,
        token_type: 'Bearer',
        expires_in: access.seconds,
        scope: access.scope,
        subject: 'backcast-cds',
      },
      context: {
        userId: userReference,
        patientId,
        ...(hook === 'order-select' && { selections: [selected] }),
        draftOrders: {
          resourceType: 'Bundle',
          type: 'collection',
          entry: drafts.map((resource) => ({ resource })),
        },
      },
      ...(withPrefetch && {
        prefetch: Object.fromEntries(
          await Promise.all(
            Object.entries(service.prefetch ?? {}).map(async ([key, template]) => [
              key,
              await prefetch(template.replaceAll('{{context.patientId}}', patientId), patientId),
            ]),
          ),
        ),
      }),
    };
    const answer = await this.exchange(hook, `${serviceUrl}/cds-services/${service.id}`, request);
    return (answer as { cards?: CdsCard[] } | undefined)?.cards ?? [];
  }

  /** Tells the service what became of a card (CDS Hooks 2.0.1, "Feedback"). */
  async sendFeedback(hook: Hook, feedback: CdsFeedback): Promise<void> {
    const url = `${this.options.serviceUrl}/cds-services/backcast-${hook}/feedback`;
    await this.exchange('feedback', url, { feedback: [feedback] });
  }

  private async exchange(what: string, url: string, request: object | undefined): Promise<unknown> {
    const { now } = this.options;
    const started = performance.now();
    const note = (status: number, response: unknown) => {
      const shown =
        request && 'fhirAuthorization' in request ? { ...request, fhirAuthorization: '(left out)' } : request;
      const milliseconds = Math.round(performance.now() - started);
      this.calls.unshift({ at: now().toISOString(), what, url, status, milliseconds, request: shown, response });
      this.calls.length = Math.min(this.calls.length, keptCalls);
    };
    try {
      const answer = await fetch(url, {
        signal: AbortSignal.timeout(patienceMs),
        ...(request && {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${await this.signedToken(url)}` },
          body: JSON.stringify(request),
        }),
      });
      const text = await answer.text();
      const response = text ? JSON.parse(text) : undefined;
      note(answer.status, response);
      return answer.ok ? response : undefined;
    } catch (error) {
      note(0, String(error));
      return undefined;
    }
  }

  private signedToken(audience: string): Promise<string> {
    const { ehrUrl, keys, now } = this.options;
    const seconds = Math.floor(now().getTime() / 1000);
    const claims = { iss: ehrUrl, aud: audience, iat: seconds, exp: seconds + tokenSeconds, jti: randomUUID() };
    return keys.signCdsCall(claims, `${ehrUrl}/auth/jwks`);
  }
}
