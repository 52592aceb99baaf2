import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import { type Database, type Db, type Executor, openPostgres, rows, type Tx } from './client.ts';
import { isContention } from './constraint.ts';
import { costsOf } from './migration-costs.ts';

const migrationsFolder = fileURLToPath(new URL('../../drizzle', import.meta.url));

/** Any number that every process agrees on: names the lock under which migrations run. */
const MIGRATION_LOCK = 7_281_936_454;

/** How long a migration may take and wait. All in milliseconds. */
export type MigrationLimits = {
  /**
   * A statement that waits for a lock on a table makes everybody wait behind it, readers too. So it gives up after
   * this time, and tries again after a pause in which the others get on.
   */
  lockMs: number;
  /** The first pause; each is twice as long as the one before, up to the longest. */
  pauseMs: number;
  longestPauseMs: number;
  /** After this time without the locks the migration is given up. */
  patienceMs: number;
};

const LIMITS: MigrationLimits = {
  lockMs: 2_000,
  pauseMs: 1_000,
  longestPauseMs: 10_000,
  patienceMs: 300_000,
};

/** Some migrations go through all rows of a table. Milliseconds for one statement. */
const STATEMENT_MS = 3_600_000;
/** How often a process looks whether the one that migrates is done. Milliseconds. */
const TURN_MS = 200;

export type MigrationStep =
  | { kind: 'begins'; name: string; costs: string[] }
  | { kind: 'waits for locks'; name: string; pauseMs: number }
  | { kind: 'waits for another process' }
  | { kind: 'done'; name: string; milliseconds: number };

/** The schema of the database is not the one that this code needs; `message` says what to do. */
export class SchemaMismatch extends Error {
  override name = 'SchemaMismatch';
}

export type Migration = MigrationMeta & { name: string };

export type MigrateOptions = {
  /** Is told what is done, as it is done. */
  onStep?: (step: MigrationStep) => void;
  limits?: MigrationLimits;
  /** Those of this code, unless others are given. */
  migrations?: readonly Migration[];
};

type Journal = { entries: { when: number; tag: string }[] };

/** The migrations of this code, the oldest first. */
export function ownMigrations(): Migration[] {
  const journal = JSON.parse(readFileSync(`${migrationsFolder}/meta/_journal.json`, 'utf8')) as Journal;
  const files = readMigrationFiles({ migrationsFolder });
  return files.map((file, at) => ({ ...file, name: journal.entries[at]?.tag ?? String(file.folderMillis) }));
}

/**
 * What is yet to be done to the database, the oldest first.
 * @throws SchemaMismatch where a newer version of this server has migrated it
 */
export async function pendingMigrations(
  executor: Executor,
  own: readonly Migration[] = ownMigrations(),
): Promise<Migration[]> {
  const recorded = await newestRecorded(executor);
  const newest = own.at(-1)?.folderMillis ?? 0;
  if (recorded > newest) {
    throw new SchemaMismatch(
      `The database was migrated by a newer version of this server (${new Date(recorded).toISOString()}; this version ` +
        `knows migrations up to ${new Date(newest).toISOString()}). Start that version or a newer one, or restore a ` +
        'backup from before the update: this version would read and write the database wrongly.',
    );
  }
  return own.filter(({ folderMillis }) => folderMillis > recorded);
}

/** Makes sure that the database is at the newest migration and says what to do where it is not. */
export async function assertMigrated(executor: Executor): Promise<void> {
  const pending = await pendingMigrations(executor);
  if (pending.length === 0) return;
  throw new SchemaMismatch(
    `The database lacks ${pending.length} migration${pending.length > 1 ? 's' : ''} of this version, from ` +
      `${pending[0]?.name} on. Run npm run migrate, or start the server with MIGRATE_ON_START=true.`,
  );
}

