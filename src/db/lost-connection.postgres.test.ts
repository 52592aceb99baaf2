import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Backends, connectBackends } from '#test/backends.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { rows, type Tx } from './client.ts';
import { isDatabaseAway } from './constraint.ts';
import { createTransact, type Transact } from './transact.ts';

const ROUNDS = Array.from({ length: 20 }, (_, round) => round);

let opened: TestDatabase;
let transact: Transact;
let backends: Backends;
let escaped: unknown[];

const collect = (error: unknown) => void escaped.push(error);

beforeAll(async () => {
  opened = await openTestDatabase({ poolSize: 4 });
  backends = connectBackends(opened.url as string);
  transact = createTransact(opened.database.db, collect);
  await opened.database.db.execute(sql`create table marks (round int, step int)`);
});

beforeEach(async () => {
  escaped = [];
  process.on('uncaughtException', collect);
  process.on('unhandledRejection', collect);
  await opened.database.db.execute(sql`truncate marks`);
});

afterEach(async () => {
  await sleep(50);
  process.off('uncaughtException', collect);
  process.off('unhandledRejection', collect);
  expect(escaped).toEqual([]);
});

afterAll(async () => {
  await backends.close();
  await opened.close();
});

const mark = (tx: Tx, round: number, step: number) =>
  tx.execute(sql`insert into marks values (${round}, ${step})`);

async function backendOf(tx: Tx): Promise<number> {
  const [row] = await rows<{ pid: number }>(tx, sql`select pg_backend_pid() as pid`);
  return row?.pid as number;
}

const marks = () =>
  rows<{ round: number; step: number }>(opened.database.db, sql`select round, step from marks`);

