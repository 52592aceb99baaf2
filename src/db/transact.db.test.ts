import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { type Executor, rows, type Tx } from './client.ts';
import { GlobalHandleInTransaction, TransactionLost } from './scope.ts';
import { afterCommit, createTransact, type Transact } from './transact.ts';

let opened: TestDatabase;
let transact: Transact;
let hookErrors: unknown[];

beforeAll(async () => {
  opened = await openTestDatabase();
  await opened.database.db.execute(sql`create table notes (note text unique)`);
});

beforeEach(async () => {
  hookErrors = [];
  transact = createTransact(opened.database.db, (error) => hookErrors.push(error));
  await opened.database.db.execute(sql`truncate notes`);
});

afterAll(() => opened.close());

const write = (executor: Executor, note: string) => executor.execute(sql`insert into notes values (${note})`);

const notes = async () =>
  (await rows<{ note: string }>(opened.database.db, sql`select note from notes order by note`)).map(
    ({ note }) => note,
  );

/** The innermost error: drizzle wraps what a statement throws. */
function root(error: unknown): unknown {
  return error instanceof Error && error.cause ? root(error.cause) : error;
}

const rejection = async (promise: PromiseLike<unknown>) =>
  root(
    await promise.then(
      () => undefined,
      (error: unknown) => error,
    ),
  );

describe('a transaction', () => {
  test('DB1 is kept when its work returns, and answers with what that returned', async () => {
    const answer = await transact(async (tx) => {
      await write(tx, 'a');
      await write(tx, 'b');
      return 'done';
    });
    expect(answer).toBe('done');
    expect(await notes()).toEqual(['a', 'b']);
  });

  test('DB1 leaves nothing when its work throws, and throws the same', async () => {
    const refusal = new Error('changed my mind');
    const attempt = transact(async (tx) => {
      await write(tx, 'a');
      throw refusal;
    });
    await expect(attempt).rejects.toBe(refusal);
    expect(await notes()).toEqual([]);
  });

  test('DB1 leaves nothing when a statement fails, even if that is caught', async () => {
    const attempt = transact(async (tx) => {
      await write(tx, 'a');
      await rejection(write(tx, 'a'));
    });
    await expect(attempt).rejects.toThrow();
    expect(await notes()).toEqual([]);
  });

  test('is READ COMMITTED', async () => {
    const [level] = await transact((tx) => rows(tx, sql`show transaction_isolation`));
    expect(level).toEqual({ transaction_isolation: 'read committed' });
  });

  test('a savepoint can be given up on its own', async () => {
    await transact(async (tx) => {
      await write(tx, 'kept');
      await rejection(
        tx.transaction(async (inner) => {
          await write(inner as Tx, 'given up');
          throw new Error('given up');
        }),
      );
    });
    expect(await notes()).toEqual(['kept']);
  });
});

describe('after-commit hooks', () => {
  test('DB2 run in order, after the commit, and may use the global handle', async () => {
    const seen: unknown[] = [];
    await transact(async (tx) => {
      afterCommit(tx, async () => {
        seen.push(await notes());
      });
      afterCommit(tx, () => {
        seen.push('second');
      });
      await write(tx, 'a');
      seen.push('working');
    });
    expect(seen).toEqual(['working', ['a'], 'second']);
  });

  test('may begin a transaction of their own', async () => {
    await transact(async (tx) => {
      afterCommit(tx, () => transact(async (next) => void (await write(next, 'b'))));
      await write(tx, 'a');
    });
    expect(await notes()).toEqual(['a', 'b']);
    expect(hookErrors).toEqual([]);
  });

  test('DB2 do not run on a rollback', async () => {
    let ran = false;
    const attempt = transact(async (tx) => {
      afterCommit(tx, () => {
        ran = true;
      });
      throw new Error('no');
    });
    await expect(attempt).rejects.toThrow('no');
    expect(ran).toBe(false);
  });

  test('DB3 one that throws is reported, and keeps neither the next one nor the answer back', async () => {
    const broken = new Error('broken hook');
    let next = false;
    const answer = await transact(async (tx) => {
      afterCommit(tx, () => Promise.reject(broken));
      afterCommit(tx, () => {
        next = true;
      });
      return 'done';
    });
    expect([answer, next, hookErrors]).toEqual(['done', true, [broken]]);
  });

  test('are refused on a handle that transact did not begin', async () => {
    const { db } = opened.database;
    await db.transaction(async (tx) => {
      expect(() => afterCommit(tx as Tx, () => {})).toThrow('did not begin');
    });
  });
});

describe('the global handle inside a transaction', () => {
  test.each([
    ['a statement', () => opened.database.db.execute(sql`select 1`)],
    ['a query of the builder', () => opened.database.db.query.user.findFirst()],
    ['a transaction', () => opened.database.db.transaction(async () => {})],
    ['a nested transact', () => transact(async () => {})],
  ])('DB4 refuses %s rather than hang', async (_, use) => {
    const refusal = await transact(async () => rejection(use()));
    expect(refusal).toBeInstanceOf(GlobalHandleInTransaction);
  });

  test('DB4 does so below a savepoint too', async () => {
    const refusal = await transact((tx) => tx.transaction(async () => rejection(notes())));
    expect(refusal).toBeInstanceOf(GlobalHandleInTransaction);
  });

  test('takes the transaction back when the refusal is not caught', async () => {
    const attempt = transact(async (tx) => {
      await write(tx, 'a');
      await write(opened.database.db, 'b');
    });
    expect(await rejection(attempt)).toBeInstanceOf(GlobalHandleInTransaction);
    expect(await notes()).toEqual([]);
  });

  test('works again for what the transaction started and did not wait for', async () => {
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    let later: Promise<string[]> | undefined;
    await transact(async (tx) => {
      later = ended.then(notes);
      await write(tx, 'a');
    });
    end();
    expect(await later).toEqual(['a']);
  });
});

describe('a handle used after the end of its transaction', () => {
  test('DB5 is refused after a commit', async () => {
    const handle = await transact(async (tx) => ({ tx }));
    expect(await rejection(write(handle.tx, 'late'))).toBeInstanceOf(TransactionLost);
    expect(await notes()).toEqual([]);
  });

  test('DB5 is refused after a rollback', async () => {
    let handle: Tx | undefined;
    const attempt = transact(async (tx) => {
      handle = tx;
      throw new Error('no');
    });
    await expect(attempt).rejects.toThrow('no');
    expect(await rejection(write(handle as Tx, 'late'))).toBeInstanceOf(TransactionLost);
    expect(await notes()).toEqual([]);
  });
});
