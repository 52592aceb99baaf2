import { setTimeout as sleep } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventAttendance, events, spaceBans, spaces, user } from '#db/schema/index.ts';
import { type Person, signUp, signUpCreator } from '#test/clients.ts';
import {
  expectBooksInOrder,
  expectInvalid,
  expectNothingInternal,
  expectProblem,
  pageOf,
  type RestApp,
  startRestApp,
} from './rest-app.ts';

let rest: RestApp;
let creator: Awaited<ReturnType<typeof signUpCreator>>;
let other: Awaited<ReturnType<typeof signUpCreator>>;

beforeAll(async () => {
  rest = await startRestApp();
  creator = await signUpCreator(rest.url, 'host');
  other = await signUpCreator(rest.url, 'other_host');
});
afterAll(async () => {
  await expectBooksInOrder(rest);
  await rest.stop();
});

const MISSING = 'aaaaaaaaaaaa';
const REWARD = { pointsPerMinute: 600, minimumSeconds: 0, maximumPoints: 2000, budget: null };

let made = 0;
const someone = () => signUp(rest.url, `guest_${made++}`);

/** An event in a space of its own. */
async function scheduled(): Promise<{ id: string; spaceId: string }> {
  const { api, worldId } = creator;
  const space = await api.data(api.post('/spaces', { worldId, name: 'Stage', spaceType: 'stage' }));
  const times = { startTime: '2030-01-01T20:00:00Z', endTime: '2030-01-01T22:00:00Z' };
  return api.data(api.post('/events', { spaceId: space.id, name: 'Concert', ...times, reward: REWARD }));
}

async function live(): Promise<{ id: string; spaceId: string }> {
  const event = await scheduled();
  await creator.api.data(creator.api.post(`/events/${event.id}/start`));
  return event;
}

const end = (id: string) => creator.api.data(creator.api.post(`/events/${id}/end`));

const attendance = async (person: Person, id: string) =>
  (await person.api.get(`/events/${id}/my-attendance`)).body.data;

const balance = async (person: Person) =>
  (await person.api.get(`/points/balance/${creator.creatorId}`)).body.data.balance;

async function idOf(eventId: string): Promise<number> {
  const [event] = await rest.app.database.db.select().from(events).where(eq(events.publicId, eventId));
  return event?.id as number;
}

async function userIdOf(person: Person): Promise<string> {
  const [row] = await rest.app.database.db.select().from(user).where(eq(user.userName, person.userName));
  return row?.id as string;
}

/** Makes everything about an event as long ago as that: as if so much time had gone by. */
async function passTime(eventId: string, seconds: number): Promise<void> {
  const { db } = rest.app.database;
  const ago = sql`make_interval(secs => ${seconds})`;
  const id = await idOf(eventId);
  await db
    .update(events)
    .set({ startedAt: sql`${events.startedAt} - ${ago}` })
    .where(eq(events.id, id));
  await db
    .update(eventAttendance)
    .set({
      joinedAt: sql`${eventAttendance.joinedAt} - ${ago}`,
      lastSeenAt: sql`${eventAttendance.lastSeenAt} - ${ago}`,
      leftAt: sql`${eventAttendance.leftAt} - ${ago}`,
    })
    .where(eq(eventAttendance.eventId, id));
}

