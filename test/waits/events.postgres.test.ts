import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { rows, type Tx } from '#db/client.ts';
import { audit } from '#operations/audit.ts';
import { buildUser } from '#test/builders.ts';
import { deleteUser, overtaken, retire } from './overtaking.ts';
import { type App, buildRealm, openApp } from './realm.ts';

/*
 * What is done at events while they end, and with visits while they close. Each of these is about one lock or
 * condition.
 */

let app: App;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ app, close } = await openApp());
});
afterAll(() => close());

/** The changes here delete the row of a user alone. */
afterEach(async () => {
  const broken = (await audit(app.database.db)).filter(({ violations }) => violations > 0);
  expect(broken.filter(({ name }) => name !== 'leavings')).toEqual([]);
});

const db = () => app.database.db;
const when = <T>(change: (tx: Tx) => Promise<unknown>, work: () => Promise<T>) =>
  overtaken(app.database, change, work);

const HOUR_MS = 3_600_000;
const live = (hoursAgo = 1) => ({ isLive: true, startedAt: new Date(Date.now() - hoursAgo * HOUR_MS) });

const end = (tx: Tx, eventId: number) =>
  tx.execute(
    sql`update events set is_live = false, ended_at = started_at + interval '7 s' where id = ${eventId}`,
  );

/** A live event and somebody who has been there for a minute. */
async function stage() {
  const realm = await buildRealm(app, live());
  const player = await buildUser(db());
  const stay = {
    stayId: `stay-${player.id}`,
    userId: player.id,
    enteredAt: new Date(Date.now() - 60_000).toISOString(),
  };
  const open = (...stays: (typeof stay)[]) => app.attendance.open(realm.event.id, stays);
  const closeVisit = (tx: Tx) =>
    tx.execute(sql`update event_attendance set left_at = joined_at + interval '7 s', duration = 7,
      last_seen_at = joined_at where stay_id = ${stay.stayId}`);
  return { ...realm, player, stay, open, closeVisit };
}

type Visit = { userId: string; seconds: number | null; isDropped: boolean; isSeen: boolean };

/** The visits of an event; `isSeen` after they began. */
const visitsOf = (eventId: number) =>
  rows<Visit>(
    db(),
    sql`select user_id as "userId", duration as seconds, dropped_at is not null as "isDropped",
          last_seen_at > joined_at as "isSeen" from event_attendance where event_id = ${eventId} order by id`,
  );

test('an event that is being ended does not start again', async () => {
  const { owner, event } = await buildRealm(app, live());
  expect(
    await when(
      (tx) => end(tx, event.id),
      () => app.events.start(owner, event.publicId),
    ),
  ).toEqual({ refused: 'EVENT_ALREADY_ENDED' });
});

test('an event that is being ended ends then, and not at its hard limit', async () => {
  const { event } = await buildRealm(app, live(100));
  await when(
    (tx) => end(tx, event.id),
    () => app.events.endAtLimit(event.id),
  );
  const ended = sql`extract(epoch from ended_at - started_at)::int`;
  expect(await rows(db(), sql`select ${ended} as seconds from events where id = ${event.id}`)).toEqual([
    { seconds: 7 },
  ]);
});

test('LEAVE9 an event of a creator who is being removed does not start', async () => {
  const { owner, creator, event } = await buildRealm(app);
  expect(
    await when(
      (tx) => retire(tx, creator.id),
      () => app.events.start(owner, event.publicId),
    ),
  ).toEqual({ refused: 'NOT_THE_OWNER' });
});

test('no event is planned in a space that is being erased', async () => {
  const { owner, space } = await buildRealm(app);
  const wanted = {
    spaceId: space.publicId,
    name: 'Late',
    startTime: new Date(),
    endTime: new Date(Date.now() + HOUR_MS),
  };
  expect(
    await when(
      (tx) => tx.execute(sql`delete from spaces where id = ${space.id}`),
      () => app.events.schedule(owner, wanted),
    ),
  ).toEqual({ refused: 'SPACE_NOT_FOUND' });
});

