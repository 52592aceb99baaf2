import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type Database, openDatabase } from '#db/client.ts';
import { ownMigrations } from '#db/migrate.ts';
import { testEnvironment } from '../test-server.ts';

/* Programs of one version on a database of another. */

const program = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

let environment: Awaited<ReturnType<typeof testEnvironment>>;

beforeAll(async () => {
  environment = await testEnvironment(inject('testDatabase').kind);
});

afterAll(() => environment.close());

type Ended = { code: number; output: string };

/** Runs a program until it ends by itself; a server that starts is ended, with code -1. */
function run(path: string, args: string[] = [], settings: Record<string, string> = {}): Promise<Ended> {
  const env = { PATH: process.env.PATH, LOG_LEVEL: 'error', ...environment.env, ...settings };
  return new Promise((resolve) => {
    execFile(process.execPath, [program(path), ...args], { env, timeout: 30_000 }, (error, stdout, stderr) =>
      resolve({
        code: error ? (typeof error.code === 'number' ? error.code : -1) : 0,
        output: stdout + stderr,
      }),
    );
  });
}

async function change(work: (db: Database['db']) => Promise<unknown>): Promise<void> {
  const { DATABASE_URL, DATA_DIR = '' } = environment.env;
  const database = await openDatabase({ DATABASE_URL, DATABASE_POOL_SIZE: 1, DATA_DIR });
  await work(database.db);
  await database.close();
}

const newest = () => ownMigrations().at(-1)?.folderMillis ?? 0;

test('DB23 old code on a newer schema does not start, audit or migrate, and says what to do', async () => {
  await change((db) =>
    db.execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', ${newest() + 86_400_000})`,
    ),
  );
  for (const [path, code] of [
    ['src/main.ts', 1],
    ['src/operations/audit-cli.ts', 2],
    ['src/operations/migrate-cli.ts', 1],
  ] as const) {
    const ended = await run(path);
    expect(ended).toEqual({ code, output: expect.stringContaining('migrated by a newer version') });
    expect(ended.output.trim().split('\n')).toHaveLength(1);
  }
  await change((db) => db.execute(sql`delete from drizzle.__drizzle_migrations where hash = 'later'`));
});

test('DB24 without MIGRATE_ON_START a server waits for npm run migrate, which says what it does', async () => {
  await change(async (db) => {
    await db.execute(sql`drop extension pg_trgm cascade`).catch(() => {});
    await db.execute(sql`drop schema public cascade`);
    await db.execute(sql`create schema public`);
    await db.execute(sql`drop schema drizzle cascade`);
  });
  const names = ownMigrations().map(({ name }) => name);
  const lacking = expect.stringContaining(
    `lacks ${names.length} migrations of this version, from ${names[0]} on`,
  );
  expect(await run('src/main.ts', [], { MIGRATE_ON_START: 'false' })).toEqual({ code: 1, output: lacking });
  expect(await run('src/operations/audit-cli.ts')).toEqual({ code: 2, output: lacking });

  const plan = await run('src/operations/migrate-cli.ts', ['--plan']);
  expect(plan.code).toBe(0);
  expect(plan.output.split('\n')).toEqual(expect.arrayContaining(names));
  expect((await run('src/operations/migrate-cli.ts', ['--plan'])).output).toBe(plan.output);

  const done = await run('src/operations/migrate-cli.ts');
  expect(done.code).toBe(0);
  expect(done.output.match(/done in \d+ ms/g)).toHaveLength(names.length);
  expect(await run('src/operations/migrate-cli.ts')).toEqual({
    code: 0,
    output: 'The database is at the newest migration.\n',
  });
  expect((await run('src/operations/audit-cli.ts')).code).toBe(0);
});

test('DB24 npm run migrate explains itself, and refuses what it does not know', async () => {
  const help = await run('src/operations/migrate-cli.ts', ['--help']);
  expect(help).toEqual({ code: 0, output: expect.stringContaining('Usage: npm run migrate') });
  const wrong = await run('src/operations/migrate-cli.ts', ['--plans']);
  expect(wrong).toEqual({ code: 1, output: expect.stringContaining('Usage: npm run migrate') });
});
