import { readdir } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { rows } from './client.ts';
import { migrate } from './migrate.ts';

let opened: TestDatabase;

beforeAll(async () => {
  opened = await openTestDatabase();
});

afterAll(() => opened.close());

const recorded = () =>
  rows(opened.database.db, sql`select id, hash from drizzle.__drizzle_migrations order by id`);

test('every migration file is recorded once', async () => {
  const files = (await readdir('drizzle')).filter((name) => name.endsWith('.sql'));
  expect(await recorded()).toHaveLength(files.length);
});

test('DB12 migrating a migrated database changes nothing', async () => {
  const before = await recorded();
  await migrate(opened.database, opened.url);
  expect(await recorded()).toEqual(before);
});
