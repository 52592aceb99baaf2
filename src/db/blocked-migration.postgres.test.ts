import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { administer } from '#test/administer.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { rows } from './client.ts';
import { type MigrationStep, migrate, ownMigrations, SchemaMismatch } from './migrate.ts';

/* A migration that needs the lock of a table which somebody reads for long, and others all the time. */

const LIMITS = { lockMs: 300, pauseMs: 300, longestPauseMs: 600, patienceMs: 60_000 };

let opened: TestDatabase;

beforeAll(async () => {
  opened = await openTestDatabase();
  await opened.database.db.execute(sql`create table crowded (id int)`);
});

afterAll(() => opened.close());

/** The migrations of this code and one more. */
function withOneMore(name: string, statement: string) {
  const own = ownMigrations();
  const folderMillis = (own.at(-1)?.folderMillis ?? 0) + Number(name);
  return [...own, { name, sql: [statement], bps: true, folderMillis, hash: name }];
}

/** Reads the table in a transaction that lasts; resolves once it has the lock. */
async function readForLong(seconds: number): Promise<{ over: Promise<unknown> }> {
  const { promise: begun, resolve } = Promise.withResolvers<void>();
  const over = administer(opened.url as string, (admin) =>
    admin.begin(async (tx) => {
      await tx`select count(*) from crowded`;
      resolve();
      await tx`select pg_sleep(${seconds})`;
    }),
  );
  await begun;
  return { over };
}

test('DB25 a migration that waits behind a lock lets readers pass, and is done when the lock is free', async () => {
  const steps: MigrationStep[] = [];
  const waits: number[] = [];
  let isOver = false;
  const { over } = await readForLong(4);
  const reading = (async () => {
    for (; !isOver; await sleep(20)) {
      const begunAt = performance.now();
      await rows(opened.database.db, sql`select count(*) from crowded`);
      waits.push(performance.now() - begunAt);
    }
  })();
  const migrations = withOneMore('1', 'alter table crowded add column more int');
  await migrate(opened.database, opened.url, {
    onStep: (step) => steps.push(step),
    limits: LIMITS,
    migrations,
  });
  isOver = true;
  await Promise.all([over, reading]);
  expect(steps.filter(({ kind }) => kind === 'waits for locks').length).toBeGreaterThan(1);
  expect(steps.at(-1)).toMatchObject({ kind: 'done', name: '1' });
  // Behind a migration that does not give up, the first of them waits for as long as the transaction lasts.
  expect(waits.length).toBeGreaterThan(4);
  expect(Math.max(...waits)).toBeLessThan(2_500);
  expect(await rows(opened.database.db, sql`select more from crowded`)).toEqual([]);
});

test('DB25 a migration that cannot get its locks is given up with what to do, and leaves nothing', async () => {
  const { over } = await readForLong(3);
  const migrations = withOneMore('2', 'alter table crowded add column never int');
  const attempt = migrate(opened.database, opened.url, {
    limits: { ...LIMITS, patienceMs: 500 },
    migrations,
  });
  await expect(attempt).rejects.toThrow(SchemaMismatch);
  await expect(attempt).rejects.toThrow(/The migration 2 could not get its locks/);
  await over;
  const [found] = await rows<{ newest: string }>(
    opened.database.db,
    sql`select hash as newest from drizzle.__drizzle_migrations order by id desc limit 1`,
  );
  expect(found?.newest).toBe('1');
});
