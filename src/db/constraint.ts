/** What a database says when it refuses a statement, the same for both drivers. */
export type DatabaseRefusal = { code: string; constraint: string | undefined };

type DriverError = { code?: unknown; constraint?: unknown; constraint_name?: unknown; cause?: unknown };

/** Every SQLSTATE has a digit, which `EPIPE` has not. */
const SQL_STATE = /^(?=.*\d)[0-9A-Z]{5}$/;

/** The SQLSTATE and constraint behind an error, however deep drizzle wrapped it; undefined for any other error. */
export function databaseRefusal(error: unknown): DatabaseRefusal | undefined {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; depth++) {
    const { code, constraint, constraint_name, cause: next } = cause as DriverError;
    if (typeof code === 'string' && SQL_STATE.test(code)) {
      const name = constraint_name ?? constraint;
      return { code, constraint: typeof name === 'string' ? name : undefined };
    }
    cause = next;
  }
  return undefined;
}

/** The unique constraint or index that a statement ran into, if that is what happened. */
export function violatedUnique(error: unknown): string | undefined {
  const refusal = databaseRefusal(error);
  return refusal?.code === '23505' ? refusal.constraint : undefined;
}

/** The check constraint that a statement ran into, if that is what happened. */
export function violatedCheck(error: unknown): string | undefined {
  const refusal = databaseRefusal(error);
  return refusal?.code === '23514' ? refusal.constraint : undefined;
}

/** Whether a statement wrote something for a user who has been deleted meanwhile; the database refuses that. */
export const isUserDeleted = (error: unknown): boolean =>
  databaseRefusal(error)?.constraint === 'user_deleted';

/**
 * SQLSTATE classes that speak of the values or the rows of a statement: data exceptions, violated constraints, what a
 * trigger raises. The same statement on other rows may succeed.
 */
const ROW_CLASSES = new Set(['22', '23', '44', 'P0']);

/** Whether the database refused a statement for what is in its rows, rather than for its state or the server's. */
export const isRowRefused = (error: unknown): boolean =>
  ROW_CLASSES.has(databaseRefusal(error)?.code.slice(0, 2) ?? '');

/** Errors of the driver and of the network: the connection cannot be used any more. */
const LOST_CODES = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
  'ERR_SOCKET_CLOSED',
  // A begin of which postgres.js does not know the connection; nothing of its transaction was done.
  'UNSAFE_TRANSACTION',
]);

/**
 * SQLSTATEs with which PostgreSQL, or a pooler before it, ends a connection or refuses to open one: connection
 * exceptions, shutdowns, idle timeouts, too many connections, and a password or database that was changed.
 */
const LOST_STATES = /^(08...|57P0[1-5]|25P0[34]|53300|28...|3D000)$/;

/** SQLSTATEs of a database that takes no writes: its disk is full or broken, it is read-only or a standby. */
const REFUSES_WRITES = /^(53100|53200|53000|53400|58...|25006)$/;

/** Serialization failure, deadlock, lock not available: a fresh attempt may well succeed. */
const CONTENTION = /^(40001|40P01|55P03)$/;

/** The server gave up on a statement that took too long. */
const STATEMENT_TIMEOUT = '57014';

/** Whether `isIt` holds for an error or one of its causes, however deep drizzle or Better Auth wrapped it. */
function someCause(error: unknown, isIt: (cause: Error, code: string) => boolean, depth = 0): boolean {
  if (!(error instanceof Error) || depth >= 5) return false;
  const { code } = error as DriverError;
  if (isIt(error, typeof code === 'string' ? code : '')) return true;
  // Of several addresses of one host, each has failed in its own way.
  const several = error instanceof AggregateError ? error.errors : [];
  return [error.cause, ...several].some((cause) => someCause(cause, isIt, depth + 1));
}

/** Whether an error means that its connection is lost, so that nothing more can be done on it. */
export const isConnectionLost = (error: unknown): boolean =>
  someCause(
    error,
    ({ name }, code) =>
      name === 'TransactionLost' ||
      name === 'DatabaseTimeout' ||
      LOST_CODES.has(code) ||
      LOST_STATES.test(code),
  );

/** Whether an error means that the database answers and takes no writes. */
export const refusesWrites = (error: unknown): boolean =>
  someCause(error, (_, code) => REFUSES_WRITES.test(code));

/** Whether others were in the way, so that a fresh attempt may well succeed at once. */
export const isContention = (error: unknown): boolean => someCause(error, (_, code) => CONTENTION.test(code));

/**
 * Whether an error means that the database cannot do its work for now, rather than that the statement was wrong:
 * the same request may well succeed later.
 */
export const isDatabaseAway = (error: unknown): boolean =>
  isConnectionLost(error) ||
  refusesWrites(error) ||
  isContention(error) ||
  someCause(error, (_, code) => code === STATEMENT_TIMEOUT);
