import { type SQL, sql } from 'drizzle-orm';

/** A way to break an invariant in a database that was played on, and what else is wrong then. */
export type Breakage = [name: string, how: string, by: SQL[], also?: string[]];

export const allow = (table: string, constraint: string) =>
  sql.raw(`alter table ${table} drop constraint ${constraint}`);

/** One more ledger row, of a player who has some. */
export const posting = (type: string, reference: SQL, amount: SQL = sql`5`) => sql`
  insert into point_transactions (transaction_id, user_id, creator_id, amount, balance, type, source, reference_type, reference_id)
  select gen_random_uuid(), user_id, creator_id, ${amount}, balance + ${amount}, ${type}, 'admin', ${reference}
  from point_transactions order by id desc limit 1`;
