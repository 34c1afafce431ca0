import 'server-only';
import { parseFeedback } from '@/lib/cds/feedback';
import { suggestible } from '@/lib/cds/ordersInPlace';
import { appendAudit } from '../store/auditChain';
import { markAudited, recordFeedback } from '../store/cardFeedback';
import { admit } from './admit';
import type { CdsDeps } from './deps';
import { failures, statusOf, unknownService } from './httpAnswers';
import { listed } from './metrics';
import { readJsonBody } from './readBody';
import { suggestionUuids } from './suggestionUuids';

const maxBodyBytes = 200_000;

/** `POST /cds-services/{id}/feedback` (CDS Hooks 2.0.1, "Feedback"). Acknowledged only once it is on disk. */
export async function handleFeedback(request: Request, serviceId: string, deps: CdsDeps): Promise<Response> {
  const refuse = failures(deps.metrics);
  const service = deps.services.find(({ id }) => id === serviceId);
  if (!service) return refuse(404, unknownService);
  const admission = await admit(request, `${deps.appUrl}/cds-services/${service.id}/feedback`, deps);
  if (!admission.admitted) return admission.answer;
  const body = await readJsonBody(request, maxBodyBytes);
  if (!body.ok) return refuse(statusOf[body.problem.code], body.problem);
  const feedback = parseFeedback(body.value);
  if (!feedback.ok) return refuse(400, feedback.problem);
  const uuidOf = suggestionUuids(deps.pseudonymise);
  for (const item of feedback.value) {
    const accepted = suggestible.filter((order) => item.suggestionUuids.includes(uuidOf(item.cardUuid, order)));
    const outcome = await recordFeedback(deps.store, admission.client.iss, item, accepted, deps.now());
    if (outcome === 'known' || outcome === 'unknown-card') continue;
    if (outcome === 'recorded') deps.metrics.feedback.inc({ outcome: item.outcome, reason: listed(item.reasonCode) });
    const agent = deps.pseudonymise('client', admission.client.iss);
    await appendAudit(
      deps.store,
      { action: 'feedback', outcome: '0', agent, entities: [item.cardUuid], detail: { outcome: item.outcome } },
      deps.now(),
    );
    await markAudited(deps.store, item.cardUuid);
  }
  return new Response(null, { status: 200, headers: { 'Cache-Control': 'no-store' } });
}
