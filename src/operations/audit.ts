import { sql } from 'drizzle-orm';
import { type Db, rows, type Tx } from '#db/client.ts';
import { createTransact } from '#db/transact.ts';
import type { Clock } from '#domain/clock.ts';
import { storedSteadyClock } from '#domain/steady-clock.ts';
import { appendOnly, tryForbidden } from './audit/append-only.ts';
import { rewards, visits } from './audit/attendance-invariants.ts';
import type { Invariant } from './audit/invariant.ts';
import { leavings } from './audit/leaving-invariants.ts';
import { amounts, balances, earnings, gifts, purchases } from './audit/points-invariants.ts';
import { orders, ownership, stock } from './audit/store-invariants.ts';

/** What the audit has to say of one invariant. */
export type AuditLine = {
  name: string;
  statement: string;
  /** In how many places it does not hold. */
  violations: number;
  /** The first few of them. */
  examples: Record<string, unknown>[];
  /** How long it took to look. */
  milliseconds: number;
};

const EXAMPLES = 5;

/** Every invariant, in the order of their numbers. */
const invariants = (clock: Clock): Invariant[] => [
  balances,
  amounts,
  stock,
  orders,
  purchases,
  ownership,
  rewards,
  visits(clock.now),
  appendOnly,
  earnings,
  leavings,
  gifts,
];

/**
 * Checks every invariant of points, attendance and orders. All queries see one snapshot, so that what goes
 * on meanwhile is no violation; what the books must refuse is tried afterwards, and rolled back.
 */
export async function audit(db: Db, clock: Clock = storedSteadyClock): Promise<AuditLine[]> {
  const transact = createTransact(db, () => {});
  const lines = await transact((tx) => auditSnapshot(tx, clock), { snapshot: true });
  const books = lines.find(({ name }) => name === appendOnly.name);
  if (books?.violations === 0) {
    const begunAt = performance.now();
    books.examples = await tryForbidden(transact);
    books.milliseconds += millisecondsSince(begunAt);
    books.violations = books.examples.length;
  }
  return lines;
}

/** The part of the audit that only reads, on what the transaction sees. */
export async function auditSnapshot(tx: Tx, clock: Clock = storedSteadyClock): Promise<AuditLine[]> {
  await tx.execute(AMPLE);
  const lines: AuditLine[] = [];
  for (const invariant of invariants(clock)) lines.push(await check(tx, invariant));
  return lines;
}

/**
 * For this transaction alone: room to sort and hash millions of rows without the disk, helpers in every plan, and no
 * compilation of the many small expressions, which takes longer than they do.
 */
const AMPLE = sql`select set_config('work_mem', '256MB', true), set_config('jit', 'off', true),
  set_config('max_parallel_workers_per_gather', '4', true)`;

/** Violations are counted as they come, and all but the first few are forgotten: there may be millions. */
async function check(tx: Tx, { name, statement, violations }: Invariant): Promise<AuditLine> {
  const begunAt = performance.now();
  const [found] = await rows<{ violations: number; examples: AuditLine['examples'] }>(
    tx,
    sql`select count(*)::int as violations,
          coalesce(jsonb_agg(to_jsonb(v) - 'place') filter (where place <= ${EXAMPLES}), '[]') as examples
        from (select *, row_number() over () as place from (${violations}) violations) v`,
  );
  return {
    name,
    statement,
    violations: found?.violations ?? 0,
    examples: found?.examples ?? [],
    milliseconds: millisecondsSince(begunAt),
  };
}

const millisecondsSince = (begunAt: number): number => Math.round(performance.now() - begunAt);
