import { type SQL, sql } from 'drizzle-orm';

/**
 * The time, as an expression for a statement: all processes agree on it, whatever their own clocks say. Read `now` for each
 * statement anew; who needs one moment in several takes the expression of the first along.
 */
export type Clock = { readonly now: SQL };

/** The database's time of day, which stands still within a transaction. For time that passes: steady-clock.ts. */
export const databaseClock: Clock = { now: sql`now()` };

/** A moment as ISO 8601 in UTC, to the millisecond or (`US`) the microsecond, written by the database. */
export const isoTime = (moment: SQL, digits: 'MS' | 'US' = 'MS'): SQL =>
  sql`to_char(${moment} at time zone 'utc', ${sql.raw(`'YYYY-MM-DD"T"HH24:MI:SS.${digits}"Z"'`)})`;
