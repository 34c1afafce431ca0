import { sql } from 'kysely';
import { cdsRuntime } from '@/lib/server/cds/runtime';

/** `?check=live`: this process answers. `?check=ready`: it can also reach its store. */
export async function GET(request: Request): Promise<Response> {
  const headers = { 'Cache-Control': 'no-store' };
  if (new URL(request.url).searchParams.get('check') !== 'ready') return Response.json({ status: 'live' }, { headers });
  try {
    await sql`select 1`.execute((await cdsRuntime()).store);
    return Response.json({ status: 'ready' }, { headers });
  } catch {
    return Response.json({ status: 'not ready', reason: 'the store does not answer' }, { status: 503, headers });
  }
}
