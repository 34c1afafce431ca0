import { preflight } from '@/lib/server/cds/cors';
import { handleDiscovery } from '@/lib/server/cds/handleDiscovery';
import { cdsSurroundings } from '@/lib/server/cds/runtime';
import { methodNotAllowed, serviceRoute } from '@/lib/server/cds/serviceRoute';

export async function GET(request: Request): Promise<Response> {
  const surroundings = cdsSurroundings();
  return serviceRoute(request, 'discovery', surroundings, async () => handleDiscovery(surroundings));
}

export async function OPTIONS(request: Request): Promise<Response> {
  return preflight(request, cdsSurroundings());
}

const refuse = (request: Request) => methodNotAllowed(request, 'discovery', cdsSurroundings(), 'GET, HEAD, OPTIONS');

export { refuse as DELETE, refuse as PATCH, refuse as POST, refuse as PUT };
