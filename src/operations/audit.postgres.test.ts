import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows } from '#db/client.ts';
import { createTransact } from '#db/transact.ts';
import { databaseClock } from '#domain/clock.ts';
import { createLedger } from '#domain/points/ledger.ts';
import { buildCreator, buildUser, givePoints } from '#test/builders.ts';
import { until } from '#test/clients.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { auditSnapshot } from './audit.ts';
import { startScheduledAudit } from './scheduled-audit.ts';

let t: TestDatabase;
beforeAll(async () => {
  t = await openTestDatabase({ poolSize: 2 });
});
afterAll(() => t.close());

test('LED5 LED11 points move while the audit looks: it holds no lock that a writer wants, and sees none of it', async () => {
  const { db } = t.database;
  const transact = createTransact(db, () => {});
  const ledger = createLedger({ clock: databaseClock });
  const [user, creator] = [await buildUser(db), await buildCreator(db)];
  const points = { userId: user.id, creatorId: creator.id, amount: 5 };
  const begun = Promise.withResolvers<void>();
  const moved = Promise.withResolvers<void>();
  const auditing = transact(
    async (tx) => {
      await auditSnapshot(tx);
      begun.resolve();
      await moved.promise;
      const lines = await auditSnapshot(tx);
      const seen = await rows(tx, sql`select id from point_transactions`);
      const locks = await rows<{ mode: string }>(
        tx,
        sql`select distinct mode from pg_locks where pid = pg_backend_pid() and locktype = 'relation'`,
      );
      return { lines, seen, locks };
    },
    { snapshot: true },
  );
  await begun.promise;
  await givePoints(db, ledger, points);
  moved.resolve();
  const { lines, seen, locks } = await auditing;
  expect(lines.filter(({ violations }) => violations > 0)).toEqual([]);
  expect(seen).toEqual([]);
  expect(locks).toEqual([{ mode: 'AccessShareLock' }]);
  expect(await rows(db, sql`select id from point_transactions`)).toHaveLength(1);
});

test('LED11 an audit on a schedule goes on while every connection of the pool is taken', async () => {
  const { db } = t.database;
  const transact = createTransact(db, () => {});
  const free = Promise.withResolvers<void>();
  const busy = [1, 2].map(() =>
    transact(async (tx) => {
      await tx.execute(sql`select 1`);
      await free.promise;
    }),
  );
  const audit = startScheduledAudit({
    config: { AUDIT_INTERVAL_MINUTES: 60, DATABASE_URL: t.url },
    transact,
    log: { error: (details: object) => console.error(details) },
  });
  await until('it has audited', audit.last);
  free.resolve();
  await Promise.all(busy);
  await audit.stop();
});
