import { type SQL, sql } from 'drizzle-orm';
import { databaseRefusal } from '#db/constraint.ts';
import type { Transact } from '#db/transact.ts';
import type { Invariant } from './invariant.ts';

export const appendOnly: Invariant = {
  name: 'append-only',
  statement: 'The ledger is append-only: the database refuses UPDATE, DELETE and TRUNCATE on it.',
  violations: sql`
    select 'the trigger is missing or disabled' as problem, wanted.name as "trigger"
    from (values ('point_transactions_no_update_or_delete', 27), ('point_transactions_no_truncate', 34))
      as wanted(name, kind)
    where not exists (
      select 1 from pg_trigger t
      where t.tgrelid = 'point_transactions'::regclass and t.tgname = wanted.name and t.tgtype = wanted.kind
        and t.tgqual is null and t.tgenabled in ('O', 'A'))`,
};

/** What must be refused. The lock is not waited for: a queue for it would stop everybody who plays. */
const forbidden: Record<string, SQL[]> = {
  UPDATE: [sql`update point_transactions set amount = amount where id = (select max(id) from point_transactions)`],
  DELETE: [sql`delete from point_transactions where id = (select max(id) from point_transactions)`],
  TRUNCATE: [
    sql`lock table point_transactions in access exclusive mode nowait`,
    sql`truncate point_transactions cascade`,
  ],
};

const RESTRICT_VIOLATION = '23001';
const LOCK_NOT_AVAILABLE = '55P03';

/** Ends the transaction of an attempt, whatever came of it. */
class UndoAttempt extends Error {}

export type Succeeded = { problem: string; statement: string };

/**
 * Tries what must fail, each in a transaction that is rolled back; answers with what did not fail. An empty
 * ledger has no row to update or delete, and a TRUNCATE that would have to wait is left out.
 */
export async function tryForbidden(transact: Transact): Promise<Succeeded[]> {
  const succeeded: Succeeded[] = [];
  for (const [statement, queries] of Object.entries(forbidden)) {
    if (!(await isRefused(transact, queries))) succeeded.push({ problem: 'not refused', statement });
  }
  return succeeded;
}

async function isRefused(transact: Transact, queries: readonly SQL[]): Promise<boolean> {
  let hadRows = true;
  try {
    await transact(async (tx) => {
      const [ledger] = (await tx.select({ any: sql`exists (select 1 from point_transactions)` }).from(sql`(values (1)) as one`));
      hadRows = Boolean(ledger?.any);
      for (const query of queries) await tx.execute(query);
      throw new UndoAttempt();
    });
  } catch (error) {
    if (error instanceof UndoAttempt) return !hadRows && queries.length === 1;
    const code = databaseRefusal(error)?.code;
    if (code === RESTRICT_VIOLATION || code === LOCK_NOT_AVAILABLE) return true;
    throw error;
  }
  return true;
}
