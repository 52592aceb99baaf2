import { sql } from 'drizzle-orm';
import { afterAll, beforeAll } from 'vitest';
import { type Database, openDatabase, rows } from '#db/client.ts';
import type { AuditLine } from '#operations/audit.ts';
import {
  actorOf,
  buildCreator,
  buildEvent,
  buildSpace,
  buildUser,
  buildWorld,
  type User,
} from '#test/builders.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { independentCredit } from './independent-credit.ts';

export const ROUNDS = 8;
export const PLAYERS = 12;
export const MINUTE_MS = 60_000;

export let t: TestDatabase;
/** What a second process of the server would be; the embedded database has just one. */
export let second: Database;

beforeAll(async () => {
  t = await openTestDatabase({ poolSize: 20 });
  second = t.url
    ? await openDatabase({ DATABASE_URL: t.url, DATABASE_POOL_SIZE: 20, DATA_DIR: '' })
    : t.database;
});
afterAll(async () => {
  if (second !== t.database) await second.close();
  await t.close();
});

export const broken = (lines: AuditLine[]) => lines.filter(({ violations }) => violations > 0);
export const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);

/** A point a second, so that a fraction of one paid twice or forgotten shows. */
export async function liveEvent(given: { startedAt?: Date; rewardBudget?: number } = {}) {
  const owner = await buildUser(t.database.db, { role: 'creator' });
  const creator = await buildCreator(t.database.db, { userId: owner.id });
  const world = await buildWorld(t.database.db, { creatorId: creator.id });
  const space = await buildSpace(t.database.db, { worldId: world.id });
  const startedAt = given.startedAt ?? minutesAgo(10);
  const event = await buildEvent(t.database.db, {
    spaceId: space.id,
    startTime: startedAt,
    isLive: true,
    pointsPerMinute: 60,
    ...given,
    startedAt,
  });
  return { ...event, actor: actorOf(owner) };
}

/** Two stays of each player, one on each of two devices. */
export const staysOf = (players: User[], eventId: number) =>
  players.flatMap(({ id: userId }) =>
    [1, 2].map((device) => ({
      stayId: `${eventId}-${userId}-${device}`,
      userId,
      enteredAt: minutesAgo(6 - device).toISOString(),
    })),
  );

export const players = () => Promise.all(Array.from({ length: PLAYERS }, () => buildUser(t.database.db)));

/** What each user was paid and what they are due, worked out the independent way; and the visits left open. */
export async function outcome(eventId: number) {
  const paid = await rows<{ userId: string; paid: number; due: number; rows: number }>(
    t.database.db,
    sql`select c.user_id as "userId", c.seconds as due, coalesce(sum(p.amount), 0)::int as paid
        from (${independentCredit(sql`v.event_id = ${eventId}`)}) c
        left join point_transactions p on p.user_id = c.user_id and p.reference_id = c.event_id
          and p.reference_type = 'event' and p.type = 'earn'
        group by c.user_id, c.seconds order by c.user_id`,
  );
  const [left] = await rows<{ open: number }>(
    t.database.db,
    sql`select count(*)::int as open from event_attendance where event_id = ${eventId} and left_at is null`,
  );
  return { paid, open: left?.open };
}

export const total = (awards: { earned: number }[]) => awards.reduce((sum, { earned }) => sum + earned, 0);
