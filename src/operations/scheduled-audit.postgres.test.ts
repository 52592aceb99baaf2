import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows } from '#db/client.ts';
import { createTransact } from '#db/transact.ts';
import { until } from '#test/clients.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { startScheduledAudit } from './scheduled-audit.ts';

let t: TestDatabase;
beforeAll(async () => {
  t = await openTestDatabase();
});
afterAll(() => t.close());

/** An interval of a tenth of a second. */
const OFTEN = 1 / 600;

const startProcess = () =>
  startScheduledAudit({
    config: { AUDIT_INTERVAL_MINUTES: OFTEN, DATABASE_URL: t.url },
    transact: createTransact(t.database.db, () => {}),
    log: { error: (details: object) => console.error(details) },
  });

/** Ends the connection that holds the lock, as a broken network does. */
const breakTheHolder = () =>
  rows(
    t.database.db,
    sql`select pg_terminate_backend(l.pid) from pg_locks l join pg_database d on d.oid = l.database
        where l.locktype = 'advisory' and d.datname = current_database()`,
  );

test('LED9 one process audits, and another one when that one ends', async () => {
  const first = startProcess();
  await until('the first audits', first.last);
  const others = [startProcess(), startProcess()];
  await sleep(500);
  expect(others.map((other) => other.last())).toEqual([undefined, undefined]);

  await first.stop();
  await until('one takes over', () => others.some((other) => other.last()));
  await sleep(500);
  expect(others.filter((other) => other.last())).toHaveLength(1);
  await Promise.all(others.map((other) => other.stop()));
});

test('LED9 a lost connection is made anew, and again there is one', async () => {
  const both = [startProcess(), startProcess()];
  const audits = () => both.filter((one) => one.last());
  await until('one audits', () => audits().length === 1);
  expect(await breakTheHolder()).toHaveLength(1);
  const brokenAt = Date.now();
  await until('one audits again', () =>
    audits().some((one) => (one.last()?.endedAt.getTime() ?? 0) > brokenAt + 300),
  );
  await until('only one', () => audits().length === 1);
  await Promise.all(both.map((one) => one.stop()));
});
