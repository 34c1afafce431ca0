import 'server-only';
import { serviceDescriptions } from '@/lib/cds/discovery';
import { type CardFeedback, parseFeedback } from '@/lib/cds/feedback';
import { overrideReasons } from '@/lib/cds/overrideReasons';
import { appendAudit } from '../store/auditChain';
import { recordFeedback } from '../store/cardFeedback';
import { admit } from './admit';
import type { CdsDeps } from './deps';
import { problemAnswer } from './httpAnswers';
import { readJsonBody } from './readBody';

const maxBodyBytes = 200_000;

/** `POST /cds-services/{id}/feedback` (CDS Hooks 2.0.1, "Feedback"). Acknowledged only once it is on disk. */
export async function handleFeedback(request: Request, serviceId: string, deps: CdsDeps): Promise<Response> {
  const service = serviceDescriptions(deps.findingCodes).find(({ id }) => id === serviceId);
  if (!service) {
    return problemAnswer(404, {
      code: 'unknown-service',
      message: 'There is no service of this id.',
      remedy: 'GET /cds-services lists the services.',
    });
  }
  const admission = await admit(request, `${deps.appUrl}/cds-services/${service.id}/feedback`, deps);
  if (!admission.admitted) return admission.answer;
  const body = await readJsonBody(request, maxBodyBytes);
  if (!body.ok) return problemAnswer(body.problem.code === 'body-too-large' ? 413 : 400, body.problem);
  const feedback = parseFeedback(body.value);
  if (!feedback.ok) return problemAnswer(400, feedback.problem);
  for (const item of feedback.value) {
    const outcome = await recordFeedback(deps.store, admission.client.iss, item);
    if (outcome !== 'recorded') continue;
    deps.metrics.feedback.inc({ outcome: item.outcome, reason: reasonLabel(item) });
    const agent = deps.pseudonymise('client', admission.client.iss);
    await appendAudit(
      deps.store,
      { action: 'feedback', outcome: '0', agent, entities: [item.cardUuid], detail: { outcome: item.outcome } },
      deps.now(),
    );
  }
  return new Response(null, { status: 200, headers: { 'Cache-Control': 'no-store' } });
}

const reasonLabel = ({ reasonCode }: CardFeedback): string =>
  overrideReasons.find(({ code }) => code === reasonCode)?.code ?? (reasonCode ? 'unlisted' : 'none');
