import { sql } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import { rows, textSet } from '#db/client.ts';
import { eventAttendance, outboxTasks } from '#db/schema/index.ts';
import { POINTS_LIMIT } from '#domain/points/ledger.ts';
import { audit } from '#operations/audit.ts';
import { givePoints } from '#test/builders.ts';
import { broken, liveEvent, minutesAgo, outcome, players, staysOf, t } from './race-kit.ts';
import { createServices } from './services.ts';

/*
 * Rows that the database really refuses: triggers of this file raise for one user or one event, and balances are at
 * their limit.
 */

const TRIGGERS = ['event_attendance', 'point_balances'] as const;

afterEach(async () => {
  for (const table of TRIGGERS)
    await t.database.db.execute(sql.raw(`drop trigger if exists refuse on ${table}`));
  await t.database.db.execute(sql`delete from outbox_tasks`);
});

/** Has the database refuse writes to rows of a table, as `condition` says of `new` and `old`. */
async function refuse(table: (typeof TRIGGERS)[number], condition: string, when = 'update', state = 'P0001') {
  await t.database.db.execute(
    sql.raw(`create or replace function refuse_${table}() returns trigger language plpgsql as $$
      begin
        if ${condition} then raise exception 'refused' using errcode = '${state}'; end if;
        return new;
      end $$`),
  );
  await t.database.db.execute(
    sql.raw(
      `create trigger refuse before ${when} on ${table} for each row execute function refuse_${table}()`,
    ),
  );
}

const allow = (table: (typeof TRIGGERS)[number]) =>
  t.database.db.execute(sql.raw(`drop trigger refuse on ${table}`));

/** A live event with everybody there on two devices, and the services of a process. */
async function crowded(given: { rewardBudget?: number } = {}) {
  const services = createServices(t.database);
  const event = await liveEvent(given);
  const people = await players();
  const stays = staysOf(people, event.id);
  await services.attendance.open(event.id, stays);
  return { ...services, event, people, stays, victim: people[4]! };
}

const tasks = () => t.database.db.select().from(outboxTasks).where(sql`kind = 'attendance.settle'`);
const park = () =>
  t.database.db.execute(sql`update outbox_tasks set parked_at = now() where kind = 'attendance.settle'`);
const names = async () => broken(await audit(t.database.db)).map(({ name }) => name);
const unpaid = (paid: { userId: string; paid: number; due: number }[]) =>
  paid.filter(({ paid, due }) => paid !== due).map(({ userId }) => userId);

test('ATT24 a user who cannot be paid keeps nobody else from being paid when the event ends', async () => {
  const { events, attendance, reported, event, victim } = await crowded();
  await refuse('point_balances', `new.user_id = '${victim.id}'`);
  await events.end(event.actor, event.publicId);
  const ended = await outcome(event.id);
  expect(ended.open).toBe(0);
  expect(unpaid(ended.paid)).toEqual([victim.id]);
  expect(reported).toMatchObject([{ name: 'NotSettled' }]);
  const payload = { eventId: event.id, userId: victim.id };
  expect(await tasks()).toMatchObject([
    { payload: JSON.stringify(payload), lastError: expect.stringContaining('refused') },
  ]);

  expect(await names()).toEqual([]);
  await park();
  expect(await names()).toEqual(['rewards']);
  await expect(attendance.settle(payload)).rejects.toThrow();
  expect(await attendance.sweep()).toBe(0);

  await allow('point_balances');
  expect(await attendance.settle(payload)).toBeUndefined();
  expect(unpaid((await outcome(event.id)).paid)).toEqual([]);
  await attendance.settle(payload);
  expect(unpaid((await outcome(event.id)).paid)).toEqual([]);
  expect(await names()).toEqual([]);
});

