import { type SQL, sql } from 'drizzle-orm';

/**
 * The time, as an expression that the database evaluates: all processes agree on it, whatever their own
 * clocks say. Within a transaction it stands still.
 */
export type Clock = { readonly now: SQL };

export const databaseClock: Clock = { now: sql`now()` };
