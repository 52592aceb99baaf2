/** What a database says when it refuses a statement, the same for both drivers. */
export type DatabaseRefusal = { code: string; constraint: string | undefined };

type DriverError = { code?: unknown; constraint?: unknown; constraint_name?: unknown; cause?: unknown };

const SQL_STATE = /^[0-9A-Z]{5}$/;

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

/** Whether a statement wrote something for a user who has been deleted meanwhile; the database refuses that. */
export const isUserDeleted = (error: unknown): boolean =>
  databaseRefusal(error)?.constraint === 'user_deleted';

const UNAVAILABLE_CODES = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08000',
  '08003',
  '08006',
  // A begin of which postgres.js does not know the connection; nothing of its transaction was done.
  'UNSAFE_TRANSACTION',
]);

/** Whether an error means that the database is away for now, rather than that the statement was wrong. */
export function isDatabaseAway(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; depth++) {
    if (cause.name === 'TransactionLost' || cause.name === 'DatabaseTimeout') return true;
    const code = (cause as DriverError).code;
    if (typeof code === 'string' && UNAVAILABLE_CODES.has(code)) return true;
    cause = (cause as DriverError).cause as Error;
  }
  return false;
}
