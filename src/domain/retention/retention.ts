import { type SQL, sql } from 'drizzle-orm';
import { type Database, rows } from '#db/client.ts';
import { HELD_DAYS } from '../accounts/user-names.ts';
import type { Clock } from '../clock.ts';

/** How long what is over is kept. */
export type Periods = { idempotencyHours: number; sanctionDays: number };

/** Rows of a table that are kept no longer: all with a time in `column` that is before `before`. */
type Rule = { table: string; column: string; before: SQL };

/** Rows deleted in one statement, so that none of them holds anybody up. */
const BATCH = 1_000;

export type Retention = ReturnType<typeof createRetention>;

type Needs = { database: Database; clock: Clock; periods: Periods };

/** Deletes what is over and would otherwise be kept for ever: addresses, user agents, names in answers, reasons. */
export function createRetention({ database: { db }, clock, periods }: Needs) {
  const ago = (hours: number): SQL => sql`${clock.now} - make_interval(hours => ${hours})`;
  const sanctions = ago(periods.sanctionDays * 24);
  /** A table whose rows are to go after a time gets a line here, and an index on the column. */
  const rules: readonly Rule[] = [
    { table: 'session', column: 'expires_at', before: sql`${clock.now}` },
    { table: 'verification', column: 'expires_at', before: sql`${clock.now}` },
    { table: 'idempotency_keys', column: 'created_at', before: ago(periods.idempotencyHours) },
    { table: 'space_bans', column: 'until', before: sanctions },
    { table: 'space_mutes', column: 'until', before: sanctions },
    { table: 'held_user_names', column: 'released_at', before: ago(HELD_DAYS * 24) },
  ];

  /** Rows that somebody works with just now are left for the next time. */
  async function purge({ table, column, before }: Rule): Promise<number> {
    const [from, at] = [sql.identifier(table), sql.identifier(column)];
    const gone = await rows(
      db,
      sql`delete from ${from} where id in (
            select id from ${from} where ${at} < ${before} order by ${at} limit ${BATCH} for update skip locked)
          returning id`,
    );
    return gone.length;
  }

  return {
    /** Deletes a batch of each kind; returns whether there may be more. */
    async sweep(): Promise<boolean> {
      let isMore = false;
      for (const rule of rules) if ((await purge(rule)) === BATCH) isMore = true;
      return isMore;
    },
  };
}
