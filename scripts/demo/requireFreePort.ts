import { createServer } from 'node:net';

/** Rejects with the system's EADDRINUSE where something listens on a loopback port: what answers there would be taken for ours. */
export function requireFreePort(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}
