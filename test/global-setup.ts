import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { embeddedDatabase, openDatabase } from '#db/client.ts';
import { openPglite } from '#db/guarded-pglite.ts';
import { migrate } from '#db/migrate.ts';
import { administer } from './administer.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** What a test file makes its own database from. */
    testDatabase: TestDatabaseSource;
  }
}

/** A dump of a migrated data folder, or a migrated database to make copies of. */
export type TestDatabaseSource =
  | { kind: 'pglite'; dumpFile: string }
  | { kind: 'postgres'; adminUrl: string; template: string };

type Teardown = () => Promise<void>;

/** Migrates once for each project that has a database; every test file then gets a copy. */
export default function setup(project: TestProject): Promise<Teardown> {
  return project.name === 'postgres' ? prepareTemplate(project) : prepareDump(project);
}

async function prepareDump(project: TestProject): Promise<Teardown> {
  const folder = await mkdtemp(join(tmpdir(), 'triberspace-dump-'));
  const dumpFile = join(folder, 'migrated.tar');
  const embedded = await openPglite('memory://');
  await migrate(embeddedDatabase(embedded), undefined);
  const dump = await embedded.pglite.dumpDataDir('none');
  await embedded.close();
  await writeFile(dumpFile, new Uint8Array(await dump.arrayBuffer()));
  project.provide('testDatabase', { kind: 'pglite', dumpFile });
  return () => rm(folder, { recursive: true, force: true });
}

async function prepareTemplate(project: TestProject): Promise<Teardown> {
  const adminUrl = process.env.TEST_DATABASE_URL as string;
  const template = `triberspace_test_${randomBytes(5).toString('hex')}`;
  const url = new URL(adminUrl);
  url.pathname = `/${template}`;
  await administer(adminUrl, (sql) => sql`create database ${sql(template)}`);
  const database = await openDatabase({ DATABASE_URL: url.href, DATABASE_POOL_SIZE: 1, DATA_DIR: '' });
  await migrate(database, url.href);
  await database.close();
  project.provide('testDatabase', { kind: 'postgres', adminUrl, template });
  return () => administer(adminUrl, (sql) => dropWithCopies(sql, template));
}

/** Also what a test process that was killed left behind. */
async function dropWithCopies(sql: postgres.Sql, template: string): Promise<void> {
  const names = await sql<{ datname: string }[]>`
    select datname from pg_database where starts_with(datname, ${template})`;
  for (const { datname } of names) await sql`drop database if exists ${sql(datname)} with (force)`;
}
