import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { type Database, openDatabase } from '#db/client.ts';
import { UNHURRIED } from '#db/guarded-postgres.ts';
import { migrate } from '#db/migrate.ts';

/** How many connections a pool has in a benchmark. */
export const POOL_SIZE = 10;

export type BenchDatabase = {
  database: Database;
  /** Where it is, for a pool of somebody else's; none for the embedded one. */
  url: string | undefined;
  close(): Promise<void>;
};

/** A migrated, empty database of its own: on the given PostgreSQL server, or embedded and in memory. */
export async function openBenchDatabase(serverUrl: string | undefined): Promise<BenchDatabase> {
  if (!serverUrl) {
    const database = await openDatabase({ DATABASE_POOL_SIZE: 1, DATA_DIR: 'memory://' });
    await migrate(database, undefined);
    return { database, url: undefined, close: database.close };
  }
  const { url, drop } = await createOnServer(serverUrl);
  const database = await openDatabase({ DATABASE_URL: url, DATABASE_POOL_SIZE: POOL_SIZE, DATA_DIR: '' });
  await migrate(database, url);
  return {
    database,
    url,
    close: async () => {
      await database.close();
      await drop();
    },
  };
}

/** Where a server process finds a database. */
export type DatabasePlace = { DATABASE_URL: string } | { DATA_DIR: string };

/** A database of its own for server processes: nobody has it open but they. */
export type ServedDatabase = {
  place: DatabasePlace;
  /** Where a second process finds the same: the same database, or a copy of the embedded one as it is now. */
  secondPlace(): DatabasePlace;
  drop(): Promise<void>;
};

/** Makes a migrated database, and has it filled. */
export async function makeServedDatabase(
  serverUrl: string | undefined,
  fill: (database: Database) => Promise<void>,
): Promise<ServedDatabase> {
  const made = serverUrl ? await servedByServer(serverUrl) : servedFromFolder();
  const database = await openDatabase({
    DATABASE_POOL_SIZE: 1,
    DATA_DIR: '',
    limits: UNHURRIED,
    ...made.place,
  });
  try {
    await migrate(database, 'DATABASE_URL' in made.place ? made.place.DATABASE_URL : undefined);
    await fill(database);
  } catch (error) {
    await database.close();
    await made.drop();
    throw error;
  }
  await database.close();
  return made;
}

async function servedByServer(serverUrl: string): Promise<ServedDatabase> {
  const { url, drop } = await createOnServer(serverUrl);
  const place = { DATABASE_URL: url };
  return { place, secondPlace: () => place, drop };
}

function servedFromFolder(): ServedDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'triberspace-bench-'));
  const place = { DATA_DIR: join(folder, 'first') };
  return {
    place,
    secondPlace() {
      const second = { DATA_DIR: join(folder, 'second') };
      cpSync(place.DATA_DIR, second.DATA_DIR, { recursive: true });
      return second;
    },
    drop: async () => rmSync(folder, { recursive: true }),
  };
}

async function createOnServer(serverUrl: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `triberspace_bench_${randomBytes(5).toString('hex')}`;
  await administer(serverUrl, (sql) => sql`create database ${sql(name)}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => administer(serverUrl, (sql) => sql`drop database if exists ${sql(name)} with (force)`),
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
