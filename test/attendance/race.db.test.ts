import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { audit } from '#operations/audit.ts';
import { createManualClock } from './manual-clock.ts';
import {
  broken,
  liveEvent,
  MINUTE_MS,
  outcome,
  PLAYERS,
  players,
  ROUNDS,
  second,
  staysOf,
  t,
  total,
} from './race-kit.ts';
import { createServices } from './services.ts';

test('ATT7 two stays of a user that close at once are paid once', async () => {
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
  'ATT7 ATT8 ends, leaves, sweeps and late arrivals at once pay once, budget $rewardBudget',
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

test('ATT10 an end that was asked for before a leave was kept takes nothing of its credit back', async () => {
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

test('ATT11 an event that ran over its hard limit ends no earlier than the last visit that was paid', async () => {
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
  await events.endAtLimit(event.id);
  expect(await outcome(event.id)).toEqual({ open: 0, paid: [{ userId: player!.id, due: 10, paid: 10 }] });
});

test('OBX10 an event whose end was moved ends at its new limit, and its task knows when that is', async () => {
  const began = Date.UTC(2030, 0, 1);
  const clock = createManualClock(began);
  const { events, outbox } = createServices(t.database, clock);
  const event = await liveEvent({ startedAt: new Date(began) });
  const limit = event.endTime.getTime() + 60 * MINUTE_MS;
  clock.set(limit - 5_000);
  expect(await events.endAtLimit(event.id)).toEqual({ againInSeconds: 5 });
  const endTime = new Date(event.endTime.getTime() - 30 * MINUTE_MS);
  await events.update(event.actor, event.publicId, { endTime });
  const due = await outbox.claim([{ kind: 'event.end', places: 9, leaseSeconds: 60 }]);
  expect(due.map(({ payload }) => payload)).toEqual([{ eventId: event.id }]);
  expect(await events.endAtLimit(event.id)).toBeUndefined();
  const { event: ended } = await events.get(event.publicId);
  expect(ended).toMatchObject({ isLive: false, endedAt: new Date(limit - 30 * MINUTE_MS) });
  expect(await events.endAtLimit(event.id)).toBeUndefined();
  expect((await events.get(event.publicId)).event).toEqual(ended);
});

test('OBX10 the end of an event may be farther away than 32 bits count in seconds', async () => {
  const { events, transact } = createServices(t.database);
  const event = await liveEvent();
  await t.database.db.execute(sql`update events set end_time = '9998-01-01' where id = ${event.id}`);
  expect(await events.endAtLimit(event.id)).toEqual({ againInSeconds: expect.any(Number) });
  await transact((tx) => events.expectEnds(tx));
});
