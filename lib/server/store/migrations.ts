import 'server-only';
import { type Kysely, type Migration, type MigrationProvider, Migrator } from 'kysely';
import type { StoreSchema } from './schema';

/** Migrations in order of their names; one that has landed is never edited. Both databases run the same statements. */
const migrations: Readonly<Record<string, Migration>> = {
  '2026-11-23-first': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('served_card')
        .addColumn('uuid', 'text', (column) => column.primaryKey())
        .addColumn('client', 'text', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('order_pseudonym', 'text', (column) => column.notNull())
        .addColumn('case_pseudonym', 'text', (column) => column.notNull())
        .addColumn('served_at', 'text', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('served_card_case').on('served_card').column('case_pseudonym').execute();
      await db.schema
        .createTable('card_feedback')
        .addColumn('card_uuid', 'text', (column) => column.primaryKey().references('served_card.uuid'))
        .addColumn('outcome', 'text', (column) => column.notNull())
        .addColumn('reason_code', 'text')
        .addColumn('commented', 'integer', (column) => column.notNull())
        .addColumn('suggestion_count', 'integer', (column) => column.notNull())
        .addColumn('given_at', 'text', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('counter')
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('label', 'text', (column) => column.notNull())
        .addColumn('value', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('counter_key', ['name', 'label'])
        .execute();
      await db.schema
        .createTable('token_id')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('expires_at', 'text', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('token_id_expiry').on('token_id').column('expires_at').execute();
      await db.schema
        .createTable('rate_window')
        .addColumn('client', 'text', (column) => column.notNull())
        .addColumn('window_start', 'text', (column) => column.notNull())
        .addColumn('requests', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('rate_window_key', ['client', 'window_start'])
        .execute();
      await db.schema
        .createTable('audit_event')
        .addColumn('sequence', 'integer', (column) => column.primaryKey())
        .addColumn('recorded', 'text', (column) => column.notNull())
        .addColumn('event', 'text', (column) => column.notNull())
        .addColumn('previous_hash', 'text', (column) => column.notNull().unique())
        .addColumn('hash', 'text', (column) => column.notNull().unique())
        .execute();
    },
  },
  /** Whether a case is silent is asked at each hook: by its own index, and not by way of every card it was ever served. */
  '2026-11-23-silence': {
    async up(db: Kysely<StoreSchema>) {
      await db.schema.alterTable('card_feedback').addColumn('case_pseudonym', 'text').execute();
      await db
        .updateTable('card_feedback')
        .set((eb) => ({
          case_pseudonym: eb
            .selectFrom('served_card')
            .select('case_pseudonym')
            .whereRef('served_card.uuid', '=', 'card_feedback.card_uuid')
            .limit(1),
        }))
        .execute();
      await db.schema
        .createIndex('card_feedback_case')
        .on('card_feedback')
        .columns(['case_pseudonym', 'given_at'])
        .execute();
    },
  },
  /** Which suggestions of a card were accepted, which feedback is in the audit chain, and the cards of the last months by their index. */
  '2026-11-27-card-counts': {
    async up(db: Kysely<StoreSchema>) {
      await db.schema
        .createTable('accepted_suggestion')
        .addColumn('card_uuid', 'text', (column) => column.notNull().references('served_card.uuid'))
        .addColumn('suggestion', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('accepted_suggestion_key', ['card_uuid', 'suggestion'])
        .execute();
      await db.schema
        .alterTable('card_feedback')
        .addColumn('audited', 'integer', (column) => column.notNull().defaultTo(1))
        .execute();
      await db.schema.createIndex('served_card_time').on('served_card').column('served_at').execute();
    },
  },
  /** The queue of disagreements with their words, apart from the audit chain, which cannot forget. */
  '2026-11-28-disagreements': {
    async up(db: Kysely<StoreSchema>) {
      await db.schema
        .createTable('disagreement')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('given_at', 'text', (column) => column.notNull())
        .addColumn('launch_pseudonym', 'text', (column) => column.notNull())
        .addColumn('model_id', 'text', (column) => column.notNull())
        .addColumn('model_version', 'text', (column) => column.notNull())
        .addColumn('reason', 'text', (column) => column.notNull())
        .addColumn('words', 'text')
        .addColumn('audited', 'integer', (column) => column.notNull())
        .addColumn('settled_by', 'text')
        .addColumn('settled_at', 'text')
        .addColumn('erased_at', 'text')
        .execute();
    },
  },
};

const provider: MigrationProvider = { getMigrations: async () => migrations };

/** As long as another process may take to migrate the same SQLite file. */
const attempts = 5;
const pauseMs = 500;

/**
 * Brings the database to the newest schema. On PostgreSQL Kysely's lock keeps two starting servers apart. SQLite has no such
 * lock: there one of the two fails, is rolled back, and finds the schema as the other left it when it tries again.
 * @param upTo the schema of an earlier release instead, as tests of an upgrade need it.
 */
export async function migrate(db: Kysely<StoreSchema>, upTo?: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const migrator = new Migrator({ db, provider });
    const { error } = await (upTo ? migrator.migrateTo(upTo) : migrator.migrateToLatest());
    if (!error) return;
    if (attempt === attempts) throw new Error('The store could not be migrated to this version', { cause: error });
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
