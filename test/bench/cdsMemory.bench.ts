import type { BenchRow } from './benchRow';
import { type CdsUnderLoad, startCdsUnderLoad } from './cdsLoad';

const requests = 100_000;
/** By then caches are filled and code is compiled. */
const warmUp = 20_000;
const sampleEvery = 1000;
const atOnce = 12;
const heap = 'nodejs_heap_size_used_bytes';
const resident = 'process_resident_memory_bytes';

/** Whether the server's memory stays flat: what it holds after 20,000 requests against what it holds after 100,000. */
export default async function bench(): Promise<BenchRow[]> {
  const server = await startCdsUnderLoad();
  try {
    const started = performance.now();
    await sendMany(server, warmUp);
    const early = await sendMany(server, warmUp);
    await sendMany(server, requests - 3 * warmUp);
    const late = await sendMany(server, warmUp);
    const perSecond = requests / ((performance.now() - started) / 1000);
    return [
      { name: 'as fast as 12 at once go', value: perSecond, unit: 'requests/s' },
      { name: 'least heap held, requests 20,000 to 40,000', value: early.heapMb, unit: 'MB' },
      { name: 'least heap held, requests 80,000 to 100,000', value: late.heapMb, unit: 'MB' },
      { name: 'least heap held, late over early', value: late.heapMb / early.heapMb, unit: '', target: '<= 1.1' },
      { name: 'resident memory, requests 20,000 to 40,000', value: early.residentMb, unit: 'MB', note: 'median' },
      { name: 'resident memory, requests 80,000 to 100,000', value: late.residentMb, unit: 'MB', note: 'median' },
    ];
  } finally {
    await server.close();
  }
}

/** Sends requests from a few senders. The least heap seen is what is held after a collection; between them it holds garbage. */
async function sendMany(server: CdsUnderLoad, count: number): Promise<{ heapMb: number; residentMb: number }> {
  const heaps: number[] = [];
  const residents: number[] = [];
  let next = 0;
  const sender = async () => {
    for (let index = next++; index < count; index = next++) {
      if (!(await server.send(await server.prepare(index, true)))) throw new Error('A call brought no card');
      if (index % sampleEvery !== 0) continue;
      heaps.push(await server.gauge(heap));
      residents.push(await server.gauge(resident));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sender));
  residents.sort((a, b) => a - b);
  return { heapMb: Math.min(...heaps) / 1e6, residentMb: residents[residents.length >> 1] / 1e6 };
}
