/** Runs once before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const [{ surviveLostLog }, { requireEnvironment }] = await Promise.all([
    import('@/lib/server/surviveLostLog'),
    import('@/lib/server/site/environment'),
  ]);
  surviveLostLog();
  requireEnvironment();
}
