/**
 * How long a counted piece of work still takes, at the pace that it had so far; undefined until a tenth of it, or two pieces,
 * say something of the pace.
 */
export function secondsLeft(done: number, total: number, elapsedMs: number): number | undefined {
  if (done < Math.max(2, total / 10) || done >= total) return undefined;
  return Math.max(1, Math.round(((elapsedMs / done) * (total - done)) / 1000));
}

/** "about 40 seconds left", "about 3 minutes left": in tens where nobody counts singles. */
export function sayTimeLeft(seconds: number): string {
  if (seconds < 10) return 'a few seconds left';
  if (seconds < 90) return `about ${Math.ceil(seconds / 10) * 10} seconds left`;
  return `about ${Math.round(seconds / 60)} minutes left`;
}
