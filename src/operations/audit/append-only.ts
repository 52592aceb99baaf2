import { sql } from 'drizzle-orm';
import { rows, type Tx } from '#db/client.ts';
import { databaseRefusal } from '#db/constraint.ts';
import type { Transact } from '#db/transact.ts';
import type { Invariant } from './invariant.ts';

/** The books that are only ever added to. */
const tables = ['point_transactions', 'inventory_movements', 'payment_events'];

export const appendOnly: Invariant = {
  name: 'append-only',
  statement:
    'Ledger, movements and payment events are append-only: the database refuses UPDATE, DELETE and TRUNCATE on them.',
  violations: sql`
    select 'the trigger is missing or disabled' as problem, books.name || wanted.suffix as "trigger"
    from unnest(array[${sql.join(
      tables.map((table) => sql`${table}::text`),
      sql`, `,
    )}]) as books(name),
      (values ('_no_update_or_delete', 27), ('_no_truncate', 34)) as wanted(suffix, kind)
    where not exists (
      select 1 from pg_trigger t
      where t.tgrelid = books.name::regclass and t.tgname = books.name || wanted.suffix
        and t.tgtype = wanted.kind and t.tgqual is null and t.tgenabled in ('O', 'A'))`,
};

const RESTRICT_VIOLATION = '23001';
const FOREIGN_KEY_VIOLATION = '23503';
const LOCK_NOT_AVAILABLE = '55P03';
/** Everybody who plays queues behind a TRUNCATE that waits for its lock, so it does not wait for long. */
const LOCK_LIMIT = sql`set local lock_timeout = '100ms'`;

type Attempt = (tx: Tx) => Promise<boolean>;

/** What must be refused. Each answers whether it changed anything: an empty table has no row to change. */
function forbidden(name: string): Record<string, Attempt> {
  const table = sql.identifier(name);
  const lastRow = sql`id = (select max(id) from ${table})`;
  return {
    UPDATE: async (tx) =>
      (await rows(tx, sql`update ${table} set created_at = created_at where ${lastRow} returning id`))
        .length > 0,
    DELETE: async (tx) =>
      (await rows(tx, sql`delete from ${table} where ${lastRow} returning id`)).length > 0,
    TRUNCATE: async (tx) => {
      await tx.execute(sql`truncate ${table} cascade`);
      return true;
    },
  };
}

/** Ends the transaction of an attempt, whatever came of it. */
class AttemptOver extends Error {
  readonly changed: boolean;
  constructor(changed: boolean) {
    super();
    this.changed = changed;
  }
}

export type NotRefused = { problem: string; table: string; statement: string };

/**
 * Tries what must be refused, each in a transaction that is rolled back; answers with what was not. What
 * could not have its lock at once counts as refused: the triggers were looked at as well.
 */
export async function tryForbidden(transact: Transact): Promise<NotRefused[]> {
  const notRefused: NotRefused[] = [];
  for (const table of tables) {
    for (const [statement, attempt] of Object.entries(forbidden(table)))
      if (await isCarriedOut(transact, attempt))
        notRefused.push({ problem: 'not refused', table, statement });
  }
  return notRefused;
}

async function isCarriedOut(transact: Transact, attempt: Attempt): Promise<boolean> {
  try {
    return await transact(async (tx) => {
      await tx.execute(LOCK_LIMIT);
      throw new AttemptOver(await attempt(tx));
    });
  } catch (error) {
    if (error instanceof AttemptOver) return error.changed;
    const code = databaseRefusal(error)?.code;
    // A trigger that did its work would have refused before the foreign keys were looked at.
    if (code === FOREIGN_KEY_VIOLATION) return true;
    if (code === RESTRICT_VIOLATION || code === LOCK_NOT_AVAILABLE) return false;
    throw error;
  }
}
