import 'server-only';
import type { Store } from './openStore';
import type { CounterRow } from './schema';

/** Adds one to a counter that all server processes share and that outlives them. */
export async function increment(store: Store, name: string, label: string): Promise<void> {
  await store
    .insertInto('counter')
    .values({ name, label, value: 1 })
    .onConflict((conflict) =>
      conflict.columns(['name', 'label']).doUpdateSet((eb) => ({ value: eb('counter.value', '+', 1) })),
    )
    .execute();
}

export const readCounters = (store: Store): Promise<readonly CounterRow[]> =>
  store.selectFrom('counter').selectAll().orderBy('name').orderBy('label').execute();
