import { cdsRuntime } from '@/lib/server/cds/runtime';
import { handleEvent } from '@/lib/server/events/handleEvent';

/** Takes what the app's pages report for the audit. */
export async function POST(request: Request): Promise<Response> {
  return handleEvent(request, await cdsRuntime());
}
