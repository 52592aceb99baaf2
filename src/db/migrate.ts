import { fileURLToPath } from 'node:url';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js';
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import type { Database } from './client.ts';

const migrationsFolder = fileURLToPath(new URL('../../drizzle', import.meta.url));

/** Any number that every process agrees on: names the lock under which migrations run. */
const MIGRATION_LOCK = 7_281_936_454;

/**
 * Brings the database to the newest migration. Two processes that start together run them once: on
 * PostgreSQL an advisory lock makes the second wait, and the embedded database serves one process anyway.
 */
export async function migrate(database: Database, url: string | undefined): Promise<void> {
  if (database.kind === 'pglite') {
    await migratePglite(database.db as never, { migrationsFolder });
    return;
  }
  const connection = postgres(url as string, { max: 1, onnotice: () => {} });
  try {
    await connection`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await migratePostgres(drizzlePostgres(connection), { migrationsFolder });
  } finally {
    await connection.end();
  }
}
