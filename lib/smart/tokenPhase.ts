/** How long a sign-in holds, as far as the EHR said. */
export interface TokenLife {
  /** Milliseconds since 1970; undefined if the EHR did not say. */
  readonly endsAt?: number;
  readonly lifetimeSeconds?: number;
  readonly canExtend: boolean;
}

export type TokenPhase = 'open' | 'ending' | 'ended';

const warnSeconds = 120;

/** Two minutes before its end a sign-in is "ending" (E12); one that lives for less than four minutes is so in its second half. */
export function tokenPhase({ endsAt, lifetimeSeconds = Number.POSITIVE_INFINITY }: TokenLife, now: number): TokenPhase {
  if (endsAt === undefined) return 'open';
  if (now >= endsAt) return 'ended';
  return endsAt - now <= Math.min(warnSeconds, lifetimeSeconds / 2) * 1000 ? 'ending' : 'open';
}
