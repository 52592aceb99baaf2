import postgres from 'postgres';
import { isDatabaseAway } from './constraint.ts';
import {
  assertOutsideTransaction,
  DatabaseTimeout,
  insideTransaction,
  TransactionLost,
  type TransactionScope,
} from './scope.ts';

/** The server gives up on a statement after this time; the client waits a little longer for its answer. */
const STATEMENT_LIMIT_MS = 30_000;
const ANSWER_LIMIT_MS = STATEMENT_LIMIT_MS + 5_000;

type Query = PromiseLike<unknown> & { values(): Query };

/** A query whose promise never stays pending for longer than the limit. */
function timed(query: Query, onTimeout: () => void): Query {
  const settle = () =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        onTimeout();
        reject(new DatabaseTimeout(ANSWER_LIMIT_MS));
      }, ANSWER_LIMIT_MS);
      query.then(
        (value) => {
          clearTimeout(timer);
          resolve(value);
        },
        (error) => {
          clearTimeout(timer);
          reject(error);
        },
      );
    });
  // biome-ignore lint/suspicious/noThenProperty: stands in for postgres.js's own thenable query
  return { values: () => timed(query.values(), onTimeout), then: (ok, fail) => settle().then(ok, fail) };
}

/** Lets `unsafe` and `savepoint`, the two calls that drizzle makes inside a transaction, see the scope. */
function guardScope(sql: postgres.TransactionSql, scope: TransactionScope): postgres.TransactionSql {
  const refuseLost = () => {
    if (scope.lost || scope.closed) throw new TransactionLost();
  };
  return new Proxy(sql, {
    get(target, property, receiver) {
      if (property === 'unsafe') {
        return (text: string, parameters?: never[], options?: postgres.UnsafeQueryOptions) => {
          refuseLost();
          return timed(target.unsafe(text, parameters, options) as unknown as Query, () => {
            scope.lost = true;
          });
        };
      }
      if (property === 'savepoint') {
        return (work: (inner: postgres.TransactionSql) => Promise<unknown>) => {
          refuseLost();
          return target.savepoint((inner) => work(guardScope(inner, scope)));
        };
      }
      return Reflect.get(target, property, receiver);
    },
  });
}

/**
 * postgres.js with the guards that it lacks. When the backend of a transaction dies, postgres.js
 * reconnects and runs the callback's later statements on the new connection, outside any transaction;
 * here they are refused. A statement on the pool inside a transaction is refused too, and no statement
 * stays unanswered for ever.
 */
export function connectPostgres(url: string, poolSize: number): postgres.Sql {
  const sql = postgres(url, {
    max: poolSize,
    connect_timeout: 10,
    onnotice: () => {},
    connection: {
      application_name: 'triberspace',
      statement_timeout: STATEMENT_LIMIT_MS,
      lock_timeout: 10_000,
      idle_in_transaction_session_timeout: STATEMENT_LIMIT_MS,
    },
  });
  return new Proxy(sql, {
    get(target, property, receiver) {
      if (property === 'unsafe') {
        return (text: string, parameters?: never[], options?: postgres.UnsafeQueryOptions) => {
          assertOutsideTransaction();
          return timed(target.unsafe(text, parameters, options) as unknown as Query, () => {});
        };
      }
      if (property === 'begin') {
        return (work: (inner: postgres.TransactionSql) => Promise<unknown>) => begin(target, work);
      }
      return Reflect.get(target, property, receiver);
    },
  });
}

async function begin(
  sql: postgres.Sql,
  work: (inner: postgres.TransactionSql) => Promise<unknown>,
): Promise<unknown> {
  assertOutsideTransaction();
  const scope: TransactionScope = { lost: false, closed: false };
  const { promise: lost, reject: fail } = Promise.withResolvers<never>();
  const guarded = async (inner: postgres.TransactionSql) => {
    try {
      const result = await work(guardScope(inner, scope));
      if (!scope.lost) return result;
      fail(new TransactionLost());
    } catch (error) {
      if (!scope.lost && !isDatabaseAway(error)) throw error;
      fail(error);
    }
    // Settling would make postgres.js send its commit or rollback to a connection that is gone, where
    // it writes to a null socket in a later tick and ends the process.
    return new Promise<never>(() => {});
  };
  try {
    return await Promise.race([
      sql.begin((inner) => insideTransaction(scope, () => guarded(inner)) as Promise<never>),
      lost,
    ]);
  } catch (error) {
    scope.lost = true;
    throw error;
  } finally {
    scope.closed = true;
  }
}
