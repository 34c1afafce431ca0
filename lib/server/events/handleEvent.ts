import 'server-only';
import { appEvent, type Disagreement } from '@/lib/core/appEvents';
import { identifierKinds, identifiersIn } from '@/lib/core/identifiersIn';
import { problemAnswer } from '../cds/httpAnswers';
import { readJsonBody } from '../cds/readBody';
import { appendAudit } from '../store/auditChain';
import { increment } from '../store/counters';
import { markDisagreementAudited, queueDisagreement } from '../store/disagreements';
import type { Store } from '../store/openStore';
import type { Pseudonymise } from '../store/pseudonym';
import { countRequest } from '../store/rateLimit';

export interface EventDeps {
  readonly store: Store;
  readonly pseudonymise: Pseudonymise;
  readonly now: () => Date;
}

const maxBodyBytes = 4000;
/** Over all browsers: a surgeon's case has about ten events. */
const maxEventsPerSecond = 50;

/**
 * `POST /api/events`: keeps what the app reports in the audit chain, and counts it; a disagreement goes to the queue as well, and
 * its words go nowhere else (S19). It takes no token, because the SMART
 * token is the EHR's and never comes here; so it takes only requests of our own pages, from a closed list, at a low rate.
 */
export async function handleEvent(request: Request, { store, pseudonymise, now }: EventDeps): Promise<Response> {
  if (request.headers.get('sec-fetch-site') !== 'same-origin')
    return refuse(403, 'Only pages of this server report events.');
  const rate = await countRequest(store, 'app-events', maxEventsPerSecond, now());
  if (!rate.allowed) return refuse(429, 'Too many events.', { 'Retry-After': String(rate.retryAfterSeconds) });
  const body = await readJsonBody(request, maxBodyBytes);
  const parsed = body.ok ? appEvent.safeParse(body.value) : undefined;
  if (!parsed?.success) return refuse(400, 'The body is not an event of the list.');
  const { event, launch, reasons, ownPer100, disagreement } = parsed.data;
  if (disagreement && (event !== 'disagree' || reasons?.join() !== disagreement.reason))
    return refuse(400, 'The body is not an event of the list.');
  const [identifier] = identifiersIn(disagreement?.words ?? '');
  if (identifier) return refuse(400, `The words hold ${identifierKinds[identifier.kind]}, and none may be kept here.`);
  const agent = pseudonymise('launch', launch);
  const id = disagreement && disagreementId(pseudonymise, launch, disagreement);
  if (id && (await queueDisagreement(store, id, agent, disagreement, now())) === 'known') return kept();
  const entry = {
    action: event,
    outcome: event === 'write-failed' ? '4' : '0',
    agent,
    entities: reasons ?? [],
  } as const;
  await appendAudit(store, { ...entry, ...(ownPer100 !== undefined && { detail: { ownPer100 } }) }, now());
  await increment(store, 'app-event', event);
  if (id) await markDisagreementAudited(store, id);
  return kept();
}

/**
 * The same words of the same launch are the same disagreement, however often they are sent, and other words are another. It tells
 * nothing of the words once they are erased: without the launch's random id nobody can try which they were.
 */
const disagreementId = (pseudonymise: Pseudonymise, launch: string, { reason, words = '' }: Disagreement): string =>
  pseudonymise('disagreement', launch, reason, words).slice(0, 12);

const kept = (): Response => new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } });

const refuse = (status: number, message: string, headers?: Readonly<Record<string, string>>): Response =>
  problemAnswer(status, { code: 'event-refused', message, remedy: 'The case goes on without it.' }, headers);
