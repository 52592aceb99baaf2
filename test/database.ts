import { randomBytes } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Database, embeddedDatabase, openDatabase } from '#db/client.ts';
import { openPglite } from '#db/guarded-pglite.ts';
import { administer } from './administer.ts';
import type { TestDatabaseSource } from './global-setup.ts';

/** A migrated, empty database of one test file. */
export type TestDatabase = {
  kind: Database['kind'];
  database: Database;
  /** Where another process reaches it; undefined for the embedded database, which serves one process. */
  url: string | undefined;
  /** Closes it and removes what it was made of. A file that leaves one open fails. */
  close(): Promise<void>;
};

type PostgresSource = Extract<TestDatabaseSource, { kind: 'postgres' }>;

const open = new Set<TestDatabase>();
const folders: string[] = [];

/**
 * A migrated, empty database for this test file: a copy of the template on PostgreSQL, a restored dump in
 * memory for PGlite. Takes about 0.1 s and 0.5 s.
 */
export async function openTestDatabase({ poolSize = 10 } = {}): Promise<TestDatabase> {
  const source = inject('testDatabase');
  const opened =
    source.kind === 'postgres' ? await openCopy(source, poolSize) : await openDump(source.dumpFile);
  const tracked: TestDatabase = {
    ...opened,
    close: async () => {
      if (!open.delete(tracked)) return;
      await opened.close();
    },
  };
  open.add(tracked);
  return tracked;
}

/**
 * A new folder that holds the migrated, empty embedded database: the DATA_DIR of a server process. It is
 * removed after the test file. There is one only where the embedded database is what is tested.
 */
export async function testDataDir(): Promise<string> {
  const source = inject('testDatabase');
  if (source.kind !== 'pglite')
    throw new Error('testDataDir is for PGlite; here, use the url of openTestDatabase.');
  const folder = await mkdtemp(join(tmpdir(), 'triberspace-data-'));
  folders.push(folder);
  const embedded = await openPglite(folder, await openAsBlob(source.dumpFile));
  await embedded.close();
  return folder;
}

/** Removes what the test file made and answers how many databases it had not closed. */
export async function cleanUpTestDatabases(): Promise<number> {
  const leaked = [...open];
  for (const database of leaked) await database.close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
  return leaked.length;
}

async function openDump(dumpFile: string): Promise<TestDatabase> {
  const database = embeddedDatabase(await openPglite('memory://', await openAsBlob(dumpFile)));
  return { kind: 'pglite', database, url: undefined, close: database.close };
}

async function openCopy({ adminUrl, template }: PostgresSource, poolSize: number): Promise<TestDatabase> {
  const name = `${template}_${randomBytes(4).toString('hex')}`;
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  await administer(adminUrl, (sql) => sql`create database ${sql(name)} template ${sql(template)}`);
  // What a crash of PostgreSQL leaves is tested on clusters of their own; here nothing waits for the disk.
  await administer(adminUrl, (sql) => sql`alter database ${sql(name)} set synchronous_commit = off`);
  const database = await openDatabase({ DATABASE_URL: url.href, DATABASE_POOL_SIZE: poolSize, DATA_DIR: '' });
  const close = async () => {
    await database.close();
    await administer(adminUrl, (sql) => sql`drop database if exists ${sql(name)} with (force)`);
  };
  return { kind: 'postgres', database, url: url.href, close };
}
