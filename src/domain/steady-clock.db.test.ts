import { eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { rows } from '#db/client.ts';
import * as schema from '#db/schema/index.ts';
import { createTransact } from '#db/transact.ts';
import { audit } from '#operations/audit.ts';
import { createServices } from '#test/attendance/services.ts';
import { actorOf, buildCreator, buildEvent, buildSpace, buildUser, buildWorld } from '#test/builders.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { createSteadyClock, type SteadyClock, storedSteadyClock } from './steady-clock.ts';

/*
 * The database's clock can't be set here, but a process's own can: to a process, a database whose clock was set back by an
 * hour is one that an hour of its own did not pass for. (Clocks that are really set: test/faults/clock-steps.db.test.ts.)
 */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** What a busy machine may take between two statements. */
const NEAR_MS = 20_000;

let t: TestDatabase;
beforeAll(async () => {
  t = await openTestDatabase();
});
afterAll(() => t.close());

/** Ends the events that a test left live. */
const endings: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0)) await end();
  // With no event live, the correction goes.
  await (await process()).clock.look();
});

const transact = () =>
  createTransact(t.database.db, (error) => {
    throw error;
  });

/** A process whose monotonic clock can be moved against the database's clock. */
async function process(kind = t.kind) {
  let movedMs = 0;
  const database = { ...t.database, kind };
  const clock = await createSteadyClock({
    database,
    transact: transact(),
    monotonicMs: () => performance.now() + movedMs,
  });
  return {
    clock,
    /** The database's clock was set back by so much, or ahead where it is negative, and the process has found out. */
    async databaseSetBack(ms: number) {
      movedMs += ms;
      await clock.look();
    },
    move: (ms: number) => {
      movedMs += ms;
    },
  };
}

/** How far a clock is ahead of the database's, in milliseconds. */
async function aheadOf(clock: Pick<SteadyClock, 'now'>): Promise<number> {
  const [row] = await rows<{ ahead: number }>(
    t.database.db,
    sql`select (extract(epoch from ${clock.now} - clock_timestamp()) * 1000)::float8 as ahead`,
  );
  return (row as { ahead: number }).ahead;
}

const expectNear = (actualMs: number, expectedMs: number) => {
  expect(actualMs).toBeGreaterThan(expectedMs - NEAR_MS);
  expect(actualMs).toBeLessThan(expectedMs + NEAR_MS);
};

async function liveEvent(clock: SteadyClock) {
  const { db } = t.database;
  const services = createServices(t.database, clock);
  const owner = await buildUser(db, { role: 'creator' });
  const creator = await buildCreator(db, { userId: owner.id });
  const world = await buildWorld(db, { creatorId: creator.id });
  const space = await buildSpace(db, { worldId: world.id });
  const scheduled = await buildEvent(db, { spaceId: space.id, startTime: new Date(), pointsPerMinute: 60 });
  const { event } = await services.events.start(actorOf(owner), scheduled.publicId);
  const { id: userId } = await buildUser(db);
  const end = () => services.events.end(actorOf(owner), event.publicId);
  endings.push(end);
  return {
    ...{ services, event, userId, end },
    open: async (stayId: string) =>
      services.attendance.open(event.id, [{ stayId, userId, enteredAt: await services.attendance.now() }]),
    /** Seconds that were paid for. */
    async paid() {
      const visits = await db
        .select()
        .from(schema.eventAttendance)
        .where(eq(schema.eventAttendance.eventId, event.id));
      return visits.reduce((sum, { pointsEarned }) => sum + pointsEarned, 0);
    },
  };
}

/** A process keeps a visit alive for half an hour; the answer is what happens then. */
async function attendHalfAnHour(
  at: Awaited<ReturnType<typeof process>>,
  show: Awaited<ReturnType<typeof liveEvent>>,
) {
  await show.open('stay');
  for (let minute = 0; minute < 30; minute++) {
    // Half a minute of the process's, in which the database's clock is set back by as much; and once more.
    await at.databaseSetBack(MINUTE_MS / 2);
    await show.services.attendance.heartbeat(show.event.id, ['stay']);
    await at.databaseSetBack(MINUTE_MS / 2);
    await show.services.attendance.heartbeat(show.event.id, ['stay']);
  }
}

test('TIME3 a clock that is set back takes nothing away: what passed is credited', async () => {
  const at = await process();
  const show = await liveEvent(at.clock);
  await attendHalfAnHour(at, show);
  expectNear(await aheadOf(at.clock), 30 * MINUTE_MS);
  await show.services.attendance.close(show.event.id, ['stay']);
  expectNear((await show.paid()) * 1000, 30 * MINUTE_MS);
  await show.end();
  expectNear((await show.paid()) * 1000, 30 * MINUTE_MS);
});

test('TIME3 between a step back and the next look nothing is lost or gained', async () => {
  const at = await process();
  const show = await liveEvent(at.clock);
  await show.open('before');
  at.move(MINUTE_MS / 2);
  await show.services.attendance.close(show.event.id, ['before']);
  await show.open('after');
  at.move(MINUTE_MS / 2);
  await show.services.attendance.close(show.event.id, ['after']);
  expectNear((await show.paid()) * 1000, MINUTE_MS);
});

test.each(['pglite', 'postgres'] as const)(
  'TIME3 a clock that is set back and set right again takes and gives nothing (%s)',
  async (kind) => {
    const at = await process(kind);
    const show = await liveEvent(at.clock);
    await show.open('stay');
    at.move(HOUR_MS);
    await at.clock.look();
    at.move(-HOUR_MS);
    await at.clock.look();
    expectNear(await aheadOf(at.clock), 0);
    await show.services.attendance.close(show.event.id, ['stay']);
    expectNear((await show.paid()) * 1000, 0);
  },
);

