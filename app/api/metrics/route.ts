import { cdsRuntime } from '@/lib/server/cds/runtime';

/** Prometheus metrics of this process; they hold counts and times, no identifiers. */
export async function GET(): Promise<Response> {
  const { registry } = (await cdsRuntime()).metrics;
  return new Response(await registry.metrics(), {
    headers: { 'Content-Type': registry.contentType, 'Cache-Control': 'no-store' },
  });
}
