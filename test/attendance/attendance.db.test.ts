import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows } from '#db/client.ts';
import { creditOf } from '#domain/events/attendance-sql.ts';
import { type AuditLine, audit } from '#operations/audit.ts';
import { buildUser } from '#test/builders.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { independentCredit } from './independent-credit.ts';
import { createManualClock } from './manual-clock.ts';
import { createModel, type ModelAward } from './model.ts';
import { play } from './rooms.ts';
import { PLAYERS, scripts } from './script.ts';
import { createServices } from './services.ts';
import { createStages } from './stages.ts';

const SEQUENCES = Number(process.env.SEQUENCES ?? 1000);
const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const AUDIT_EVERY = 50;

let t: TestDatabase;
beforeAll(async () => {
  t = await openTestDatabase();
});
afterAll(() => t.close());

const broken = (lines: AuditLine[]) => lines.filter(({ violations }) => violations > 0);
const byUser = (awards: ModelAward[]) => [...awards].sort((a, b) => (a.userId < b.userId ? -1 : 1));

test(`ATT6 every sequence of stays pays what the model says (SEED=${SEED})`, {
  timeout: 900_000,
}, async () => {
  const { db } = t.database;
  const clock = createManualClock(0);
  const services = createServices(t.database, clock);
  const nextStage = createStages(db);
  const players = await Promise.all(Array.from({ length: PLAYERS }, () => buildUser(db)));
  let played = 0;

  const booksOf = (creatorId: number, userIds: string[]) =>
    rows<{ userId: string; visits: number; ledger: number; balance: number }>(
      db,
      sql`select u.id as "userId",
            (select coalesce(sum(v.points_earned), 0)::int from event_attendance v join events e on e.id = v.event_id
              join spaces s on s.id = e.space_id join worlds w on w.id = s.world_id
              where v.user_id = u.id and w.creator_id = ${creatorId}) as visits,
            (select coalesce(sum(amount), 0)::int from point_transactions p
              where p.user_id = u.id and p.creator_id = ${creatorId}) as ledger,
            coalesce((select balance from point_balances b
              where b.user_id = u.id and b.creator_id = ${creatorId}), 0) as balance
          from unnest(string_to_array(${userIds.join(',')}, ',')) with ordinality as u(id, place) order by place`,
    );

  await fc.assert(
    fc.asyncProperty(scripts, async (script) => {
      const stage = await nextStage();
      const userIds = [stage.owner.id, ...players.map(({ id }) => id)];
      const model = createModel(stage.owner.id);
      await play(script, { db, services, clock, model, stage, userIds }, (expected) => {
        expect(services.takeAwards()).toEqual(byUser(expected));
      });
      const expected = userIds.map((userId) => {
        const points = model.balance(userId);
        return { userId, visits: points, ledger: points, balance: points };
      });
      expect(await booksOf(stage.creatorId, userIds)).toEqual(expected);
      if (++played % AUDIT_EVERY === 0) expect(broken(await audit(db, clock))).toEqual([]);
    }),
    { seed: SEED, numRuns: SEQUENCES },
  );
  expect(broken(await audit(db))).toEqual([]);
});

test('ATT1 the credit of all that was played is the same, worked out another way', async () => {
  const differing = await rows(
    t.database.db,
    sql`select * from (${creditOf(sql`true`)}) a full join (${independentCredit(sql`true`)}) b
          using (event_id, user_id)
        where coalesce(a.seconds, 0) <> coalesce(b.seconds, 0) limit 5`,
  );
  expect(differing).toEqual([]);
});