test('no visit opens at an event that is being ended', async () => {
  const { event, stay, open } = await stage();
  await when(
    (tx) => end(tx, event.id),
    () => open(stay),
  );
  expect(await visitsOf(event.id)).toEqual([]);
});

test('LEAVE7 no visit opens for somebody who is being deleted, and one does for who came with them', async () => {
  const { event, player, stay, open } = await stage();
  const friend = await buildUser(db());
  const both = () => open(stay, { ...stay, stayId: 'of a friend', userId: friend.id });
  expect(await when((tx) => deleteUser(tx, player.id), both)).toHaveProperty('answer');
  expect(await visitsOf(event.id)).toMatchObject([{ userId: friend.id }]);
});

test('ATT7 a visit that is being closed is not closed again', async () => {
  const { event, stay, open, closeVisit } = await stage();
  await open(stay);
  await when(closeVisit, () => app.attendance.close(event.id, [stay.stayId]));
  expect(await visitsOf(event.id)).toMatchObject([{ seconds: 7 }]);
});

test('ATT10 a closing waits for the end of the event, and pays nothing for what lies behind it', async () => {
  const { event, stay, open } = await stage();
  await open(stay);
  await db().execute(
    sql`update events set points_per_minute = 60, minimum_seconds = 0 where id = ${event.id}`,
  );
  expect(
    await when(
      (tx) => end(tx, event.id),
      () => app.attendance.close(event.id, [stay.stayId]),
    ),
  ).toEqual({ answer: [] });
});

test('a visit that is being closed is not kept alive', async () => {
  const { event, stay, open, closeVisit } = await stage();
  await open(stay);
  expect(await when(closeVisit, () => app.attendance.heartbeat(event.id, [stay.stayId]))).toEqual({
    answer: new Set(),
  });
  expect(await visitsOf(event.id)).toMatchObject([{ isSeen: false }]);
});

test('a visit that is being closed is not dropped', async () => {
  const { event, stay, open, closeVisit } = await stage();
  await open(stay);
  await when(closeVisit, () => app.attendance.drop([stay.stayId]));
  expect(await visitsOf(event.id)).toMatchObject([{ isDropped: false, isSeen: false }]);
});

test('a visit that is being closed is not resumed', async () => {
  const { event, stay, open, closeVisit } = await stage();
  await open(stay);
  expect(await when(closeVisit, () => app.attendance.resume([stay.stayId]))).toEqual({
    answer: new Set(),
  });
  expect(await visitsOf(event.id)).toMatchObject([{ isSeen: false }]);
});

test('a visit that is being closed is not taken over', async () => {
  const { event, stay, open, closeVisit } = await stage();
  await open(stay);
  expect(await when(closeVisit, () => app.attendance.takeOver(stay.stayId, 'in another room'))).toEqual({
    answer: false,
  });
  expect(await visitsOf(event.id)).toMatchObject([{ isSeen: false }]);
});

test('INS10 a visit that is being taken over is not closed with the process that is dead', async () => {
  const { event, stay, open } = await stage();
  await open({ ...stay, stayId: 'dead:1' });
  const takeOver = (tx: Tx) =>
    tx.execute(sql`update event_attendance set stay_id = 'alive:1' where event_id = ${event.id}`);
  await when(takeOver, () => app.attendance.abandon('dead'));
  expect(await visitsOf(event.id)).toMatchObject([{ seconds: null }]);
  await app.attendance.abandon('alive');
  expect(await visitsOf(event.id)).toMatchObject([{ seconds: expect.any(Number) }]);
});

test('a visit that is being dropped is not dropped again', async () => {
  const { event, stay, open } = await stage();
  await open(stay);
  const drop = (tx: Tx) =>
    tx.execute(sql`update event_attendance set dropped_at = joined_at, last_seen_at = joined_at
      where stay_id = ${stay.stayId}`);
  await when(drop, () => app.attendance.drop([stay.stayId]));
  expect(await visitsOf(event.id)).toMatchObject([{ isDropped: true, isSeen: false }]);
});
