/** Runs once before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const [{ endInTime }, { surviveLostLog }, { requireEnvironment }] = await Promise.all([
    import('@/lib/server/endInTime'),
    import('@/lib/server/surviveLostLog'),
    import('@/lib/server/site/environment'),
  ]);
  endInTime();
  surviveLostLog();
  requireEnvironment();
}