/** When the newest migration was made that the database has, in milliseconds since 1970; 0 where it has none. */
async function newestRecorded(executor: Executor): Promise<number> {
  const [table] = await rows<{ isThere: boolean }>(
    executor,
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as "isThere"`,
  );
  if (!table?.isThere) return 0;
  const [found] = await rows<{ newest: string | null }>(
    executor,
    sql`select max(created_at)::text as newest from drizzle.__drizzle_migrations`,
  );
  return Number(found?.newest ?? 0);
}

/**
 * Brings the database to the newest migration; changes nothing where it is there already. Each migration is a
 * transaction of its own. Processes that start together take turns under an advisory lock of that transaction.
 * @throws SchemaMismatch where a newer version has migrated it, or where the locks could not be had
 */
export async function migrate(
  database: Database,
  url: string | undefined,
  { onStep = () => {}, limits = LIMITS, migrations = ownMigrations() }: MigrateOptions = {},
): Promise<void> {
  const given = { onStep, limits, migrations };
  if ((await pendingMigrations(database.db, migrations)).length === 0) return;
  if (database.kind === 'pglite') return applyAll(database.db, given);
  const { lockMs } = limits;
  const answerMs = STATEMENT_MS + 5_000;
  const own = openPostgres(url as string, 1, { statementMs: STATEMENT_MS, lockMs, answerMs });
  try {
    await applyAll(own.db, given);
  } finally {
    await own.close();
  }
}

async function applyAll(db: Db, { onStep, limits, migrations }: Required<MigrateOptions>): Promise<void> {
  const pending = await pendingMigrations(db, migrations);
  // In an empty database nothing takes long, and nobody waits.
  const isNew = pending.length === migrations.length;
  for (const next of pending) {
    onStep({ kind: 'begins', name: next.name, costs: isNew ? [] : costsOfAll(next) });
    const begunAt = performance.now();
    await applyPatiently(db, next, onStep, limits);
    onStep({ kind: 'done', name: next.name, milliseconds: Math.round(performance.now() - begunAt) });
  }
}

const costsOfAll = ({ sql: statements }: Migration): string[] => [...new Set(statements.flatMap(costsOf))];

/** Resolves once it is applied, by this process or by another one. */
async function applyPatiently(
  db: Db,
  migration: Migration,
  onStep: (step: MigrationStep) => void,
  { pauseMs, longestPauseMs, patienceMs }: MigrationLimits,
): Promise<void> {
  const { name } = migration;
  let isWaiting = false;
  let pause = pauseMs;
  for (let deadline = performance.now() + patienceMs; ; ) {
    try {
      if (await db.transaction((tx) => apply(tx as Tx, migration))) return;
      if (!isWaiting) onStep({ kind: 'waits for another process' });
      isWaiting = true;
      // The other one has a patience of its own; ours begins when it is our turn.
      deadline = performance.now() + patienceMs;
      await sleep(TURN_MS);
    } catch (error) {
      if (!isContention(error)) throw error;
      if (performance.now() > deadline) throw blocked(name, error);
      onStep({ kind: 'waits for locks', name, pauseMs: pause });
      await sleep(pause);
      pause = Math.min(pause * 2, longestPauseMs);
    }
  }
}

/** False where it is another process's turn. */
async function apply(tx: Tx, { sql: statements, hash, folderMillis }: Migration): Promise<boolean> {
  const [lock] = await rows<{ isOurs: boolean }>(
    tx,
    sql`select pg_try_advisory_xact_lock(${MIGRATION_LOCK}) as "isOurs"`,
  );
  if (!lock?.isOurs) return false;
  await tx.execute(sql`create schema if not exists drizzle`);
  await tx.execute(sql`create table if not exists drizzle.__drizzle_migrations
    (id serial primary key, hash text not null, created_at bigint)`);
  if ((await newestRecorded(tx)) >= folderMillis) return true;
  for (const statement of statements) await tx.execute(sql.raw(statement));
  await tx.execute(
    sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${folderMillis})`,
  );
  return true;
}

const blocked = (name: string, cause: unknown): SchemaMismatch =>
  new SchemaMismatch(
    `The migration ${name} could not get its locks: transactions on its tables have been running for minutes. Look ` +
      "for them with select pid, state, xact_start, query from pg_stat_activity where state <> 'idle' order by " +
      'xact_start, end them or wait for them, and try again.',
    { cause },
  );