test('ATT24 ATT8 with a budget, what one user cannot be paid goes to the others', async () => {
  const { events, event, victim } = await crowded({ rewardBudget: 1_500 });
  await refuse('point_balances', `new.user_id = '${victim.id}'`);
  await events.end(event.actor, event.publicId);
  const { open, paid } = await outcome(event.id);
  expect([open, paid.reduce((sum, { paid }) => sum + paid, 0)]).toEqual([0, 1_500]);
  expect(paid.find(({ userId }) => userId === victim.id)).toMatchObject({ paid: 0 });
});

test('ATT24 LED14 what does not fit into a balance is not paid, and all others are', async () => {
  const { events, ledger, event, victim, reported } = await crowded();
  const creatorId = await creatorOf(event.id);
  await givePoints(t.database.db, ledger, { userId: victim.id, creatorId, amount: POINTS_LIMIT - 1 });
  await events.end(event.actor, event.publicId);
  const { open, paid } = await outcome(event.id);
  expect(open).toBe(0);
  expect(unpaid(paid)).toEqual([victim.id]);
  expect(reported).toMatchObject([{ cause: { code: 'BALANCE_LIMIT_REACHED' } }]);
  // Grants that no gift refers to are this test's own.
  expect((await names()).filter((name) => name !== 'gifts')).toEqual([]);
});

test('ATT24 whoever leaves together or is swept is paid without the one who cannot be', async () => {
  const { attendance, event, stays, victim } = await crowded();
  await refuse('point_balances', `new.user_id = '${victim.id}'`);
  const ids = stays.map(({ stayId }) => stayId);
  const awards = await attendance.close(event.id, ids.slice(0, 12));
  expect(awards).toHaveLength(5);
  await t.database.db.execute(sql`
    update event_attendance set last_seen_at = now() - interval '2 minutes'
    where stay_id in ${textSet(ids.slice(12, 18))}`);
  expect(await attendance.sweep()).toBe(1);
  for (const { stayId } of stays.slice(18)) await attendance.close(event.id, [stayId]);
  const { open, paid } = await outcome(event.id);
  expect(open).toBe(0);
  expect(unpaid(paid)).toEqual([victim.id]);
});

test('ATT25 who cannot be paid can still be banned, kicked, and delete their account', async () => {
  const { attendance, transact, event, victim } = await crowded();
  await refuse('point_balances', `new.user_id = '${victim.id}'`);
  expect(await transact((tx) => attendance.closeOfUser(tx, event.spaceId, victim.id))).toBe(2);
  await attendance.open(event.id, [
    { stayId: 'again', userId: victim.id, enteredAt: minutesAgo(1).toISOString() },
  ]);
  await transact((tx) => attendance.closeAllOf(tx, victim.id));
  const open = await t.database.db
    .select()
    .from(eventAttendance)
    .where(sql`user_id = ${victim.id} and left_at is null`);
  expect(open).toEqual([]);
  expect(await tasks()).toHaveLength(1);
});

test('ATT26 a visit that cannot be closed keeps no other from closing, at its event or another', async () => {
  const [one, two] = [await crowded(), await crowded()];
  const all = [one, two].map(({ event }) => event.id);
  await t.database.db.execute(sql`update event_attendance set last_seen_at = now() - interval '2 minutes'
    where event_id between ${Math.min(...all)} and ${Math.max(...all)}`);
  const stuck = one.stays[3]!;
  await refuse('event_attendance', `new.stay_id = '${stuck.stayId}'`);
  expect(await one.attendance.sweep()).toBe(2);
  expect((await outcome(one.event.id)).open).toBe(1);
  expect((await outcome(two.event.id)).open).toBe(0);
  expect(await one.attendance.sweep()).toBe(0);
  expect(await tasks()).toMatchObject([
    { payload: JSON.stringify({ eventId: one.event.id, userId: stuck.userId }) },
  ]);
  await allow('event_attendance');
  await one.attendance.settle({ eventId: one.event.id, userId: stuck.userId });
  const { open, paid } = await outcome(one.event.id);
  expect([open, unpaid(paid)]).toEqual([0, []]);
});

