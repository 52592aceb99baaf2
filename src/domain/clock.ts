import { type SQL, sql } from 'drizzle-orm';

/**
 * The time, as an expression that the database evaluates: all processes agree on it, whatever their own
 * clocks say. Within a transaction it stands still.
 */
export type Clock = { readonly now: SQL };

export const databaseClock: Clock = { now: sql`now()` };

/** A moment as ISO 8601 in UTC, to the millisecond or (`US`) the microsecond, written by the database. */
export const isoTime = (moment: SQL, digits: 'MS' | 'US' = 'MS'): SQL =>
  sql`to_char(${moment} at time zone 'utc', ${sql.raw(`'YYYY-MM-DD"T"HH24:MI:SS.${digits}"Z"'`)})`;
