import type { Client, Room, Server } from '@colyseus/core';
import { ColyseusTestServer } from '@colyseus/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Db } from '#db/client.ts';
import { eventAttendance, session } from '#db/schema/index.ts';
import { createEventWatch } from '#rooms/space/event-watch.ts';
import { createRoster } from '#rooms/space/roster.ts';
import { Avatar, EquippedItem, SpaceEvent, type SpaceState } from '#rooms/space/space-state.ts';
import { actorOf, buildBaseModel, buildEvent, buildSpace } from '../builders.ts';
import { enter, until } from '../clients.ts';
import { statementsOf } from '../lists/plans.ts';
import { buildSignedIn } from '../signed-in.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

/* Many who come in at once: what they cost the database, what becomes of each, and what each gets. */

let house: TestServer;
let db: Db;
let colyseus: ColyseusTestServer;

beforeAll(async () => {
  house = await startTestServer(inject('testDatabase').kind);
  db = house.server.app.database.db;
  colyseus = new ColyseusTestServer({ port: house.server.port } as unknown as Server);
  await buildBaseModel(db);
});

afterAll(() => house.stop());

const signedIn = (count: number) => buildSignedIn(db, house.server.app.config.AUTH_SECRET, count);
const visitsOf = (eventId: number) =>
  db.select().from(eventAttendance).where(eq(eventAttendance.eventId, eventId));

const live = () => ({ isLive: true, startedAt: new Date(Date.now() - 60_000) });

test('ATT21 those who come in together share statements, and each has a visit and an avatar', async () => {
  const space = await buildSpace(db, { capacity: 200 });
  const event = await buildEvent(db, { spaceId: space.id, ...live() });
  const [first, ...others] = await signedIn(40);
  const there = await enter(house.url, first?.token as string, space.publicId);
  const begun = performance.now();
  const [all, statements] = await statementsOf(db, () =>
    Promise.all(others.map(({ token }) => enter(house.url, token, space.publicId))),
  );
  const taken = performance.now() - begun;
  const batches = Math.ceil(taken / 250) + 2;
  const readings = Math.ceil(taken / 50) + 2;
  const count = (part: RegExp) => statements.filter(({ sql }) => part.test(sql)).length;
  expect(count(/insert into event_attendance/)).toBeLessThanOrEqual(batches);
  expect(count(/insert into user_avatars/)).toBeLessThanOrEqual(readings);
  expect(count(/from user_avatars a/)).toBeLessThanOrEqual(2 * readings);
  expect(count(/count\(distinct user_id\)/)).toBeLessThanOrEqual(batches);
  expect(await visitsOf(event.id)).toHaveLength(40);
  await there.until('all are seen', () => there.room.state.avatars.size === 40);
  for (const avatar of there.room.state.avatars.values()) expect(avatar.baseModelId).not.toBe('');

  const [, leaving] = await statementsOf(db, async () => {
    for (const { room } of all) void room.leave();
    await until('all visits but one are closed', async () => {
      const open = (await visitsOf(event.id)).filter(({ leftAt }) => leftAt === null);
      return open.length === 1;
    });
  });
  const closings = leaving.filter(({ sql }) => /set left_at/.test(sql)).length;
  expect(closings).toBeLessThanOrEqual(12);
  await there.room.leave();
});

test('ATT22 who is refused among those who come in together harms nobody else', async () => {
  const space = await buildSpace(db);
  const event = await buildEvent(db, { spaceId: space.id, ...live() });
  const people = await signedIn(9);
  const gone = people.filter((_, at) => at % 3 === 0);
  const asked = await Promise.all(people.map(({ token }) => house.server.app.identify.byToken(token)));
  expect(asked.map((actor) => actor?.userId)).toEqual(people.map(({ user }) => user.id));
  for (const { sessionId } of gone) await db.delete(session).where(eq(session.id, sessionId));
  const outcomes = await Promise.allSettled(
    people.map(({ token }) => enter(house.url, token, space.publicId)),
  );
  for (const [at, outcome] of outcomes.entries()) {
    if (at % 3 === 0) expect(outcome).toMatchObject({ reason: { code: 401, message: 'NOT_SIGNED_IN' } });
    else expect(outcome.status).toBe('fulfilled');
  }
  expect(await visitsOf(event.id)).toHaveLength(6);
  for (const outcome of outcomes) if (outcome.status === 'fulfilled') await outcome.value.room.leave();
});

/** The statements that write visits; the server has others of its own under way. */
const writesOf = (statements: readonly { sql: string }[]) =>
  statements.filter(({ sql }) => /(insert into|update) event_attendance/.test(sql));