test('ATT26 an event that fails as a whole is reported once, left to a task, and parked alone', async () => {
  const [bad, good] = [await crowded(), await crowded()];
  for (const { event } of [bad, good])
    await t.database.db.execute(
      sql`update event_attendance set last_seen_at = now() - interval '2 minutes' where event_id = ${event.id}`,
    );
  await refuse('event_attendance', `new.event_id = ${bad.event.id}`, 'update', 'XX000');
  const { attendance, reported } = good;
  expect(await attendance.sweep()).toBe(2);
  expect((await outcome(good.event.id)).open).toBe(0);
  expect(reported).toHaveLength(1);
  expect(await tasks()).toMatchObject([{ payload: JSON.stringify({ eventId: bad.event.id }) }]);
  expect(await attendance.sweep()).toBe(0);
  await expect(attendance.settle({ eventId: bad.event.id })).rejects.toThrow();
  await allow('event_attendance');
  expect(await attendance.settle({ eventId: bad.event.id })).toBeUndefined();
  const { open, paid } = await outcome(bad.event.id);
  expect([open, unpaid(paid)]).toEqual([0, []]);
});

test('ATT27 an event is over at once also where its visits cannot be closed', async () => {
  const { events, event } = await crowded();
  await refuse('event_attendance', `new.event_id = ${event.id}`, 'update', 'XX000');
  const { event: ended } = await events.end(event.actor, event.publicId);
  expect(ended).toMatchObject({ isLive: false, endedAt: expect.any(Date) });
});

test('ATT28 what an end left open, since its process was killed, is closed at the end and paid in full', async () => {
  const { attendance, event, people } = await crowded();
  await t.database.db.execute(
    sql`update events set is_live = false, ended_at = now() where id = ${event.id}`,
  );
  await t.database.db.execute(sql`update event_attendance set last_seen_at = now() - interval '30 seconds',
    joined_at = now() - interval '3 minutes' where event_id = ${event.id}`);
  const later = createServices(t.database, { now: sql`(now() + interval '10 minutes')` });
  await later.attendance.sweep();
  const { open, paid } = await outcome(event.id);
  expect([open, unpaid(paid), paid.length]).toEqual([0, [], people.length]);
  // Three minutes up to the end, not only up to the last heartbeat half a minute before it.
  for (const { paid: points } of paid) expect(points).toBeGreaterThan(165);
  await attendance.sweep();
  // Users of the tests before wait for their pay for ever, since their tasks were deleted.
  const wrong = broken(await audit(t.database.db)).flatMap(({ examples }) => examples);
  expect(wrong.filter((example) => example.event === event.id)).toEqual([]);
});

test('ATT22 a visit that the database refuses to open or to keep alive harms no other', async () => {
  const services = createServices(t.database);
  const { attendance } = services;
  const event = await liveEvent();
  const stays = staysOf(await players(), event.id);
  const refused = stays[7]!.stayId;
  await refuse('event_attendance', `new.stay_id = '${refused}'`, 'insert or update');
  expect([...(await attendance.open(event.id, stays)).keys()]).toEqual([refused]);
  const others = stays.filter(({ stayId }) => stayId !== refused).map(({ stayId }) => stayId);
  expect(await attendance.heartbeat(event.id, others)).toEqual(new Set(others));
  await allow('event_attendance');
  await attendance.open(event.id, stays);
  await refuse('event_attendance', `new.stay_id = '${refused}'`);
  const all = stays.map(({ stayId }) => stayId);
  expect(await attendance.heartbeat(event.id, all)).toEqual(new Set(all));
  await attendance.drop(all);
  expect(await attendance.resume(all)).toEqual(new Set(others));
});

async function creatorOf(eventId: number): Promise<number> {
  const [creator] = await rows<{ id: number }>(
    t.database.db,
    sql`select w.creator_id as id from events e join spaces s on s.id = e.space_id join worlds w on w.id = s.world_id
        where e.id = ${eventId}`,
  );
  return creator!.id;
}
