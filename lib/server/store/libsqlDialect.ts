import 'server-only';
import { type Client, createClient, type InValue, type Transaction } from '@libsql/client';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  type QueryCompiler,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

/** Kysely over @libsql/client, whose native SQLite arrives as a package. The published dialect pins a client of 2024. */
export class LibsqlDialect implements Dialect {
  constructor(private readonly fileUrl: string) {}

  createAdapter = (): DialectAdapter => new SqliteAdapter();
  createDriver = (): Driver => new LibsqlDriver(createClient({ url: this.fileUrl }));
  createIntrospector = (db: Kysely<unknown>): DatabaseIntrospector => new SqliteIntrospector(db);
  createQueryCompiler = (): QueryCompiler => new SqliteQueryCompiler();
}

class LibsqlDriver implements Driver {
  constructor(private readonly client: Client) {}

  async init(): Promise<void> {
    // In WAL a commit survives the death of this process at any moment; NORMAL may lose the last ones to a power cut only.
    await this.client.executeMultiple(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;',
    );
  }

  acquireConnection = async (): Promise<LibsqlConnection> => new LibsqlConnection(this.client);
  beginTransaction = (connection: LibsqlConnection): Promise<void> => connection.begin();
  commitTransaction = (connection: LibsqlConnection): Promise<void> => connection.commit();
  rollbackTransaction = (connection: LibsqlConnection): Promise<void> => connection.rollback();
  releaseConnection = async (): Promise<void> => {};
  destroy = async (): Promise<void> => this.client.close();
}

class LibsqlConnection implements DatabaseConnection {
  private transaction: Transaction | undefined;

  constructor(private readonly client: Client) {}

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const result = await (this.transaction ?? this.client).execute({ sql, args: parameters as InValue[] });
    return {
      rows: result.rows.map(
        (row) => Object.fromEntries(result.columns.map((column, index) => [column, row[index]])) as R,
      ),
      numAffectedRows: BigInt(result.rowsAffected),
      ...(result.lastInsertRowid !== undefined && { insertId: result.lastInsertRowid }),
    };
  }

  // biome-ignore lint/correctness/useYield: Kysely asks for a generator; this database has no cursors to stream from.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not supported');
  }

  async begin(): Promise<void> {
    this.transaction = await this.client.transaction('write');
  }

  async commit(): Promise<void> {
    await this.transaction?.commit();
    this.transaction = undefined;
  }

  async rollback(): Promise<void> {
    await this.transaction?.rollback();
    this.transaction = undefined;
  }
}
