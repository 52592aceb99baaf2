import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase, rows } from '#db/client.ts';
import { type AuditLine, audit } from '#operations/audit.ts';
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
import { createManualClock } from './manual-clock.ts';
import { createServices } from './services.ts';

const ROUNDS = 8;
const PLAYERS = 12;
const MINUTE_MS = 60_000;

let t: TestDatabase;
/** What a second process of the server would be; the embedded database has just one. */
let second: Database;

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

const broken = (lines: AuditLine[]) => lines.filter(({ violations }) => violations > 0);
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);

/** A point a second, so that a fraction of one paid twice or forgotten shows. */
async function liveEvent(given: { startedAt?: Date; rewardBudget?: number } = {}) {
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
const staysOf = (players: User[], eventId: number) =>
  players.flatMap(({ id: userId }) =>
    [1, 2].map((device) => ({
      stayId: `${eventId}-${userId}-${device}`,
      userId,
      enteredAt: minutesAgo(6 - device).toISOString(),
    })),
  );

const players = () => Promise.all(Array.from({ length: PLAYERS }, () => buildUser(t.database.db)));

/** What each user was paid and what they are due, worked out the independent way; and the visits left open. */
async function outcome(eventId: number) {
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

const total = (awards: { earned: number }[]) => awards.reduce((sum, { earned }) => sum + earned, 0);

test('two stays of a user that close at once are paid once', async () => {
  const processes = [createServices(t.database), createServices(second)] as const;
  for (let round = 0; round < ROUNDS; round++) {
    const event = await liveEvent();
    const stays = staysOf(await players(), event.id);
    await processes[0].attendance.open(event.id, stays);
    const closes = [...stays, ...stays].map(({ stayId }, i) =>
      processes[i % 2 === 0 ? 0 : 1].attendance.close(event.id, [stayId]),
    );
    const awards = (await Promise.all(closes)).flat();
    const { paid, open } = await outcome(event.id);
    expect(open).toBe(0);
    expect(paid.length).toBe(PLAYERS);
    expect(paid.filter(({ paid, due }) => paid !== due)).toEqual([]);
    expect(total(awards)).toBe(paid.reduce((sum, { paid }) => sum + paid, 0));
  }
  expect(broken(await audit(t.database.db))).toEqual([]);
});

test.each([{ rewardBudget: undefined }, { rewardBudget: 500 }])(
  'ends, leaves, sweeps and late arrivals at once pay once, budget $rewardBudget',
  async (given) => {
    const [one, two] = [createServices(t.database), createServices(second)];
    for (let round = 0; round < ROUNDS; round++) {
      const event = await liveEvent(given);
      const stays = staysOf(await players(), event.id);
      const late = staysOf(await players(), event.id);
      await one.attendance.open(event.id, stays);
      const leave = (part: number) => stays.filter((_, i) => i % 3 === part);
      const [meanwhile] = await Promise.all([
        audit(t.database.db),
        ...leave(0).map(({ stayId }) => one.attendance.close(event.id, [stayId])),
        ...late.slice(0, PLAYERS).map((stay) => two.attendance.open(event.id, [stay])),
        one.events.end(event.actor, event.publicId),
        two.events.end(event.actor, event.publicId),
        one.attendance.sweep(),
        ...late.slice(PLAYERS).map((stay) => one.attendance.open(event.id, [stay])),
        ...leave(1).map(({ stayId }) => two.attendance.close(event.id, [stayId])),
        two.attendance.sweep(),
        two.attendance.heartbeat(
          event.id,
          stays.map(({ stayId }) => stayId),
        ),
      ]);
      expect(broken(meanwhile)).toEqual([]);
      const told = total([...one.takeAwards(), ...two.takeAwards()]);
      const { paid, open } = await outcome(event.id);
      expect(open).toBe(0);
      expect(told).toBe(paid.reduce((sum, { paid }) => sum + paid, 0));
      if (given.rewardBudget === undefined) expect(paid.filter(({ paid, due }) => paid !== due)).toEqual([]);
      else expect(told).toBe(given.rewardBudget);
    }
    expect(broken(await audit(t.database.db))).toEqual([]);
  },
);

test('an end that was asked for before a leave was kept takes nothing of its credit back', async () => {
  const began = Date.UTC(2030, 0, 1);
  const clock = createManualClock(began);
  const { attendance, events } = createServices(t.database, clock);
  const event = await liveEvent({ startedAt: new Date(began) });
  const [player] = await players();
  const stay = { stayId: `${event.id}-early`, userId: player!.id, enteredAt: clock.iso() };
  await attendance.open(event.id, [stay]);
  clock.set(began + 30_000);
  await attendance.close(event.id, [stay.stayId]);
  clock.set(began + 29_000);
  await events.end(event.actor, event.publicId);
  expect(await outcome(event.id)).toEqual({ open: 0, paid: [{ userId: player!.id, due: 30, paid: 30 }] });
});

test('an event that ran over its hard limit ends no earlier than the last visit that was paid', async () => {
  const began = Date.UTC(2030, 0, 1);
  const clock = createManualClock(began);
  const { attendance, events } = createServices(t.database, clock);
  const event = await liveEvent({ startedAt: new Date(began) });
  const [player] = await players();
  const limit = event.endTime.getTime() + 60 * MINUTE_MS;
  const stay = {
    stayId: `${event.id}-overrun`,
    userId: player!.id,
    enteredAt: new Date(limit - 5_000).toISOString(),
  };
  clock.set(limit - 5_000);
  await attendance.open(event.id, [stay]);
  clock.set(limit + 5_000);
  await attendance.close(event.id, [stay.stayId]);
  clock.set(limit + 9_000);
  await events.endOverdue();
  expect(await outcome(event.id)).toEqual({ open: 0, paid: [{ userId: player!.id, due: 10, paid: 10 }] });
});

test('an end waits for a leave that is under way, and counts it', async ({ skip }) => {
  if (t.kind === 'pglite') skip('one connection: nothing is under way at the same time');
  const [one, two] = [createServices(t.database), createServices(second)];
  const event = await liveEvent();
  const [stay] = staysOf(await players(), event.id);
  await one.attendance.open(event.id, [stay!]);
  const closed = Promise.withResolvers<void>();
  const leaving = one.transact(async (tx) => {
    await tx.execute(sql`select pg_sleep(0.2)`);
    await one.attendance.closeAll(tx, event.id);
    closed.resolve();
    await tx.execute(sql`select pg_sleep(0.3)`);
    return 'left';
  });
  await closed.promise;
  const ending = two.events.end(event.actor, event.publicId).then(() => 'ended');
  expect(await Promise.race([leaving, ending])).toBe('left');
  await ending;
  expect(await outcome(event.id)).toMatchObject({ open: 0 });
  expect(broken(await audit(t.database.db))).toEqual([]);
});