describe('checking in', () => {
  test('ATT15 opens one visit, keeps it alive, and is paid as in a room', async () => {
    const person = await someone();
    const { id } = await live();
    const calls = Array.from({ length: 8 }, () => person.api.post(`/events/${id}/attend`));
    const answers = await Promise.all(calls);
    expect(answers.map((answer) => answer.status)).toEqual(Array(8).fill(200));
    const { body } = answers[0] as (typeof answers)[0];
    expect(body.data).toEqual({ eventId: id, heartbeatSeconds: 30, joinedAt: expect.any(String) });
    for (const answer of answers) expect(answer.body).toEqual(body);
    expectNothingInternal(body);

    await passTime(id, 50);
    await person.api.data(person.api.post(`/events/${id}/attend`));
    await passTime(id, 50);
    expect(await rest.app.attendance.sweep()).toBe(0);
    const again = await person.api.data(person.api.post(`/events/${id}/attend`));
    expect((await attendance(person, id)).visits).toMatchObject([{ joinedAt: again.joinedAt, leftAt: null }]);
    await end(id);
    const after = await attendance(person, id);
    expect(after.visits).toHaveLength(1);
    expect(after.creditedSeconds).toBeGreaterThanOrEqual(100);
    expect(after).toMatchObject({ points: after.creditedSeconds * 10, pointsEarned: after.points });
    expect(await balance(person)).toBe(after.points);
  });

  test.each(['before', 'after'])(
    'ATT16 ends when the calls stop, and begins anew %s the sweeper was there',
    async (when) => {
      const person = await someone();
      const { id } = await live();
      const first = await person.api.data(person.api.post(`/events/${id}/attend`));
      await passTime(id, 30);
      await person.api.data(person.api.post(`/events/${id}/attend`));
      await passTime(id, 90);
      if (when === 'after') {
        expect(await rest.app.attendance.sweep()).toBe(1);
        const swept = await attendance(person, id);
        expect(swept.visits).toMatchObject([{ leftAt: expect.any(String) }]);
        expect(await balance(person)).toBe(swept.points);
      }
      const calls = Array.from({ length: 5 }, () => person.api.post(`/events/${id}/attend`));
      const joined = new Set((await Promise.all(calls)).map((answer) => answer.body.data.joinedAt));
      expect(joined.size).toBe(1);
      expect([...joined][0] > first.joinedAt).toBe(true);
      const now = await attendance(person, id);
      expect(now.visits).toMatchObject([{ leftAt: expect.any(String) }, { leftAt: null }]);
      expect(now.visits[0].duration).toBeGreaterThanOrEqual(30);
      expect(now.visits[0].duration).toBeLessThan(60);
      await end(id);
      const after = await attendance(person, id);
      expect(after.creditedSeconds).toBeLessThan(60);
      expect(await balance(person)).toBe(after.points);
    },
  );

  test('ATT17 counts once with a stay in a room', async () => {
    const person = await someone();
    const { id } = await live();
    const eventId = await idOf(id);
    const stay = {
      stayId: 'room',
      userId: await userIdOf(person),
      enteredAt: await rest.app.attendance.now(),
    };
    await rest.app.attendance.open(eventId, [stay]);
    await person.api.data(person.api.post(`/events/${id}/attend`));
    await passTime(id, 40);
    await person.api.data(person.api.post(`/events/${id}/attend`));
    await rest.app.attendance.close(eventId, ['room']);
    await passTime(id, 20);
    await end(id);
    const after = await attendance(person, id);
    expect(after.visits).toHaveLength(2);
    expect(after.creditedSeconds).toBeGreaterThanOrEqual(60);
    expect(after.creditedSeconds).toBeLessThan(80);
    expect([after.pointsEarned, await balance(person)]).toEqual([after.points, after.points]);
  });

  test('ATT13 pays the owner nothing', async () => {
    const { id } = await live();
    await creator.api.data(creator.api.post(`/events/${id}/attend`));
    await passTime(id, 30);
    await end(id);
    expect(await attendance(creator, id)).toMatchObject({ points: 0, pointsEarned: 0 });
  });

  test('ATT18 is refused before, after, in an inactive space, and to who is banned', async () => {
    const person = await someone();
    const attend = (id: string) => person.api.post(`/events/${id}/attend`);
    expectProblem(await rest.api.post(`/events/${MISSING}/attend`), 401, 'NOT_SIGNED_IN');
    expectProblem(await attend(MISSING), 404, 'EVENT_NOT_FOUND');
    const event = await scheduled();
    expectProblem(await attend(event.id), 409, 'EVENT_NOT_LIVE');
    await creator.api.data(creator.api.post(`/events/${event.id}/start`));
    expectInvalid(await person.api.post(`/events/${event.id}/attend`, { points: 1 }), 'points');

    const { db } = rest.app.database;
    const [space] = await db.select().from(spaces).where(eq(spaces.publicId, event.spaceId));
    const ban = { spaceId: space?.id as number, userId: await userIdOf(person) };
    await db.insert(spaceBans).values(ban);
    expectProblem(await attend(event.id), 403, 'BANNED');
    await db.delete(spaceBans).where(eq(spaceBans.userId, ban.userId));
    await creator.api.data(creator.api.put(`/spaces/${event.spaceId}`, { isActive: false }));
    expectProblem(await attend(event.id), 409, 'SPACE_INACTIVE');
    await creator.api.data(creator.api.put(`/spaces/${event.spaceId}`, { isActive: true }));
    await end(event.id);
    expectProblem(await attend(event.id), 409, 'EVENT_NOT_LIVE');
    expect((await attendance(person, event.id)).visits).toEqual([]);
  });
});