test('ATT21 ATT23 the visits of two hundred players are kept alive by one UPDATE, and opened and closed by few', async () => {
  const { app } = house.server;
  const space = await buildSpace(db);
  const event = await buildEvent(db, { spaceId: space.id, ...live() });
  const people = await signedIn(20);
  const roster = createRoster();
  const watch = createEventWatch({
    events: app.events,
    attendance: app.attendance,
    roster,
    shown: new SpaceEvent(),
    spaceId: space.id,
    report: (error) => {
      throw error;
    },
  });
  await watch.refresh();
  const enteredAt = await app.attendance.now();
  const begun = performance.now();
  const [, opening] = await statementsOf(db, async () => {
    const entering: Promise<unknown>[] = [];
    for (let at = 0; at < 200; at++) {
      const { user } = people[at % people.length] as (typeof people)[number];
      const client = { sessionId: `client-${at}` } as unknown as Client;
      entering.push(watch.enter(roster.add(client, actorOf(user), enteredAt)));
      if (at % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await Promise.all(entering);
  });
  expect(writesOf(opening).length).toBeLessThanOrEqual(Math.ceil((performance.now() - begun) / 250) + 1);
  expect(await visitsOf(event.id)).toHaveLength(200);

  const [, beat] = await statementsOf(db, () => watch.heartbeat());
  expect(writesOf(beat)).toHaveLength(1);

  const [, losing] = await statementsOf(db, () =>
    Promise.all(roster.all().map((entry) => watch.drop(entry))),
  );
  expect(writesOf(losing).length).toBeLessThanOrEqual(2);
  const [, returning] = await statementsOf(db, () =>
    Promise.all(roster.all().map((entry) => watch.resume(entry))),
  );
  expect(writesOf(returning).length).toBeLessThanOrEqual(2);
  const [, closing] = await statementsOf(db, () => watch.leave(roster.all()));
  expect(writesOf(closing).length).toBeLessThanOrEqual(2);
  expect((await visitsOf(event.id)).every(({ leftAt }) => leftAt !== null)).toBe(true);
  watch.stop();
});

const AVATARS = 1_000;
const SLOTS = ['hair', 'head', 'torso', 'legs', 'feet', 'hands', 'back', 'face'];

/** Somebody who wears something in every slot, in texts as long as real ones. */
function clothed(index: number): Avatar {
  const avatar = new Avatar({ index, userName: `player_${index}`, baseModelId: 'basemodel001' });
  for (const [at, slotName] of SLOTS.entries()) {
    const id = `item${index}_${at}`.padEnd(12, 'x');
    avatar.equipped.set(
      slotName,
      new EquippedItem({
        itemId: id,
        meshUrl: `https://cdn.triberspace.example/wearables/${id}/mesh-high.glb`,
        textureUrl: `https://cdn.triberspace.example/wearables/${id}/texture-2048.webp`,
        colorVariant: JSON.stringify({ primary: '#ff8800', secondary: '#0088ff', id }),
      }),
    );
  }
  return avatar;
}

test('ROOM21 ROOM22 a newcomer gets every field of a thousand clothed avatars, also while patches run', async () => {
  const space = await buildSpace(db, { capacity: 2_000 });
  const [one, two, three, four] = await signedIn(4);
  const there = await enter(house.url, one?.token as string, space.publicId);
  const room = colyseus.getRoomById<Room<{ state: SpaceState }>>(there.room.roomId);
  for (let index = 0; index < AVATARS; index++)
    room.state.avatars.set(`stand-in-${index}`, clothed(10_000 + index));

  let changes = 0;
  const changing = setInterval(() => {
    const key = `stand-in-${changes % AVATARS}`;
    if (changes % 7 === 0) room.state.avatars.delete(key);
    else if (changes % 7 === 1) room.state.avatars.set(`later-${changes}`, clothed(20_000 + changes));
    else
      room.state.avatars
        .get(key)
        ?.equipped.get('hair')
        ?.assign({ colorVariant: `changed ${changes}` });
    changes += 1;
  }, 3);
  const came = [
    there,
    await enter(house.url, two?.token as string, space.publicId),
    ...(await Promise.all(
      [three, four].map((person) => enter(house.url, person?.token as string, space.publicId)),
    )),
  ];
  for (const { room: seen } of came) expect(seen.state.avatars.get(seen.sessionId)).toBeDefined();
  clearInterval(changing);
  expect(changes).toBeGreaterThan(10);
  room.state.name = 'The last change';
  for (const { until: wait, room: seen } of came) {
    await wait('the last change', () => seen.state.name === 'The last change');
    expect(JSON.parse(JSON.stringify(seen.state))).toEqual(JSON.parse(JSON.stringify(room.state)));
    expect(seen.state.avatars.size).toBeGreaterThan(AVATARS * 0.8);
  }
  for (const { room: seen } of came) await seen.leave();
});
