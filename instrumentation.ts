/** Runs once before the first request: a wrong environment or site registry stops the start, with its path and reason. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { environment } = await import('@/lib/server/site/environment');
  try {
    environment();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
