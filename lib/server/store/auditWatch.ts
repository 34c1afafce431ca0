import 'server-only';
import { type ChainEnd, chainEnd, findBreak } from './auditChain';
import type { Store } from './openStore';

/** What monitoring shows of the audit chain. */
export interface AuditState {
  readonly events: number;
  /** Sequence of the first row that was changed or removed, as of the last check; 0 if there is none. */
  readonly brokenAt: number;
}

/**
 * Checks the chain, and says where it ends: kept outside the database, in the log, that end shows a chain that was cut off or
 * written anew. A check also holds the chain against the end that this process saw before.
 */
export function auditWatch(store: Store, log: (line: object) => void) {
  let seen: ChainEnd | undefined;
  let brokenAt = 0;
  return {
    async check(): Promise<void> {
      brokenAt = (await findBreak(store, seen)) ?? 0;
      const end = await chainEnd(store);
      if (brokenAt === 0) seen = end ?? seen;
      log({ event: 'audit-chain', events: end?.sequence ?? 0, hash: end?.hash ?? null, brokenAt });
    },
    state: async (): Promise<AuditState> => ({ events: (await chainEnd(store))?.sequence ?? 0, brokenAt }),
  };
}
