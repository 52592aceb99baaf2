import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows } from '#db/client.ts';
import { databaseClock } from '#domain/clock.ts';
import { buildCreator, buildUser } from '#test/builders.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { overtaken } from '#test/waits/overtaking.ts';
import { createRetention } from './retention.ts';

let t: TestDatabase;
beforeAll(async () => {
  t = await openTestDatabase();
});
afterAll(() => t.close());

test('RET1 a ban that is given new terms just now stays, and nobody waits for it', async () => {
  const { db } = t.database;
  const { id: userId } = await buildUser(db);
  const { id } = await buildCreator(db);
  await db.execute(sql`insert into worlds (public_id, creator_id, name) values ('world0000001', ${id}, 'W')`);
  await db.execute(sql`insert into spaces (public_id, world_id, name, space_type)
    select 'space0000001', id, 'S', 'stage' from worlds`);
  await db.execute(sql`insert into space_bans (space_id, user_id, until)
    select id, ${userId}, now() - interval '90 days' from spaces`);
  const periods = { idempotencyHours: 48, sanctionDays: 30 };
  const retention = createRetention({ database: t.database, clock: databaseClock, periods });
  const renewing = (tx: { execute: typeof db.execute }) =>
    tx.execute(sql`update space_bans set until = now() + interval '1 day'`);
  expect(await overtaken(t.database, renewing, retention.sweep)).toMatchObject({ answer: false });
  expect(await rows(db, sql`select until > now() as "isBanned" from space_bans`)).toEqual([
    { isBanned: true },
  ]);
});
