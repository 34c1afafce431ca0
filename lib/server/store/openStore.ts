import 'server-only';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import { LibsqlDialect } from './libsqlDialect';
import { migrate } from './migrations';
import type { StoreSchema } from './schema';

export type Store = Kysely<StoreSchema>;

export interface StoreLocation {
  /** postgres:// URL; without it an SQLite file is used. */
  readonly databaseUrl?: string;
  /** Folder of the SQLite file. */
  readonly dataFolder: string;
}

/** Opens the store and brings its schema up to date. */
export async function openStore(location: StoreLocation): Promise<Store> {
  const db = connectStore(location);
  await migrate(db);
  return db;
}

/** The store with the schema that it has, for whoever reads it beside the server. */
export const connectStore = ({ databaseUrl, dataFolder }: StoreLocation): Store =>
  new Kysely<StoreSchema>({ dialect: databaseUrl ? postgres(databaseUrl) : sqlite(dataFolder) });

function postgres(connectionString: string) {
  const pool = new Pool({ connectionString, max: 10, connectionTimeoutMillis: 2000 });
  // A restart of the database ends idle connections. The pool has dropped them by then and makes new ones; unheard, the
  // event would end this process.
  pool.on('error', () => console.error(JSON.stringify({ event: 'store-connection-lost' })));
  return new PostgresDialect({ pool });
}

function sqlite(folder: string) {
  mkdirSync(folder, { recursive: true });
  return new LibsqlDialect(path.join(folder, 'backcast.db'));
}
