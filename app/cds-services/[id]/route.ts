import { preflight } from '@/lib/server/cds/cors';
import { handleHook } from '@/lib/server/cds/handleHook';
import { cdsRuntime, cdsSurroundings } from '@/lib/server/cds/runtime';
import { methodNotAllowed, serviceRoute } from '@/lib/server/cds/serviceRoute';

interface Context {
  readonly params: Promise<{ readonly id: string }>;
}

export async function POST(request: Request, { params }: Context): Promise<Response> {
  return serviceRoute(request, 'hook', cdsSurroundings(), async () =>
    handleHook(request, (await params).id, await cdsRuntime()),
  );
}

export async function OPTIONS(request: Request): Promise<Response> {
  return preflight(request, cdsSurroundings());
}

const refuse = (request: Request) => methodNotAllowed(request, 'hook', cdsSurroundings(), 'POST, OPTIONS');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };
