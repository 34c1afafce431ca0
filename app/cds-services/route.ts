import { preflight, withCors } from '@/lib/server/cds/cors';
import { handleDiscovery } from '@/lib/server/cds/handleDiscovery';
import { cdsRuntime } from '@/lib/server/cds/runtime';

export async function GET(request: Request): Promise<Response> {
  const deps = await cdsRuntime();
  return withCors(request, handleDiscovery(deps), deps);
}

export async function OPTIONS(request: Request): Promise<Response> {
  return preflight(request, await cdsRuntime());
}
