import 'server-only';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely';
import Database from 'libsql';

/** Kysely's SQLite over libsql, whose native SQLite arrives as a package. */
export class LibsqlDialect extends SqliteDialect {
  private readonly config: SqliteDialectConfig;

  constructor(file: string) {
    const config = { database: async () => open(file) };
    super(config);
    this.config = config;
  }

  override createDriver(): Driver {
    return new WritingDriver(this.config);
  }
}

/** Takes the write lock at the start of a transaction: one that reads first and writes later fails where another process wrote between. */
class WritingDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

function open(file: string) {
  const db = new Database(file);
  // In WAL a commit survives the death of this process at any moment; NORMAL may lose the last ones to a power cut only.
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;');
  // The store's statements are few and come back with every hook; to prepare one takes as long as to run it.
  const prepared = new Map<string, Database.Statement>();
  return {
    close: () => db.close(),
    prepare: (sql: string) => {
      const statement = prepared.get(sql) ?? db.prepare(sql);
      prepared.set(sql, statement);
      return statement;
    },
  };
}
