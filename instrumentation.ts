/** Runs once before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  // Where the reader of the log is gone, writing fails; reporting that failure would write again, without end.
  for (const log of [process.stdout, process.stderr]) log.on('error', () => {});
  const { requireEnvironment } = await import('@/lib/server/site/environment');
  requireEnvironment();
}