const errorOf = (work: PromiseLike<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

/** Every connection of the pool answers, at once and again. */
async function expectPoolToWork(): Promise<void> {
  const ping = () => opened.database.ping();
  await Promise.all(Array.from({ length: 12 }, ping));
  await Promise.all(Array.from({ length: 4 }, () => transact((tx) => backendOf(tx))));
}

/** Different moments after the loss: before the client can know, while it learns of it, and after. */
const PAUSES = [async () => {}, () => Promise.resolve(), () => nextTurn(), () => sleep(1), () => sleep(20)];
const pause = (round: number) => (PAUSES[round % PAUSES.length] as () => Promise<unknown>)();

describe('a backend that is terminated', () => {
  test('DB8 between two statements: the later ones are refused, nothing is kept', async () => {
    for (const round of ROUNDS) {
      const { promise: refused, resolve: report } = Promise.withResolvers<unknown[]>();
      const attempt = transact(async (tx) => {
        await mark(tx, round, 0);
        await backends.terminate(await backendOf(tx));
        await pause(round);
        const errors: unknown[] = [];
        for (const step of [1, 2, 3]) errors.push(await errorOf(mark(tx, round, step)));
        report(errors);
        return 'unaware';
      });
      expect(isDatabaseAway(await errorOf(attempt))).toBe(true);
      expect((await refused).map(isDatabaseAway)).toEqual([true, true, true]);
      expect(await marks()).toEqual([]);
    }
    await expectPoolToWork();
  });

  test('DB8 during a statement: it and the later ones are refused, nothing is kept', async () => {
    for (const round of ROUNDS) {
      const { promise: refused, resolve: report } = Promise.withResolvers<unknown[]>();
      const attempt = transact(async (tx) => {
        await mark(tx, round, 0);
        const pid = await backendOf(tx);
        const slow = errorOf(tx.execute(sql`select pg_sleep(20), ${round}::int`));
        await backends.runs(pid, 'pg_sleep');
        const [error] = await Promise.all([slow, backends.terminate(pid)]);
        await pause(round);
        report([error, await errorOf(mark(tx, round, 1)), await errorOf(mark(tx, round, 2))]);
      });
      expect(isDatabaseAway(await errorOf(attempt))).toBe(true);
      expect((await refused).map(isDatabaseAway)).toEqual([true, true, true]);
      expect(await marks()).toEqual([]);
    }
    await expectPoolToWork();
  });

  test('DB8 during a statement, whose failure the work goes on from at once', async () => {
    for (const round of ROUNDS) {
      const attempt = transact(async (tx) => {
        const pid = await backendOf(tx);
        const goOn = tx.execute(sql`select pg_sleep(20), ${round}::int`).then(
          () => undefined,
          () => errorOf(mark(tx, round, 1)),
        );
        await backends.runs(pid, 'pg_sleep');
        await backends.terminate(pid);
        expect(isDatabaseAway(await goOn)).toBe(true);
      });
      expect(isDatabaseAway(await errorOf(attempt))).toBe(true);
      expect(await marks()).toEqual([]);
    }
    await expectPoolToWork();
  });

  test.each(['returns', 'throws'])('DB8 just before the end of a work that %s', async (end) => {
    for (const round of ROUNDS) {
      const attempt = transact(async (tx) => {
        await mark(tx, round, 0);
        await backends.terminate(await backendOf(tx));
        await pause(round);
        if (end === 'throws') throw new Error('refused for another reason');
      });
      expect(await errorOf(attempt)).toBeInstanceOf(Error);
      expect(await marks()).toEqual([]);
    }
    await expectPoolToWork();
  });

  test('DB8 inside a savepoint', async () => {
    for (const round of ROUNDS) {
      const attempt = transact(async (tx) => {
        await mark(tx, round, 0);
        await errorOf(
          tx.transaction(async (inner) => {
            await backends.terminate(await backendOf(inner as Tx));
            await pause(round);
            await mark(inner as Tx, round, 1);
          }),
        );
        await errorOf(mark(tx, round, 2));
      });
      expect(isDatabaseAway(await errorOf(attempt))).toBe(true);
      expect(await marks()).toEqual([]);
    }
    await expectPoolToWork();
  });
});

describe('every backend terminated at once', () => {
  test('DB9 under load: each transaction is kept whole or not at all, and the pool recovers within 5 s', async () => {
    let lost = 0;
    for (const round of ROUNDS) {
      const outcomes = Promise.all(
        Array.from({ length: 12 }, (_, worker) =>
          transact(async (tx) => {
            for (const step of [0, 1, 2]) await mark(tx, round * 100 + worker, step);
          }).then(
            () => true,
            () => transactAgain(round * 100 + worker),
          ),
        ),
      );
      await sleep(round % 7);
      lost += await backends.terminateAll();
      await outcomes;
      await withinSeconds(5, poolWorksAgain());
    }
    expect(lost).toBeGreaterThan(ROUNDS.length);
    const steps = new Map<number, number>();
    for (const { round } of await marks()) steps.set(round, (steps.get(round) ?? 0) + 1);
    expect([...steps.values()].filter((count) => count % 3 !== 0)).toEqual([]);
  });

  test('DB9 while all are idle: the next statements work, after one failure each at the most', async () => {
    for (const round of ROUNDS) {
      await expectPoolToWork();
      expect(await backends.terminateAll()).toBeGreaterThan(0);
      await pause(round);
      await Promise.all(Array.from({ length: 8 }, () => errorOf(opened.database.ping())));
      await withinSeconds(5, expectPoolToWork());
    }
  });
});

/** What a caller might do at once on a failure: the very moment at which other connections are closing. */
async function transactAgain(round: number): Promise<boolean> {
  const again = await errorOf(
    transact((tx) =>
      mark(tx, -1 - round, 0)
        .then(() => mark(tx, -1 - round, 1))
        .then(() => mark(tx, -1 - round, 2)),
    ),
  );
  return again === undefined;
}

/** Tries until it works: a connection that was idle tells only to the next statement that its backend is gone. */
async function poolWorksAgain(): Promise<void> {
  while (await errorOf(expectPoolToWork())) await sleep(10);
}

async function withinSeconds(limit: number, work: Promise<void>): Promise<void> {
  const late = sleep(limit * 1000, 'late' as const, { ref: false });
  expect(await Promise.race([work, late])).toBeUndefined();
}
