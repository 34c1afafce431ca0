import { cdsSurroundings } from '@/lib/server/cds/runtime';

/** Prometheus metrics: counts and times, no identifiers. They answer while the store does not, without what is read from it. */
export async function GET(): Promise<Response> {
  const { registry } = cdsSurroundings().metrics;
  return new Response(await registry.metrics(), {
    headers: { 'Content-Type': registry.contentType, 'Cache-Control': 'no-store' },
  });
}
