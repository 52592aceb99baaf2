import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as schema from '#db/schema/index.ts';
import { createCheckIns } from '#domain/events/check-in.ts';
import { createAdmission } from '#domain/worlds/admission.ts';
import { actorOf, buildCreator, buildEvent, buildSpace, buildUser, buildWorld } from '#test/builders.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { createManualClock } from './manual-clock.ts';
import { createServices } from './services.ts';

/*
 * Nobody watched a visit for longer than a heartbeat allows: the process stood still, or the machine's clock was set ahead.
 * A point a second, so that what is paid is the seconds that count.
 */

const BEGAN = Date.UTC(2030, 0, 1);
const STAY = 'room:stay';
/** The last heartbeat, the end of the gap, and when the player goes. Seconds. */
const LAST_SEEN = 40;
const GAP_ENDS = 3_640;
const LEAVES = 3_650;

let t: TestDatabase;
beforeAll(async () => {
  t = await openTestDatabase();
});
afterAll(() => t.close());

/** A visit from the start of an event, whose last heartbeat was after 40 seconds; now an hour has passed. */
async function neglectedVisit() {
  const { db } = t.database;
  const clock = createManualClock(BEGAN);
  const services = createServices(t.database, clock);
  const owner = await buildUser(db, { role: 'creator' });
  const creator = await buildCreator(db, { userId: owner.id });
  const world = await buildWorld(db, { creatorId: creator.id });
  const space = await buildSpace(db, { worldId: world.id });
  const scheduled = await buildEvent(db, {
    spaceId: space.id,
    startTime: new Date(BEGAN),
    pointsPerMinute: 60,
  });
  const { event } = await services.events.start(actorOf(owner), scheduled.publicId);
  const { id: userId } = await buildUser(db);
  const after = (seconds: number) => clock.set(BEGAN + seconds * 1000);
  const open = (stayId: string) =>
    services.attendance.open(event.id, [{ stayId, userId, enteredAt: clock.iso() }]);
  await open(STAY);
  after(LAST_SEEN);
  await services.attendance.heartbeat(event.id, [STAY]);
  after(GAP_ENDS);
  return {
    ...{ services, event, userId, owner, space, after, open, db },
    paid: async () => {
      const visits = await db
        .select()
        .from(schema.eventAttendance)
        .where(eq(schema.eventAttendance.eventId, event.id));
      return visits.reduce((sum, { pointsEarned }) => sum + pointsEarned, 0);
    },
  };
}

type Neglected = Awaited<ReturnType<typeof neglectedVisit>>;

test.each<[string, (given: Neglected) => Promise<unknown>]>([
  ['a heartbeat', ({ services, event }) => services.attendance.heartbeat(event.id, [STAY])],
  ['a lost connection', ({ services }) => services.attendance.drop([STAY])],
  ['a return', ({ services }) => services.attendance.resume([STAY])],
  [
    'a lost connection and a return',
    async ({ services, after }) => {
      await services.attendance.drop([STAY]);
      after(GAP_ENDS + 5);
      await services.attendance.resume([STAY]);
    },
  ],
  ['another instance', ({ services }) => services.attendance.takeOver(STAY, STAY)],
  ['nothing', async () => {}],
])('TIME2 after a gap, %s does not extend a visit: it ends at its last heartbeat', async (_, write) => {
  const given = await neglectedVisit();
  await write(given);
  given.after(LEAVES);
  await given.services.attendance.close(given.event.id, [STAY]);
  expect(await given.paid()).toBe(LAST_SEEN);
});

test.each<[string, (given: Neglected) => Promise<unknown>]>([
  ['the sweeper', ({ services }) => services.attendance.sweep()],
  [
    'the end of the event',
    ({ services, owner, event }) => services.events.end(actorOf(owner), event.publicId),
  ],
  ['the death of its process', ({ services }) => services.attendance.abandon('room')],
  [
    'a ban',
    ({ services, space, userId }) =>
      services.transact((tx) => services.attendance.closeOfUser(tx, space.id, userId)),
  ],
  [
    'the deletion of the account',
    ({ services, userId }) => services.transact((tx) => services.attendance.closeAllOf(tx, userId)),
  ],
])('TIME2 after a gap and a heartbeat, %s closes the visit at the heartbeat before', async (_, close) => {
  const given = await neglectedVisit();
  await given.services.attendance.heartbeat(given.event.id, [STAY]);
  await close(given);
  expect(await given.paid()).toBe(LAST_SEEN);
});

test('TIME2 whoever is still there after a gap is told that their visit ended, and begins another', async () => {
  const { services, event, after, open, paid } = await neglectedVisit();
  const { attendance } = services;
  expect(await attendance.heartbeat(event.id, [STAY])).toEqual(new Set());
  expect(await attendance.resume([STAY])).toEqual(new Set());
  expect(await attendance.takeOver(STAY, 'room:moved')).toBe(false);
  await open('room:next');
  after(LEAVES);
  await attendance.close(event.id, [STAY, 'room:next']);
  expect(await paid()).toBe(LAST_SEEN + LEAVES - GAP_ENDS);
});

test('TIME2 a check-in after a gap ends the visit at the last one before, and begins another', async () => {
  const { services, event, space, db, after, paid } = await neglectedVisit();
  const guest = await buildUser(db);
  const actor = actorOf(guest);
  await db.insert(schema.session).values({
    ...{ id: actor.authSessionId, token: actor.authSessionId, userId: guest.id },
    ...{ expiresAt: new Date(BEGAN + 86_400_000), updatedAt: new Date(BEGAN) },
  });
  const clock = createManualClock(BEGAN + 100_000);
  const { attendance, events } = createServices(t.database, clock);
  const admission = createAdmission({ database: t.database, clock });
  const checkIns = createCheckIns({ database: t.database, admission, events, attendance });
  await checkIns.attend(actor, event.publicId);
  clock.set(BEGAN + 130_000);
  await checkIns.attend(actor, event.publicId);
  clock.set(BEGAN + 1_000_000);
  const { joinedAt } = await checkIns.attend(actor, event.publicId);
  expect(joinedAt.getTime()).toBe(BEGAN + 1_000_000);
  clock.set(BEGAN + 1_010_000);
  await services.transact((tx) => attendance.closeOfUser(tx, space.id, guest.id));
  after(LEAVES);
  expect(await paid()).toBe(30 + 10);
});
