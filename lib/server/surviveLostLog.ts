import 'server-only';

/**
 * Goes on where the reader of the log is gone. Unheard, a failed write ends up as an uncaught exception, which the framework
 * writes to the log: that fails again, and so on at the speed of one core.
 */
export function surviveLostLog(): void {
  for (const log of [process.stdout, process.stderr]) log.on('error', () => {});
}
