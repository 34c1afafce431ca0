import { passThrough } from '@/lib/server/dicomwebProxy/passThrough';
import { proxySiteOf } from '@/lib/server/dicomwebProxy/proxySite';
import { environment, secretOf } from '@/lib/server/site/environment';

export const dynamic = 'force-dynamic';

interface Context {
  readonly params: Promise<{ readonly path: readonly string[] }>;
}

/** /api/dicomweb/{site}/{archive}/studies/...: DICOMweb of a listed archive, for studies of the launch patient. */
async function handle(request: Request, { params }: Context): Promise<Response> {
  const [siteId, archive, ...segments] = (await params).path;
  const site = proxySiteOf(environment().registry, siteId, archive, secretOf);
  if (!site) return Response.json({ status: 404, message: 'This site has no such image archive.' }, { status: 404 });
  return passThrough(request, site, segments);
}

export { handle as GET, handle as POST };
