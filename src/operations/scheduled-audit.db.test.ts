import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTransact } from '#db/transact.ts';
import { buildCreator } from '#test/builders.ts';
import { until } from '#test/clients.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { startScheduledAudit } from './scheduled-audit.ts';

let t: TestDatabase;
beforeAll(async () => {
  t = await openTestDatabase();
});
afterAll(() => t.close());

/** The audit of one process, and what it logged. */
function startProcess(minutes: number) {
  const logged: object[] = [];
  const audit = startScheduledAudit({
    config: { AUDIT_INTERVAL_MINUTES: minutes, DATABASE_URL: t.url },
    transact: createTransact(t.database.db, () => {}),
    log: { error: (details: object) => void logged.push(details) },
  });
  return { ...audit, logged };
}

/** An interval of a tenth of a second. */
const OFTEN = 1 / 600;

test('LED9 audits at the start and then again and again, and logs what is violated', async () => {
  const { last, stop, logged } = startProcess(OFTEN);
  const first = await until('an audit', last);
  expect(first.lines).toHaveLength(12);
  expect(first.lines.filter(({ violations }) => violations > 0)).toEqual([]);
  expect(Math.abs(first.endedAt.getTime() - Date.now())).toBeLessThan(30_000);
  expect(logged).toEqual([]);

  const { id, userId } = await buildCreator(t.database.db);
  await t.database.db.execute(
    sql`insert into point_balances (user_id, creator_id, balance) values (${userId}, ${id}, 3)`,
  );
  const violated = await until('a violation', () =>
    last()?.lines.find(({ name, violations }) => name === 'balances' && violations === 1),
  );
  await until('it is logged', () => logged.length > 0);
  expect(logged[0]).toEqual({ violated: [{ ...violated, milliseconds: expect.any(Number) }] });

  await t.database.db.execute(sql`delete from point_balances`);
  await until('all is well again', () => last()?.lines.every(({ violations }) => violations === 0));
  await stop();
});

test('audits never unless it is told to', async () => {
  const { last, stop } = startProcess(0);
  expect(last()).toBeUndefined();
  await stop();
});
