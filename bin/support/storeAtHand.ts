import { existsSync } from 'node:fs';
import path from 'node:path';
import { storeLocation } from '@/lib/server/site/environment';
import { connectStore, type Store } from '@/lib/server/store/openStore';
import { BadUse } from './options';

/**
 * Runs a piece of work on the store that the server uses, as BACKCAST_DATA or DATABASE_URL name it. It makes no store and changes
 * no schema: that is the server's, after a back-up.
 * @param table what the work needs to be there.
 */
export async function withStore<T>(table: string, work: (store: Store) => Promise<T>): Promise<T> {
  const location = storeLocation();
  const file = path.join(location.dataFolder, 'backcast.db');
  if (!location.databaseUrl && !existsSync(file))
    throw new BadUse(`${file} is not there: set BACKCAST_DATA or DATABASE_URL as the server has it.`);
  const store = connectStore(location);
  try {
    const tables = await store.introspection.getTables().catch((cause) => {
      throw new Error('The store does not answer: look at DATABASE_URL, and whether the database runs.', { cause });
    });
    if (!tables.some(({ name }) => name === table))
      throw new Error('This store is of an earlier release: start the server of this release once.');
    return await work(store);
  } finally {
    await store.destroy();
  }
}
