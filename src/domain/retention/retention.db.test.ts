import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { rows } from '#db/client.ts';
import { databaseClock } from '#domain/clock.ts';
import { buildCreator, buildUser } from '#test/builders.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { createRetention } from './retention.ts';

let t: TestDatabase;
let userId: string;
let spaceIds: number[];

beforeAll(async () => {
  t = await openTestDatabase();
  ({ id: userId } = await buildUser(t.database.db));
  const { id } = await buildCreator(t.database.db);
  await t.database.db.execute(
    sql`insert into worlds (public_id, creator_id, name) values ('world0000001', ${id}, 'W')`,
  );
  const made = await rows<{ id: number }>(
    t.database.db,
    sql`insert into spaces (public_id, world_id, name, space_type)
        select 'space00000' || n, (select id from worlds where public_id = 'world0000001'), 'S', 'stage'
        from generate_series(10, 19) n returning id`,
  );
  spaceIds = made.map((space) => space.id);
});
afterAll(() => t.close());
beforeEach(async () => {
  for (const table of Object.keys(put))
    await t.database.db.execute(sql`delete from ${sql.identifier(table)}`);
});

const retention = (periods = { idempotencyHours: 48, sanctionDays: 30 }) =>
  createRetention({ database: t.database, clock: databaseClock, periods });

const count = async (table: string): Promise<number> => {
  const [found] = await rows<{ n: number }>(
    t.database.db,
    sql`select count(*)::int as n from ${sql.identifier(table)}`,
  );
  return found?.n as number;
};

const ago = (text: string): SQL => sql`now() - ${text}::interval`;

const put = {
  session: (at: SQL) =>
    sql`insert into session (id, token, user_id, expires_at, ip_address)
        values (gen_random_uuid(), gen_random_uuid(), ${userId}, ${at}, '203.0.113.7')`,
  verification: (at: SQL) =>
    sql`insert into verification (id, identifier, value, expires_at) values (gen_random_uuid(), 'i', 'v', ${at})`,
  idempotency_keys: (at: SQL) =>
    sql`insert into idempotency_keys (user_id, key, request_hash, answer, created_at)
        values (${userId}, gen_random_uuid(), '', '{}', ${at})`,
  space_bans: (at: SQL) =>
    sql`insert into space_bans (space_id, user_id, reason, until)
        select s.id, ${userId}, 'rude', ${at} from spaces s
        where not exists (select 1 from space_bans b where b.space_id = s.id) limit 1`,
  space_mutes: (at: SQL) =>
    sql`insert into space_mutes (space_id, user_id, reason, until)
        select s.id, ${userId}, 'loud', ${at} from spaces s
        where not exists (select 1 from space_mutes b where b.space_id = s.id) limit 1`,
  held_user_names: (at: SQL) =>
    sql`insert into held_user_names (user_name, user_id, released_at)
        select 'given_up_' || count(*), ${userId}, ${at} from held_user_names`,
};

test.each<[table: keyof typeof put, over: string, kept: string]>([
  ['session', '1 second', '-1 minute'],
  ['verification', '1 second', '-1 minute'],
  ['idempotency_keys', '48 hours 1 minute', '47 hours 59 minutes'],
  ['space_bans', '30 days 1 minute', '29 days'],
  ['space_mutes', '30 days 1 minute', '29 days'],
  ['held_user_names', '30 days 1 minute', '29 days'],
])('RET1 of %s what has been over for long is deleted, and the rest is kept', async (table, over, kept) => {
  for (const at of [over, kept]) await t.database.db.execute(put[table](ago(at)));
  expect(await retention().sweep()).toBe(false);
  expect(await count(table)).toBe(1);
  expect(await retention().sweep()).toBe(false);
  expect(await count(table)).toBe(1);
});

test('RET1 a ban without end stays', async () => {
  await t.database.db.execute(put.space_bans(sql`null`));
  expect(spaceIds.length).toBe(10);
  await retention({ idempotencyHours: 24, sanctionDays: 0 }).sweep();
  expect(await count('space_bans')).toBe(1);
});

test('RET1 the periods are those of the settings', async () => {
  await t.database.db.execute(put.space_mutes(ago('1 minute')));
  await t.database.db.execute(put.idempotency_keys(ago('25 hours')));
  await retention({ idempotencyHours: 24, sanctionDays: 0 }).sweep();
  expect([await count('space_mutes'), await count('idempotency_keys')]).toEqual([0, 0]);
});

test('RET2 much is deleted in batches, and each says whether there is more', async () => {
  await t.database.db.execute(sql`insert into session (id, token, user_id, expires_at)
    select gen_random_uuid(), gen_random_uuid(), ${userId}, now() - interval '1 day' from generate_series(1, 2500)`);
  expect(await retention().sweep()).toBe(true);
  expect(await count('session')).toBe(1_500);
  expect(await retention().sweep()).toBe(true);
  expect(await retention().sweep()).toBe(false);
  expect(await count('session')).toBe(0);
});
