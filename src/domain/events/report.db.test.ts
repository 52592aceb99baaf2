import { afterAll, beforeAll, expect, test } from 'vitest';
import { orders } from '#db/schema/index.ts';
import { audit } from '#operations/audit.ts';
import { createManualClock } from '#test/attendance/manual-clock.ts';
import { createServices } from '#test/attendance/services.ts';
import { actorOf, buildCreator, buildEvent, buildSpace, buildUser, buildWorld } from '#test/builders.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { createReports } from './report.ts';

const BEGAN = Date.UTC(2030, 0, 1, 20);

let t: TestDatabase;
beforeAll(async () => {
  t = await openTestDatabase();
});
afterAll(() => t.close());

/** An event that has just gone live, on a clock that is set to seconds after that. */
async function stage(given: Parameters<typeof buildEvent>[1] = {}) {
  const { db } = t.database;
  const clock = createManualClock(BEGAN);
  const services = createServices(t.database, clock);
  const reports = createReports({ transact: services.transact, clock });
  const owner = await buildUser(db, { role: 'creator' });
  const creator = await buildCreator(db, { userId: owner.id });
  const space = await buildSpace(db, { worldId: (await buildWorld(db, { creatorId: creator.id })).id });
  const event = await buildEvent(db, {
    spaceId: space.id,
    startTime: new Date(BEGAN),
    pointsPerMinute: 60,
    ...given,
  });
  const here = new Set<string>();
  const go = async (second: number) => {
    clock.set(BEGAN + second * 1000);
    await services.attendance.heartbeat(event.id, [...here]);
  };
  return {
    go,
    event,
    creatorId: creator.id,
    owner: actorOf(owner),
    services,
    report: () => reports.of(actorOf(owner), event.publicId),
    /** Comes at a second; answers with how to leave at another. */
    come: async (userId: string, second: number) => {
      await go(second);
      const stayId = `${userId}-${second}`;
      await services.attendance.open(event.id, [{ stayId, userId, enteredAt: clock.iso() }]);
      here.add(stayId);
      return async (left: number) => {
        await go(left);
        here.delete(stayId);
        await services.attendance.close(event.id, [stayId]);
      };
    },
    order: (
      userId: string,
      second: number,
      totalPoints: number,
      status: 'completed' | 'cancelled' | 'pending',
    ) =>
      db.insert(orders).values({
        orderNumber: crypto.randomUUID(),
        userId,
        creatorId: creator.id,
        totalPoints,
        status,
        createdAt: new Date(BEGAN + second * 1000),
      }),
    expectCleanAudit: async () =>
      expect((await audit(db, clock)).filter(({ violations }) => violations > 0)).toEqual([]),
  };
}

test('REP2 REP3 REP4 REP5 is right while the event is live, and after', async () => {
  const { db } = t.database;
  const { come, go, event, owner, services, report, expectCleanAudit } = await stage({ rewardBudget: 100 });
  const [ann, bob, eve] = [await buildUser(db), await buildUser(db), await buildUser(db)];
  await services.events.start(owner, event.publicId);

  const annLeaves = await come(ann.id, 0);
  const bobLeaves = await come(bob.id, 30);
  await bobLeaves(50);
  const bobAgain = await come(bob.id, 55);
  await come(owner.userId, 70);
  // A second device of Ann's, which goes before the first.
  const annsPhone = await come(ann.id, 80);
  await annsPhone(100);
  await annLeaves(130);
  await go(150);

  // Ann 130 s, Bob 20 + 95 s, the owner 80 s; Ann's and Bob's first visits are closed.
  expect(await report()).toEqual({
    eventPublicId: event.publicId,
    name: event.name,
    isLive: true,
    startedAt: new Date(BEGAN),
    endedAt: null,
    reportedAt: new Date(BEGAN + 150_000),
    peak: 3,
    minutes: [
      { minute: 0, users: 2, peak: 2 },
      { minute: 1, users: 3, peak: 3 },
      { minute: 2, users: 3, peak: 3 },
    ],
    uniqueAttendees: 3,
    attendedSeconds: 130 + 115 + 80,
    creditedSeconds: 130 + 20,
    // Bob left first and has 20; of Ann's 130 the budget leaves 80.
    pointsIssued: 100,
    budget: 100,
    sales: { orders: 0, points: 0 },
  });
  await bobAgain(170);
  await come(eve.id, 180);
  await go(200);
  await services.events.end(owner, event.publicId);
  await go(900);
  const after = await report();
  expect(after).toMatchObject({
    isLive: false,
    endedAt: new Date(BEGAN + 200_000),
    peak: 3,
    minutes: [
      { minute: 0, users: 2, peak: 2 },
      { minute: 1, users: 3, peak: 3 },
      { minute: 2, users: 3, peak: 3 },
      { minute: 3, users: 2, peak: 2 },
    ],
    uniqueAttendees: 4,
    attendedSeconds: 130 + 135 + 130 + 20,
    creditedSeconds: 130 + 135 + 130 + 20,
    pointsIssued: 100,
  });
  await expectCleanAudit();
});

test('REP6 sells what its creator’s store sold in that time, and was paid', async () => {
  const { db } = t.database;
  const { go, event, owner, services, order, report } = await stage();
  const other = await stage();
  const buyer = await buildUser(db);
  await services.events.start(owner, event.publicId);
  await order(buyer.id, -1, 1000, 'completed');
  await order(buyer.id, 0, 5, 'completed');
  await order(buyer.id, 10, 7, 'completed');
  await order(buyer.id, 11, 100, 'cancelled');
  await order(buyer.id, 12, 200, 'pending');
  await order(buyer.id, 30, 3000, 'completed');
  await other.order(buyer.id, 10, 400, 'completed');
  await go(20);
  expect((await report()).sales).toEqual({ orders: 2, points: 12 });
  await go(30);
  await services.events.end(owner, event.publicId);
  await go(60);
  expect((await report()).sales).toEqual({ orders: 2, points: 12 });
});

test('REP1 is all zeros for an event that never went live', async () => {
  const { report, go, order } = await stage();
  const buyer = await buildUser(t.database.db);
  await order(buyer.id, 0, 5, 'completed');
  await go(500);
  expect(await report()).toMatchObject({
    startedAt: null,
    endedAt: null,
    peak: 0,
    minutes: [],
    uniqueAttendees: 0,
    attendedSeconds: 0,
    creditedSeconds: 0,
    pointsIssued: 0,
    budget: null,
    sales: { orders: 0, points: 0 },
  });
});
