import 'server-only';

/** Less than the 30 seconds after which Kubernetes kills what has not ended. */
const graceMs = 10_000;

/**
 * Ends the process ten seconds after it was told to, whoever is still being answered. The framework then waits for its last
 * connection without a limit, and one client that stops reading in the middle of a file would hold it for ever.
 */
export function endInTime(): void {
  process.once('SIGTERM', () => setTimeout(() => process.exit(143), graceMs).unref());
  process.once('SIGINT', () => setTimeout(() => process.exit(130), graceMs).unref());
}
