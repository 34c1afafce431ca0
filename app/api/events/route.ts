import { problemAnswer } from '@/lib/server/cds/httpAnswers';
import { cdsRuntime, cdsSurroundings } from '@/lib/server/cds/runtime';
import { handleEvent } from '@/lib/server/events/handleEvent';

/** Takes what the app's pages report for the audit. */
export async function POST(request: Request): Promise<Response> {
  try {
    return await handleEvent(request, await cdsRuntime());
  } catch {
    cdsSurroundings().metrics.failures.inc({ reason: 'event-failure' });
    return problemAnswer(503, {
      code: 'event-failure',
      message: 'The event cannot be kept now.',
      remedy: 'The case goes on without it.',
    });
  }
}
