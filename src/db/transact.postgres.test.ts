import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { rows, type Tx } from './client.ts';
import { databaseRefusal } from './constraint.ts';
import { afterCommit, createTransact, type Transact } from './transact.ts';

let opened: TestDatabase;
let transact: Transact;

beforeAll(async () => {
  opened = await openTestDatabase();
  transact = createTransact(opened.database.db, (error) => {
    throw error;
  });
  await opened.database.db.execute(sql`create table counters (name text primary key, value int not null)`);
});

beforeEach(async () => {
  await opened.database.db.execute(sql`truncate counters`);
  await opened.database.db.execute(sql`insert into counters values ('a', 0), ('b', 0)`);
});

afterAll(() => opened.close());

const increment = (tx: Tx, name: string) =>
  tx.execute(sql`update counters set value = value + 1 where name = ${name}`);

const counters = () => rows(opened.database.db, sql`select name, value from counters order by name`);

/** Resolves for everybody once `parties` have arrived; whoever comes later passes. */
function meetingPoint(parties: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let arrived = 0;
  return () => {
    if (++arrived === parties) resolve();
    return promise;
  };
}

test('DB6 a deadlock is tried again, and both transactions are kept', async () => {
  const met = meetingPoint(2);
  let attempts = 0;
  let hooks = 0;
  const take = (first: string, second: string) =>
    transact(async (tx) => {
      attempts++;
      afterCommit(tx, () => void hooks++);
      await increment(tx, first);
      await met();
      await increment(tx, second);
    });
  await Promise.all([take('a', 'b'), take('b', 'a')]);
  expect(attempts).toBeGreaterThan(2);
  expect(hooks).toBe(2);
  expect(await counters()).toEqual([
    { name: 'a', value: 2 },
    { name: 'b', value: 2 },
  ]);
});

test('DB6 a serialization failure is tried again', async () => {
  const met = meetingPoint(2);
  let attempts = 0;
  const addOne = () =>
    transact(async (tx) => {
      attempts++;
      await tx.execute(sql`set transaction isolation level repeatable read`);
      const [counter] = await rows<{ value: number }>(tx, sql`select value from counters where name = 'a'`);
      await met();
      await tx.execute(sql`update counters set value = ${(counter?.value ?? 0) + 1} where name = 'a'`);
    });
  await Promise.all([addOne(), addOne()]);
  expect(attempts).toBe(3);
  expect(await counters()).toContainEqual({ name: 'a', value: 2 });
});

test('DB7 gives up after five attempts, with the error of the last', async () => {
  let attempts = 0;
  const attempt = transact(async (tx) => {
    attempts++;
    await tx.execute(
      sql`do $$ begin raise exception 'again' using errcode = 'serialization_failure'; end $$`,
    );
  });
  const error = await attempt.catch((thrown: unknown) => thrown);
  expect(databaseRefusal(error)?.code).toBe('40001');
  expect(attempts).toBe(5);
});

test('DB7 any other refusal is not tried again', async () => {
  let attempts = 0;
  const attempt = transact(async (tx) => {
    attempts++;
    await tx.execute(sql`insert into counters values ('a', 1)`);
  });
  const error = await attempt.catch((thrown: unknown) => thrown);
  expect(databaseRefusal(error)?.code).toBe('23505');
  expect(attempts).toBe(1);
});