describe('attendees', () => {
  test('ATT19 are seen by everybody, each once, in the order of their coming', async () => {
    const { id } = await live();
    const people = [await someone(), await someone(), await someone()];
    const path = `/events/${id}/attendees`;
    expect((await pageOf(rest.api.get(path))).data).toEqual([]);
    const joined: string[] = [];
    for (const person of people) {
      joined.push((await person.api.data(person.api.post(`/events/${id}/attend`))).joinedAt);
      await sleep(5);
    }
    const listed = people.map(({ userName }, index) => ({
      userName,
      joinedAt: joined[index],
      isThereNow: true,
    }));
    expect((await pageOf(rest.api.get(path))).data).toEqual(listed);

    const first = await pageOf(rest.api.get(`${path}?limit=2`));
    expect(first.data).toEqual(listed.slice(0, 2));
    const [early] = people as [Person];
    const stay = {
      stayId: 'again',
      userId: await userIdOf(early),
      enteredAt: await rest.app.attendance.now(),
    };
    await rest.app.attendance.open(await idOf(id), [stay]);
    const second = await pageOf(rest.api.get(`${path}?limit=2&cursor=${first.nextCursor}`));
    expect(second).toEqual({ data: listed.slice(2), nextCursor: null });

    await end(id);
    const { data } = await pageOf(rest.api.get(path));
    expect(data).toEqual(listed.map((attendee) => ({ ...attendee, isThereNow: false })));
    expectNothingInternal(data);
    expectProblem(await rest.api.get(`/events/${MISSING}/attendees`), 404, 'EVENT_NOT_FOUND');
  });
});

describe('erasing an event', () => {
  test('EVT8 is for the owner, and tells the space', async () => {
    const { id, spaceId } = await scheduled();
    const told: number[] = [];
    const stop = rest.app.facts.subscribe('EventChanged', (fact) => void told.push(fact.eventId));
    const eventId = await idOf(id);
    expectProblem(await rest.api.delete(`/events/${id}`), 401, 'NOT_SIGNED_IN');
    expectProblem(await other.api.delete(`/events/${id}`), 403, 'NOT_THE_OWNER');
    expect(told).toEqual([]);
    const { status, body } = await creator.api.delete(`/events/${id}`);
    stop();
    expect([status, body]).toEqual([204, undefined]);
    expect(told).toEqual([eventId]);
    expectProblem(await rest.api.get(`/events/${id}`), 404, 'EVENT_NOT_FOUND');
    expectProblem(await creator.api.delete(`/events/${id}`), 404, 'EVENT_NOT_FOUND');
    expect((await pageOf(rest.api.get(`/events?spaceId=${spaceId}`))).data).toEqual([]);
  });

  test('EVT8 is refused while it is live, and for good once somebody was there', async () => {
    const { id } = await live();
    expectProblem(await creator.api.delete(`/events/${id}`), 409, 'EVENT_IS_LIVE');
    const person = await someone();
    await person.api.data(person.api.post(`/events/${id}/attend`));
    await end(id);
    expectProblem(await creator.api.delete(`/events/${id}`), 409, 'EVENT_HAS_ATTENDANCE');
    expect((await rest.api.get(`/events/${id}`)).status).toBe(200);
    const unseen = await live();
    await end(unseen.id);
    expect((await creator.api.delete(`/events/${unseen.id}`)).status).toBe(204);
  });
});
