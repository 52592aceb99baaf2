import { readdir, readFile } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseClock } from '#domain/clock.ts';
import { createLedger } from '#domain/points/ledger.ts';
import { buildCreator, buildUser, givePoints } from '#test/builders.ts';
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

test('LDB1 what was earned before there was a column for it is added up from the ledger', async () => {
  const { db } = opened.database;
  const ledger = createLedger({ clock: databaseClock });
  const [first, second] = [await buildCreator(db), await buildCreator(db)];
  const [player, spender] = [await buildUser(db), await buildUser(db)];
  const give = (userId: string, creatorId: number, amount: number, type: 'earn' | 'gift' | 'spend') =>
    givePoints(db, ledger, { userId, creatorId, amount, type });
  await give(player.id, first.id, 30, 'earn');
  await give(player.id, first.id, 12, 'earn');
  await give(player.id, first.id, -20, 'spend');
  await give(player.id, second.id, 5, 'earn');
  await give(spender.id, first.id, 100, 'gift');
  const totals = () =>
    rows(
      db,
      sql`select user_id, creator_id, total_earned::int as total from point_balances order by user_id, creator_id`,
    );
  const written = await totals();
  expect(written.map(({ total }) => total).sort()).toEqual([0, 42, 5]);

  await db.execute(sql`update point_balances set total_earned = 0`);
  const file = (await readdir('drizzle')).find((name) => name.endsWith('_total_earned.sql'));
  await db.execute(sql.raw(await readFile(`drizzle/${file}`, 'utf8')));
  expect(await totals()).toEqual(written);
});
