import type { BenchRow } from './benchRow';
import { openLoop, quantile, startCdsUnderLoad } from './cdsLoad';

/** A server that has just started compiles what it runs, at about the first 3,000 calls, on the cores that it answers with. */
const warmUpSeconds = 30;
const measuredSeconds = 20;

/** Hook latency of the production server under a steady load, the load generator on the same two cores. */
export default async function bench(): Promise<BenchRow[]> {
  const server = await startCdsUnderLoad();
  try {
    const rows: BenchRow[] = [];
    for (const { prefetch, perSecond, target, note } of [
      { prefetch: true, perSecond: 200, target: '< 100', note: 'chart of each patient in the request' },
      { prefetch: false, perSecond: 50, target: '< 500', note: '9 queries of 50 ms each, in parallel' },
      { prefetch: false, perSecond: 100, target: '< 500', note: '9 queries of 50 ms each, in parallel' },
      {
        prefetch: false,
        perSecond: 200,
        target: '< 500',
        note: '1,800 queries a second, client and FHIR server on the same two cores',
      },
    ]) {
      await openLoop(server, Math.min(perSecond, 100), warmUpSeconds, prefetch);
      const { times, failed } = await openLoop(server, perSecond, measuredSeconds, prefetch);
      const name = `hook ${prefetch ? 'with' : 'without'} prefetch, ${perSecond} requests/s`;
      rows.push(
        { name: `${name}, p50`, value: quantile(times, 0.5), unit: 'ms', note },
        { name: `${name}, p95`, value: quantile(times, 0.95), unit: 'ms' },
        { name: `${name}, p99`, value: quantile(times, 0.99), unit: 'ms', target },
        { name: `${name}, without a card`, value: failed, unit: 'calls', target: '0', note: `of ${times.length}` },
      );
    }
    return rows;
  } finally {
    await server.close();
  }
}
