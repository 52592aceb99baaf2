import { sql } from 'drizzle-orm';
import { check, doublePrecision, integer, pgTable } from 'drizzle-orm/pg-core';

/**
 * One row: how far the time that attendance is measured by is ahead of the database's clock, in all processes. It changes
 * when that clock is set while an event is live.
 */
export const steadyClock = pgTable(
  'steady_clock',
  {
    id: integer().primaryKey().default(1),
    aheadMs: doublePrecision().notNull().default(0),
    /** Counts up with every change, so that a process knows whether it is up to date. */
    version: integer().notNull().default(0),
  },
  (t) => [check('steady_clock_one_row', sql`${t.id} = 1`)],
);
