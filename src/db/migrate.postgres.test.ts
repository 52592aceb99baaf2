import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { administer } from '#test/administer.ts';
import { runScript } from '#test/processes.ts';

const MIGRATE = `
  import { openDatabase } from './src/db/client.ts';
  import { migrate } from './src/db/migrate.ts';
  const url = process.argv[1];
  const database = await openDatabase({ DATABASE_URL: url, DATABASE_POOL_SIZE: 1, DATA_DIR: '' });
  await migrate(database, url);
  await database.close();
`;

const adminUrl = process.env.TEST_DATABASE_URL as string;
const name = `triberspace_fresh_${randomBytes(5).toString('hex')}`;
const url = Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href;

beforeAll(() => administer(adminUrl, (sql) => sql`create database ${sql(name)}`));
afterAll(() => administer(adminUrl, (sql) => sql`drop database if exists ${sql(name)} with (force)`));

test('DB12 two processes that migrate a fresh database together both succeed, and each migration runs once', async () => {
  const ends = await Promise.all([runScript(MIGRATE, [url]).ended(), runScript(MIGRATE, [url]).ended()]);
  expect(ends.map(({ code, output }) => ({ code, output }))).toEqual([
    { code: 0, output: '' },
    { code: 0, output: '' },
  ]);
  const hashes = await administer(
    url,
    (sql) => sql<{ hash: string }[]>`select hash from drizzle.__drizzle_migrations`,
  );
  expect(hashes.length).toBeGreaterThan(0);
  expect(new Set(hashes.map(({ hash }) => hash)).size).toBe(hashes.length);
});
