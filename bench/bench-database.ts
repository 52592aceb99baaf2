import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { type Database, openDatabase } from '#db/client.ts';
import { migrate } from '#db/migrate.ts';

/** A migrated, empty database of its own: on the given PostgreSQL server, or embedded and in memory. */
export async function openBenchDatabase(
  serverUrl: string | undefined,
): Promise<{ database: Database; close(): Promise<void> }> {
  if (!serverUrl) {
    const database = await openDatabase({ DATABASE_POOL_SIZE: 1, DATA_DIR: 'memory://' });
    await migrate(database, undefined);
    return { database, close: database.close };
  }
  const name = `triberspace_bench_${randomBytes(5).toString('hex')}`;
  await administer(serverUrl, (sql) => sql`create database ${sql(name)}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const database = await openDatabase({ DATABASE_URL: url.href, DATABASE_POOL_SIZE: 10, DATA_DIR: '' });
  await migrate(database, url.href);
  return {
    database,
    close: async () => {
      await database.close();
      await administer(serverUrl, (sql) => sql`drop database if exists ${sql(name)} with (force)`);
    },
  };
}

async function administer(url: string, work: (sql: postgres.Sql) => PromiseLike<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}