test('TIME4 a clock of this machine that is set ahead gives nothing: what passed is credited', async () => {
  const at = await process('pglite');
  const show = await liveEvent(at.clock);
  await show.open('stay');
  await at.databaseSetBack(-HOUR_MS);
  expectNear(await aheadOf(at.clock), -HOUR_MS);
  expect(await show.services.attendance.heartbeat(show.event.id, ['stay'])).toEqual(new Set(['stay']));
  await show.services.attendance.close(show.event.id, ['stay']);
  expectNear((await show.paid()) * 1000, 0);
  expect((await audit(t.database.db)).filter(({ violations }) => violations > 0)).toEqual([]);
});

test('TIME4 a database elsewhere that is set ahead is followed, and nobody is paid for the step', async () => {
  const at = await process('postgres');
  const show = await liveEvent(at.clock);
  await show.open('stay');
  await at.databaseSetBack(-HOUR_MS);
  expectNear(await aheadOf(at.clock), 0);
  // To the database no time has passed: what it has written is an hour old by the clock that was set.
  await t.database.db.execute(sql`update event_attendance set joined_at = joined_at - interval '1 hour',
    last_seen_at = last_seen_at - interval '1 hour' where event_id = ${show.event.id}`);
  await t.database.db.execute(
    sql`update events set started_at = started_at - interval '1 hour' where id = ${show.event.id}`,
  );
  expect(await show.services.attendance.heartbeat(show.event.id, ['stay'])).toEqual(new Set());
  await show.open('next');
  await show.end();
  expectNear((await show.paid()) * 1000, 0);
});

test('TIME5 all processes agree, whichever finds out first', async () => {
  const [one, other] = [await process(), await process()];
  await liveEvent(one.clock);
  one.move(HOUR_MS);
  other.move(HOUR_MS);
  await Promise.all([one.clock.look(), other.clock.look()]);
  await Promise.all([one.clock.look(), other.clock.look()]);
  const third = await process();
  for (const { clock } of [one, other, third]) expectNear(await aheadOf(clock), HOUR_MS);
  expectNear(await aheadOf(storedSteadyClock), HOUR_MS);
});

test('TIME5 a process that does not know of a correction yet writes by it all the same', async () => {
  const [one, other] = [await process(), await process()];
  await liveEvent(one.clock);
  await one.databaseSetBack(HOUR_MS);
  expectNear(await aheadOf(other.clock), HOUR_MS);
});

test('TIME5 a process that starts after the clock was set back goes on after what is written', async () => {
  const before = await process();
  const show = await liveEvent(before.clock);
  await show.open('stay');
  const later = sql`interval '1 hour'`;
  await t.database.db.execute(
    sql`update events set started_at = started_at + ${later} where id = ${show.event.id}`,
  );
  await t.database.db.execute(sql`update event_attendance set joined_at = joined_at + ${later},
    last_seen_at = last_seen_at + ${later} where event_id = ${show.event.id}`);
  const { clock } = await process();
  expectNear(await aheadOf(clock), HOUR_MS);
  expectNear(await aheadOf(storedSteadyClock), HOUR_MS);
  await createServices(t.database, clock).attendance.close(show.event.id, ['stay']);
});

test('TIME5 once no event is live the time is the database’s again, and what is due keeps its distance', async () => {
  const at = await process();
  const show = await liveEvent(at.clock);
  await at.databaseSetBack(HOUR_MS);
  const inSeconds = async () => {
    const [task] = await rows<{ seconds: number }>(
      t.database.db,
      sql`select extract(epoch from due_at - ${at.clock.deadlines.now})::float8 as seconds from outbox_tasks
          where key = 'test'`,
    );
    return (task as { seconds: number }).seconds;
  };
  await t.database.db.execute(sql`insert into outbox_tasks (kind, payload, key, due_at)
    values ('visits.sweep', '{}', 'test', ${at.clock.deadlines.now} + interval '10 minutes')`);
  await at.clock.look();
  expectNear(await aheadOf(at.clock), HOUR_MS);
  await show.end();
  await at.clock.look();
  expectNear(await aheadOf(at.clock), 0);
  await at.clock.look();
  expectNear(await aheadOf(at.clock), 0);
  expectNear((await inSeconds()) * 1000, 10 * MINUTE_MS);
  await t.database.db.execute(sql`delete from outbox_tasks where key = 'test'`);
});

test('TIME5 an answer of the database that is long in coming is no step', async () => {
  let asked = 0;
  const clock = await createSteadyClock({
    database: t.database,
    transact: transact(),
    // From the third comparison on, an hour passes between each question and its answer.
    monotonicMs: () => performance.now() + (asked++ > 6 ? Math.ceil((asked - 6) / 2) * HOUR_MS : 0),
  });
  await clock.look();
  await clock.look();
  const [row] = await rows<{ aheadMs: number }>(
    t.database.db,
    sql`select ahead_ms as "aheadMs" from steady_clock`,
  );
  expect(row).toEqual({ aheadMs: 0 });
});

test('TIME6 what is due at a time of day is due by the steady time or the database’s, whichever is later', async () => {
  const at = await process('pglite');
  await liveEvent(at.clock);
  await at.databaseSetBack(HOUR_MS);
  expectNear(await aheadOf(at.clock.deadlines), HOUR_MS);
  await at.databaseSetBack(-3 * HOUR_MS);
  expectNear(await aheadOf(at.clock), -2 * HOUR_MS);
  expectNear(await aheadOf(at.clock.deadlines), 0);
});
