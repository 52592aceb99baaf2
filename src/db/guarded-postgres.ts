import postgres from 'postgres';
import { isConnectionLost } from './constraint.ts';
import { createFailures, type Failures } from './failures.ts';
import { createGate, type Gate } from './gate.ts';
import { guarded, limitedWait, type PoolWork, passed, type Query } from './limited.ts';
import { createRenewedPool, type Pool, type RenewedPool } from './renewed-pool.ts';
import {
  assertOutsideTransaction,
  DatabaseTimeout,
  insideTransaction,
  TransactionLost,
  type TransactionScope,
} from './scope.ts';
import { sessionSettings } from './session-settings.ts';

export type PostgresLimits = {
  /** The server gives up on a statement after this time, and on a transaction that does nothing. */
  statementMs: number;
  /** The server gives up on waiting for a lock after this time. */
  lockMs: number;
  /** The client gives up on an answer after this time: more than `statementMs`, so that the server comes first. */
  answerMs: number;
};

const LIMITS: PostgresLimits = { statementMs: 30_000, lockMs: 10_000, answerMs: 35_000 };

/** For work that reads everything there is, on a connection of its own: ten minutes for each statement. */
export const UNHURRIED: PostgresLimits = { statementMs: 600_000, lockMs: 10_000, answerMs: 605_000 };

/**
 * So many statements are with postgres.js at a time; the next ones wait here. It sends what it has over one connection,
 * one behind the other, until a hundred wait for their answers there (its `max_pipeline`), and the one that makes up
 * the hundred is never told which connection it got: where that is a `begin`, its transaction is refused, and the
 * connection stays inside of it while others use it (3.4.9, `execute` in connection.js).
 */
const MOST_AT_A_TIME = 90;

type Work = (inner: postgres.TransactionSql) => Promise<unknown>;
type Unsafe = (text: string, parameters?: never[], options?: postgres.UnsafeQueryOptions) => Query;

/**
 * A statement with parameters as one that its connection keeps: planned once, and sent in one round trip. Else
 * postgres.js asks for the parameters' types first, each time anew.
 */
const prepared = ([text, parameters = [], options]: Parameters<Unsafe>): Parameters<Unsafe> => [
  text,
  parameters,
  { ...options, prepare: parameters.length > 0 },
];

/** Lets `unsafe` and `savepoint`, the two calls that drizzle makes inside a transaction, see the scope. */
function guardScope(
  sql: postgres.TransactionSql,
  scope: TransactionScope,
  answerMs: number,
): postgres.TransactionSql {
  const refuseLost = () => {
    if (scope.lost || scope.closed) throw new TransactionLost();
  };
  const markLost = () => {
    scope.lost = true;
  };
  const unsafe: Unsafe = (...call) => {
    refuseLost();
    const statement = prepared(call);
    return guarded(() => sql.unsafe(...statement) as unknown as Query, {
      limitMs: answerMs,
      onAway: markLost,
    });
  };
  const savepoint = (work: Work) => {
    refuseLost();
    return enclosed(scope, answerMs, (callback) => sql.savepoint(callback), work);
  };
  return new Proxy(sql, {
    get(target, property, receiver) {
      if (property === 'unsafe') return unsafe;
      if (property === 'savepoint') return savepoint;
      return Reflect.get(target, property, receiver);
    },
  });
}

/**
 * Runs `work` in what `open` opens, a transaction or a savepoint. Once the connection is lost, postgres.js never
 * learns that the work is over: it would send its commit or rollback to a connection that is gone, where it
 * writes to a null socket in a later turn and ends the process. The caller gets the answer all the same.
 */
async function enclosed(
  scope: TransactionScope,
  answerMs: number,
  open: (callback: Work) => Promise<unknown>,
  work: Work,
): Promise<unknown> {
  const answer = Promise.withResolvers<unknown>();
  const wait = limitedWait(answerMs, answer.reject);
  let thrown: unknown;
  const callback: Work = async (inner) => {
    wait.stop();
    if (scope.closed) throw new TransactionLost();
    const [result] = await Promise.allSettled([work(guardScope(inner, scope, answerMs))]);
    if (result.status === 'rejected') thrown = result.reason;
    if (scope.lost) {
      answer.reject(thrown ?? new TransactionLost());
      return new Promise<never>(() => {});
    }
    wait.start();
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  };
  wait.start();
  open(callback).then(answer.resolve, answer.reject);
  try {
    return await answer.promise;
  } catch (error) {
    if (error !== thrown && isConnectionLost(error)) scope.lost = true;
    throw error;
  } finally {
    wait.stop();
  }
}

