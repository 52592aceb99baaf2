import type postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { connectPostgres } from './guarded-postgres.ts';

/* Transactions that begin while many statements are on their way, on two connections. */

let opened: TestDatabase;
let client: postgres.Sql;

beforeAll(async () => {
  opened = await openTestDatabase();
  client = connectPostgres(opened.url as string, 2);
  await client.unsafe('create table marks (mark int)');
});
afterAll(async () => {
  await client.end();
  await opened.close();
});

/** So many reads, a transaction, and as many reads once more, all of them on their way at once. */
async function beginAmong(reads: number): Promise<void> {
  const read = () => client.unsafe('select 1 + $1::int', [reads]).then(() => {});
  const before = Array.from({ length: reads }, read);
  const written = client.begin((tx) => tx.unsafe('insert into marks values ($1::int)', [reads]));
  const after = Array.from({ length: reads }, read);
  await Promise.all([...before, written, ...after]);
}

test('DB18 a transaction may begin behind any number of statements, and is kept', async () => {
  const numbers = Array.from({ length: 250 }, (_, n) => n);
  for (const reads of numbers) await beginAmong(reads);
  await beginAmong(1_000);
  const kept = await client.unsafe('select mark from marks order by mark').values();
  expect(kept.flat()).toEqual([...numbers, 1_000]);
  const open = await client.unsafe(
    `select query from pg_stat_activity
     where datname = current_database() and state like 'idle in transaction%'`,
  );
  expect([...open]).toEqual([]);
});
