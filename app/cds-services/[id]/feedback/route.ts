import { preflight } from '@/lib/server/cds/cors';
import { handleFeedback } from '@/lib/server/cds/handleFeedback';
import { cdsRuntime, cdsSurroundings } from '@/lib/server/cds/runtime';
import { methodNotAllowed, serviceRoute } from '@/lib/server/cds/serviceRoute';

interface Context {
  readonly params: Promise<{ readonly id: string }>;
}

export async function POST(request: Request, { params }: Context): Promise<Response> {
  return serviceRoute(request, 'feedback', cdsSurroundings(), async () =>
    handleFeedback(request, (await params).id, await cdsRuntime()),
  );
}

export async function OPTIONS(request: Request): Promise<Response> {
  return preflight(request, cdsSurroundings());
}

const refuse = (request: Request) => methodNotAllowed(request, 'feedback', cdsSurroundings(), 'POST, OPTIONS');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };
