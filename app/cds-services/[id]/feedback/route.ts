import { preflight } from '@/lib/server/cds/cors';
import { handleFeedback } from '@/lib/server/cds/handleFeedback';
import { cdsRuntime } from '@/lib/server/cds/runtime';
import { serviceAnswer } from '@/lib/server/cds/serviceAnswer';

interface Context {
  readonly params: Promise<{ readonly id: string }>;
}

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const deps = await cdsRuntime();
  return serviceAnswer(request, await handleFeedback(request, (await params).id, deps), deps);
}

export async function OPTIONS(request: Request): Promise<Response> {
  return preflight(request, await cdsRuntime());
}
