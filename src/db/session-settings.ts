import type postgres from 'postgres';

/**
 * What the code relies on in every session, whatever the server, the database or the role has by default: how values
 * are written as text, which is how they are sent, and how statements are read and isolated. They are sent with the
 * start of a connection and cost no round trip. What is not here is the operator's: where data is kept, how queries
 * are planned, `synchronous_commit`, and that a database is read-only.
 */
const RELIED_ON = {
  DateStyle: 'ISO, YMD',
  IntervalStyle: 'postgres',
  TimeZone: 'UTC',
  bytea_output: 'hex',
  extra_float_digits: '1',
  standard_conforming_strings: 'on',
  transform_null_equals: 'off',
  array_nulls: 'on',
  default_transaction_isolation: 'read committed',
  default_transaction_deferrable: 'off',
  row_security: 'on',
  // An error would end the session.
  exit_on_error: 'off',
  // Idle connections are closed by the pool; a server that does it meets statements that are just being sent.
  idle_session_timeout: '0',
  /**
   * Migrations name `public`, so the tables must be nowhere else. The other two are where hosts put the extension
   * pg_trgm (Supabase, Heroku); a schema that is not there is passed over.
   */
  search_path: 'public, extensions, heroku_ext',
} as const;

/** In milliseconds; 0 for none. */
export type SessionTimeouts = { statementMs: number; lockMs: number; idleInTransactionMs: number };

/** The `connection` option of postgres.js, all of it as text: it leaves out what is `false` or 0. */
export const sessionSettings = (applicationName: string, timeouts: SessionTimeouts) =>
  ({
    ...RELIED_ON,
    application_name: applicationName,
    statement_timeout: String(timeouts.statementMs),
    lock_timeout: String(timeouts.lockMs),
    idle_in_transaction_session_timeout: String(timeouts.idleInTransactionMs),
  }) as object as Partial<postgres.ConnectionParameters>;
