import 'client-only';
import type { AppEvent, Disagreement } from '@/lib/core/appEvents';
import type { Problem } from '@/lib/core/result';
import { postEvent } from './postEvent';

const answerWithinMs = 10_000;

/** Sends a disagreement, and says if it did not arrive: unlike other events it holds words that exist nowhere else (S19). */
export async function sendDisagreement(launch: string, disagreement: Disagreement): Promise<Problem | undefined> {
  const event: AppEvent = { event: 'disagree', launch, reasons: [disagreement.reason], disagreement };
  try {
    const { ok, status } = await postEvent(event, AbortSignal.timeout(answerWithinMs));
    if (ok) return undefined;
    return status === 400 ? refused : notKept;
  } catch {
    return notReached;
  }
}

const again = 'Write it into the chart, or send it again later. The case goes on without it.';
const notReached: Problem = {
  code: 'disagreement-not-reached',
  message: 'Noted here, but the server did not answer, so those who watch the model may not see it.',
  remedy: again,
};
const notKept: Problem = {
  code: 'disagreement-not-kept',
  message: 'Noted here, but the server could not keep it, so those who watch the model do not see it.',
  remedy: again,
};
const refused: Problem = {
  code: 'disagreement-refused',
  message: 'Noted here, but the server refused these words, so those who watch the model do not see them.',
  remedy: 'Write it into the chart, or send other words. The case goes on without it.',
};
