import { preflight } from '@/lib/server/cds/cors';
import { handleHook } from '@/lib/server/cds/handleHook';
import { cdsRuntime } from '@/lib/server/cds/runtime';
import { serviceAnswer } from '@/lib/server/cds/serviceAnswer';

interface Context {
  readonly params: Promise<{ readonly id: string }>;
}

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const deps = await cdsRuntime();
  return serviceAnswer(request, await handleHook(request, (await params).id, deps), deps);
}

export async function OPTIONS(request: Request): Promise<Response> {
  return preflight(request, await cdsRuntime());
}
