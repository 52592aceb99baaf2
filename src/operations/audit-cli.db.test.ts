import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { lockFolder } from '#db/folder-lock.ts';
import { buildCreator } from '#test/builders.ts';
import { openTestDatabase, type TestDatabase, testDataDir } from '#test/database.ts';

const script = fileURLToPath(new URL('./audit-cli.ts', import.meta.url));

type Settings = { DATABASE_URL?: string; DATA_DIR?: string };
type Ended = { code: number; output: string; errors: string };

/** Runs the command in a process of its own, with these settings and no others. */
function runAudit(settings: Settings, ...parameters: string[]): Promise<Ended> {
  const { DATABASE_URL: _url, DATA_DIR: _folder, ...env } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [script, ...parameters],
      { env: { ...env, ...settings } },
      (error, output, errors) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, output, errors }),
    );
  });
}

let t: TestDatabase | undefined;
let settings: Settings;

beforeAll(async () => {
  if (inject('testDatabase').kind === 'pglite') {
    settings = { DATA_DIR: await testDataDir() };
  } else {
    t = await openTestDatabase();
    settings = { DATABASE_URL: t.url };
  }
});
afterAll(() => t?.close());

test('LED6 says ok for each invariant and exits 0', async () => {
  const { code, output, errors } = await runAudit(settings);
  expect(errors).toBe('');
  expect(output.match(/^ok {4}/gm)).toHaveLength(12);
  expect(code).toBe(0);
});

test('LED6 says what is violated, and exits 1', async () => {
  const database = await openDatabase({ DATABASE_POOL_SIZE: 1, DATA_DIR: '', ...settings });
  const { id, userId } = await buildCreator(database.db);
  await database.db.execute(
    sql`insert into point_balances (user_id, creator_id, balance) values (${userId}, ${id}, 3)`,
  );
  await database.close();
  const text = await runAudit(settings);
  expect(text.output).toContain('FAIL  balances');
  expect(text.output).toContain('"problem":"a balance is not what the ledger says"');
  expect(text.code).toBe(1);
  const json = await runAudit(settings, '--json');
  const lines = JSON.parse(json.output);
  expect(lines).toHaveLength(12);
  expect(lines[0]).toEqual({
    name: 'balances',
    statement: expect.any(String),
    violations: 1,
    examples: [expect.objectContaining({ problem: 'a balance is not what the ledger says' })],
    milliseconds: expect.any(Number),
  });
  expect(lines[1]).toMatchObject({ name: 'amounts', violations: 0, examples: [] });
  expect(json.code).toBe(1);
});

test('LED6 says what to do where the database cannot be opened, and exits 2', async () => {
  const away = await runAudit({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' });
  expect(away).toMatchObject({
    code: 2,
    output: '',
    errors: expect.stringContaining('no PostgreSQL answers at 127.0.0.1:1'),
  });
  const folder = await mkdtemp(join(tmpdir(), 'triberspace-audit-'));
  try {
    const absent = await runAudit({ DATA_DIR: folder });
    expect(absent).toMatchObject({ code: 2, errors: expect.stringContaining('no embedded database') });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('says that the embedded database is in use, and exits 2', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'triberspace-audit-'));
  await mkdir(join(folder, 'pglite'));
  const lock = lockFolder(folder);
  const { code, errors } = await runAudit({ DATA_DIR: folder });
  lock.release();
  await rm(folder, { recursive: true });
  expect(code).toBe(2);
  expect(errors).toContain('stop the server first');
});

test('explains itself, and refuses an option that it does not know', async () => {
  expect(await runAudit(settings, '--help')).toMatchObject({
    code: 0,
    output: expect.stringContaining('--json'),
  });
  expect(await runAudit(settings, '--fix')).toMatchObject({
    code: 2,
    errors: expect.stringContaining('--fix'),
  });
});
