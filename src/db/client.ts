import { type ExtractTablesWithRelations, type SQL, sql } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT, PgTransaction } from 'drizzle-orm/pg-core';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js';
import { createFailures, type Failures } from './failures.ts';
import { type EmbeddedDatabase, openPglite } from './guarded-pglite.ts';
import { connectPostgres, type PostgresLimits } from './guarded-postgres.ts';
import type { PoolWork } from './limited.ts';
import * as schema from './schema/index.ts';

type Schema = typeof schema;

/** The global handle: one statement at a time, each on its own. */
export type Db = PgDatabase<PgQueryResultHKT, Schema>;

/** The handle of a transaction that is under way; a `Db` does not pass for one. */
export type Tx = PgTransaction<PgQueryResultHKT, Schema, ExtractTablesWithRelations<Schema>>;

/** What a read may run on. */
export type Executor = Db | Tx;

export type Database = {
  kind: 'postgres' | 'pglite';
  db: Db;
  /** Resolves when the database answers; rejects with a `ReadOnly` where it takes no writes by its settings. */
  ping(): Promise<void>;
  /** Resolves when the database can be written to; writes half a megabyte that is gone at once. */
  probeWrite(): Promise<void>;
  /** The statements and transactions that the database could not do for now. */
  failures: Failures;
  /** How many connections there may be, and how much work has or wants one. None where there is one connection only. */
  pool?: () => { size: number; underWay: number };
  close(): Promise<void>;
};

export type DatabaseSettings = {
  DATABASE_URL?: string | undefined;
  DATABASE_POOL_SIZE: number;
  DATA_DIR: string;
  /** How long PostgreSQL may take; as a server that somebody waits for, unless it says otherwise. */
  limits?: PostgresLimits;
};

/** Opens PostgreSQL where there is a DATABASE_URL, and the embedded PGlite where there is none. */
export async function openDatabase(settings: DatabaseSettings): Promise<Database> {
  return settings.DATABASE_URL
    ? openPostgres(settings.DATABASE_URL, settings.DATABASE_POOL_SIZE, settings.limits)
    : embeddedDatabase(await openPglite(settings.DATA_DIR));
}

/** A pool of connections to PostgreSQL, each of them opened when it is needed. */
export function openPostgres(url: string, poolSize: number, limits?: PostgresLimits): Database {
  const work: PoolWork = { underWay: 0 };
  const failures = createFailures();
  const client = connectPostgres(url, poolSize, limits, work, failures);
  const db = drizzlePostgres(client, { schema, casing: 'snake_case' }) as unknown as Db;
  return {
    kind: 'postgres',
    db,
    ...asked(db, failures),
    pool: () => ({ size: poolSize, ...work }),
    close: () => client.end({ timeout: 5 }),
  };
}

/** An embedded database that is already open, as the application sees it. */
export function embeddedDatabase({ pglite, failures, close }: EmbeddedDatabase): Database {
  const db = drizzlePglite(pglite, { schema, casing: 'snake_case' }) as unknown as Db;
  return { kind: 'pglite', db, ...asked(db, failures), close };
}

/** The database takes no writes: it is a standby, or was set so. */
class ReadOnly extends Error {
  override name = 'ReadOnly';
  readonly code = '25006';
  constructor() {
    super('The database is read-only: default_transaction_read_only is on, or it is a standby.');
  }
}

/**
 * Pages of a new table make the file system allocate them, which an update in place would not; a full disk shows.
 * Rows stay under the size from which PostgreSQL compresses them.
 */
const PROBE = sql`
  create temporary table triberspace_probe on commit drop as
  select n, repeat('x', 1900) as filler from generate_series(1, 256) as n`;

/** How it is asked whether a database works. */
const asked = (db: Db, failures: Failures): Pick<Database, 'ping' | 'probeWrite' | 'failures'> => ({
  failures,
  ping: async () => {
    const [mode] = await rows<{ readOnly: string }>(
      db,
      sql`select current_setting('transaction_read_only') as "readOnly"`,
    );
    if (mode?.readOnly !== 'on') return;
    const error = new ReadOnly();
    failures.note(error);
    throw error;
  },
  probeWrite: async () => void (await db.execute(PROBE)),
});

/** The rows of a written-out statement; the two drivers wrap them differently. */
export async function rows<T extends Record<string, unknown>>(executor: Executor, query: SQL): Promise<T[]> {
  const result = (await executor.execute(query)) as unknown as T[] | { rows: T[] };
  return Array.isArray(result) ? [...result] : result.rows;
}

/**
 * A list of records as a row source, for `from ${jsonRows(list)} as r(id int, name text)`: one parameter
 * whatever the length, and the same on both drivers.
 */
export const jsonRows = (records: readonly Record<string, unknown>[]): SQL =>
  sql`jsonb_to_recordset(${JSON.stringify(records)}::text::jsonb)`;

/** A list of texts as one parameter, for `where id in ${textSet(list)}`. */
export const textSet = (values: readonly string[]): SQL =>
  sql`(select jsonb_array_elements_text(${JSON.stringify(values)}::text::jsonb))`;
