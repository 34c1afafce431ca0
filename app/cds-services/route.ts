import { preflight } from '@/lib/server/cds/cors';
import { handleDiscovery } from '@/lib/server/cds/handleDiscovery';
import { cdsRuntime } from '@/lib/server/cds/runtime';
import { serviceAnswer } from '@/lib/server/cds/serviceAnswer';

export async function GET(request: Request): Promise<Response> {
  const deps = await cdsRuntime();
  return serviceAnswer(request, handleDiscovery(deps), deps);
}

export async function OPTIONS(request: Request): Promise<Response> {
  return preflight(request, await cdsRuntime());
}
