import 'server-only';
import { augmentationOrders } from '@/lib/cds/augmentationOrder';
import { noCards } from '@/lib/cds/card';
import { type HookRequest, parseHookRequest } from '@/lib/cds/hookRequest';
import { type FhirRead, type PrefetchTemplates, resolvePrefetch } from '@/lib/cds/prefetch';
import { admit } from './admit';
import { cardsForOrders } from './cardsForOrders';
import type { CdsDeps, ListedClient } from './deps';
import { fhirReader } from './fhirRead';
import { failures, json, statusOf, unknownService } from './httpAnswers';
import { readJsonBody } from './readBody';

/** A prefetch of 2,000 resources is about 2 MB; the cards need far less. */
const maxBodyBytes = 4_000_000;

/** `POST /cds-services/{id}` (CDS Hooks 2.0.1, "Calling a CDS Service"). */
export async function handleHook(request: Request, serviceId: string, deps: CdsDeps): Promise<Response> {
  const refuse = failures(deps.metrics);
  const service = deps.services.find(({ id }) => id === serviceId);
  if (!service) return refuse(404, unknownService);
  const admission = await admit(request, `${deps.appUrl}/cds-services/${service.id}`, deps);
  if (!admission.admitted) return admission.answer;
  const body = await readJsonBody(request, maxBodyBytes);
  if (!body.ok) return refuse(statusOf[body.problem.code], body.problem);
  const hook = parseHookRequest(body.value, service.hook);
  if (!hook.ok) return refuse(400, hook.problem);
  return answerOrders(hook.value, service.prefetch, admission.client, deps);
}

async function answerOrders(
  request: HookRequest,
  templates: PrefetchTemplates,
  client: ListedClient,
  deps: CdsDeps,
): Promise<Response> {
  const orders = augmentationOrders(request, client.localOrderCodes);
  if (orders.asked.length === 0) return json(200, noCards);
  deps.metrics.eligibleOrders.inc({ hook: request.hook }, orders.asked.length);
  const prefetched = await resolvePrefetch(request, templates, reader(request, client, deps));
  if (!prefetched.ok) return failures(deps.metrics)(412, prefetched.problem);
  return json(200, { cards: await cardsForOrders(orders, prefetched.value, request, client, deps) });
}

/** Reads with the client's token, from a server that its site lists: a token or a query never goes anywhere else. */
function reader(
  { fhirServer, fhirAuthorization }: HookRequest,
  client: ListedClient,
  deps: CdsDeps,
): FhirRead | undefined {
  const base = fhirServer?.replace(/\/$/, '');
  const listed = client.fhirBaseUrls.some((url) => url.replace(/\/$/, '') === base);
  if (!base || !listed || !fhirAuthorization) return undefined;
  return fhirReader(deps.fetchUrl, base, fhirAuthorization.access_token, AbortSignal.timeout(deps.fhirDeadlineMs));
}