/**
 * postgres.js with the guards that it lacks. When the backend of a transaction dies, postgres.js
 * reconnects and runs the callback's later statements on the new connection, outside any transaction;
 * here they are refused. A statement on the pool inside a transaction is refused too, no statement
 * stays unanswered for ever, and a pool that lost a connection is replaced.
 */
export function connectPostgres(
  url: string,
  poolSize: number,
  limits: PostgresLimits = LIMITS,
  poolWork: PoolWork = { underWay: 0 },
  failures: Failures = createFailures(),
): postgres.Sql {
  const pool = createRenewedPool(() => openPool(url, poolSize, limits));
  const gate = createGate(MOST_AT_A_TIME);
  const unsafe: Unsafe = (...call) => {
    assertOutsideTransaction();
    const statement = prepared(call);
    let current: Pool | undefined;
    const send = () => {
      current = pool.current();
      return current.sql.unsafe(...statement) as unknown as Query;
    };
    const onAway = (error: unknown) => {
      if (current && spoilsPool(current, error)) pool.retire(current);
    };
    return guarded(send, {
      limitMs: limits.answerMs,
      onAway,
      onRefused: failures.note,
      work: poolWork,
      gate,
    });
  };
  const beginNoted = (work: Work) =>
    begin(pool, limits.answerMs, work, poolWork, gate).catch((error) => {
      failures.noteUnlessRetried(error);
      throw error;
    });
  return new Proxy(pool.current().sql, {
    get(_, property) {
      if (property === 'unsafe') return unsafe;
      if (property === 'begin') return beginNoted;
      if (property === 'end') return pool.end;
      return Reflect.get(pool.current().sql, property);
    },
  });
}

/**
 * A connection that was refused is tried again after this time. postgres.js counts the failures of all connections
 * together and waits longer after each, up to 20 seconds: with a few requests a second that is how long we would be
 * away after the database is back.
 */
const RECONNECT_SECONDS = 0.25;

/**
 * An int8 as PGlite reads it: as a number where a number is exact, and as a bigint beyond. postgres.js leaves it text,
 * which adds up wrongly and compares wrongly, and only on one of the two databases.
 */
const INT8 = {
  to: 20,
  from: [20],
  serialize: (value: number | bigint) => value.toString(),
  parse: (text: string): number | bigint => {
    const value = Number(text);
    return Number.isSafeInteger(value) ? value : BigInt(text);
  },
};

/**
 * postgres.js asks each new connection for the array types, and nobody catches it when the connection breaks in that
 * moment. Arrays come as text without that, which drizzle reads.
 */
const openPool = (url: string, poolSize: number, limits: PostgresLimits): postgres.Sql =>
  postgres(url, {
    max: poolSize,
    connect_timeout: 10,
    backoff: () => RECONNECT_SECONDS,
    idle_timeout: 60,
    fetch_types: false,
    onnotice: () => {},
    types: { bigint: INT8 },
    connection: sessionSettings('triberspace', { ...limits, idleInTransactionMs: limits.statementMs }),
  });

/** The server refused a new connection: the others are as good as before. */
const REFUSED_TO_CONNECT = /^(ECONNREFUSED|53300|57P03|28...|3D000)$/;

/** Whether an error speaks against the pool's connections. A full pool can let a limit pass in its queue. */
function spoilsPool({ sql, transactions }: Pool, error: unknown): boolean {
  if (error instanceof DatabaseTimeout) return transactions < sql.options.max;
  return !REFUSED_TO_CONNECT.test(String((error as { code?: unknown }).code));
}

async function begin(
  renewed: RenewedPool,
  answerMs: number,
  work: Work,
  poolWork: PoolWork,
  gate: Gate,
): Promise<unknown> {
  assertOutsideTransaction();
  poolWork.underWay++;
  try {
    await passed(gate, answerMs);
    return await beginNow(renewed, answerMs, work, gate.leave);
  } finally {
    poolWork.underWay--;
  }
}

/** @param onBegun called once: the transaction has a connection of its own now, or will never have one */
async function beginNow(
  renewed: RenewedPool,
  answerMs: number,
  work: Work,
  onBegun: () => void,
): Promise<unknown> {
  const pool = renewed.current();
  const scope: TransactionScope = { lost: false, closed: false };
  let started = false;
  const noted: Work = (inner) => {
    started = true;
    pool.transactions++;
    onBegun();
    return work(inner);
  };
  const open = (callback: Work) =>
    pool.sql.begin((inner) => insideTransaction(scope, () => callback(inner)) as Promise<never>);
  try {
    return await enclosed(scope, answerMs, open, noted);
  } catch (error) {
    if (scope.lost && (started || spoilsPool(pool, error))) renewed.retire(pool);
    throw error;
  } finally {
    scope.closed = true;
    if (started) pool.transactions--;
    else onBegun();
  }
}
