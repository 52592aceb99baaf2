import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { openSilentProxy, type SilentProxy } from '#test/silent-proxy.ts';
import { connectPostgres } from './guarded-postgres.ts';
import { DatabaseTimeout, TransactionLost } from './scope.ts';

const LIMITS = { statementMs: 400, lockMs: 400, answerMs: 600 };

let opened: TestDatabase;
let proxy: SilentProxy;
let sql: postgres.Sql;
let escaped: unknown[];

const collect = (error: unknown) => void escaped.push(error);

beforeAll(async () => {
  opened = await openTestDatabase();
});

beforeEach(async () => {
  escaped = [];
  process.on('uncaughtException', collect);
  process.on('unhandledRejection', collect);
  proxy = await openSilentProxy(opened.url as string);
  sql = connectPostgres(proxy.url, 2, LIMITS);
  await sql.unsafe('create table if not exists marks (step int)');
  await sql.unsafe('truncate marks');
});

afterEach(async () => {
  await sql.end({ timeout: 1 });
  await proxy.close();
  process.off('uncaughtException', collect);
  process.off('unhandledRejection', collect);
  expect(escaped).toEqual([]);
});

afterAll(() => opened.close());

const begin = (work: (tx: postgres.TransactionSql) => Promise<unknown>) =>
  sql.begin(work as () => Promise<unknown>) as Promise<unknown>;

const errorOf = (work: PromiseLike<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

/** More statements and transactions than the pool has connections, all at once. */
async function expectPoolToWork(): Promise<void> {
  const answers = await Promise.all([
    ...Array.from({ length: 4 }, async () => (await sql.unsafe('select 1 as one'))[0]),
    ...Array.from({ length: 4 }, () => begin(async (tx) => (await tx.unsafe('select 1 as one'))[0])),
  ]);
  expect(answers).toEqual(Array(8).fill({ one: 1 }));
}

/** The refusal comes at the call; as a promise, it can be collected like the others. */
const late = async (tx: postgres.TransactionSql) => tx.unsafe('insert into marks values (3)');

const marks = async () => (await sql.unsafe('select step from marks')).length;

describe('a database that falls silent', () => {
  test('DB10 rejects a statement on the pool, and the pool is replaced', async () => {
    proxy.silence();
    expect(await errorOf(sql.unsafe('select 1'))).toBeInstanceOf(DatabaseTimeout);
    await expectPoolToWork();
  });

  test('DB10 rejects a statement in a transaction, refuses the later ones, keeps nothing', async () => {
    const errors: unknown[] = [];
    const attempt = begin(async (tx) => {
      await tx.unsafe('insert into marks values (1)');
      proxy.silence();
      errors.push(await errorOf(tx.unsafe('insert into marks values (2)')));
      errors.push(await errorOf(late(tx)));
    });
    expect(await errorOf(attempt)).toBeInstanceOf(TransactionLost);
    expect(errors).toEqual([expect.any(DatabaseTimeout), expect.any(TransactionLost)]);
    await expectPoolToWork();
    expect(await marks()).toBe(0);
  });

  test.each(['before', 'within'])(
    'rejects a transaction that falls silent %s a savepoint',
    async (moment) => {
      const attempt = begin(async (tx) => {
        await tx.unsafe('insert into marks values (1)');
        if (moment === 'before') proxy.silence();
        await errorOf(
          tx.savepoint(async (inner) => {
            proxy.silence();
            await inner.unsafe('insert into marks values (2)');
          }),
        );
        await tx.unsafe('insert into marks values (3)');
      });
      expect(await errorOf(attempt)).toBeInstanceOf(TransactionLost);
      await expectPoolToWork();
      expect(await marks()).toBe(0);
    },
  );

  test('DB10 rejects a transaction whose begin is not answered', async () => {
    let ran = false;
    proxy.silence();
    const attempt = begin(async () => {
      ran = true;
    });
    expect(await errorOf(attempt)).toBeInstanceOf(DatabaseTimeout);
    expect(ran).toBe(false);
    await expectPoolToWork();
  });

  test.each(['commit', 'rollback'])('DB10 rejects a transaction whose %s is not answered', async (end) => {
    const attempt = begin(async (tx) => {
      await tx.unsafe('insert into marks values (1)');
      proxy.silence();
      if (end === 'rollback') throw new Error('refused');
    });
    expect(await errorOf(attempt)).toBeInstanceOf(DatabaseTimeout);
    await expectPoolToWork();
    expect(await marks()).toBe(0);
  });
});

test('an error of another network service rolls back, and is not taken for a lost connection', async () => {
  const refusal = Object.assign(new Error('Redis is away'), { code: 'ECONNREFUSED' });
  const attempt = begin(async (tx) => {
    await tx.unsafe('insert into marks values (1)');
    throw refusal;
  });
  expect(await errorOf(attempt)).toBe(refusal);
  expect(await marks()).toBe(0);
});

describe('a database that is merely slow', () => {
  test('ends the statement itself, before the client gives up', async () => {
    expect(await errorOf(sql.unsafe('select pg_sleep(5)'))).toMatchObject({ code: '57014' });
    expect(await errorOf(begin((tx) => tx.unsafe('select pg_sleep(5)')))).toMatchObject({ code: '57014' });
    await expectPoolToWork();
  });

  test('ends a transaction that does nothing', async () => {
    const attempt = begin(async (tx) => {
      await tx.unsafe('insert into marks values (1)');
      await sleep(LIMITS.statementMs * 2);
      await tx.unsafe('insert into marks values (2)');
    });
    expect(await errorOf(attempt)).toBeInstanceOf(Error);
    await expectPoolToWork();
    expect(await marks()).toBe(0);
  });

  test('DB10 a full pool refuses who waits too long, and leaves who works alone', async () => {
    const busy = () =>
      begin(async (tx) => {
        for (let step = 0; step < 4; step++) await tx.unsafe('select pg_sleep(0.3)');
        return 'worked';
      });
    const working = [busy(), busy()];
    await sleep(50);
    expect(await errorOf(begin(async () => 'never'))).toBeInstanceOf(DatabaseTimeout);
    expect(await Promise.all(working)).toEqual(['worked', 'worked']);
    await expectPoolToWork();
  });
});
