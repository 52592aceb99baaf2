import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { embeddedDatabase } from '#db/client.ts';
import { openPglite } from '#db/guarded-pglite.ts';
import { migrate } from '#db/migrate.ts';
import { createTemplate, dropWithCopies } from './template.ts';

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

/** One that is given by its name is there already, and stays. */
async function prepareTemplate(project: TestProject): Promise<Teardown> {
  const adminUrl = process.env.TEST_DATABASE_URL as string;
  const given = process.env.TEST_DATABASE_TEMPLATE;
  const template = given ?? (await createTemplate(adminUrl));
  project.provide('testDatabase', { kind: 'postgres', adminUrl, template });
  return given ? async () => {} : () => dropWithCopies(adminUrl, template);
}
