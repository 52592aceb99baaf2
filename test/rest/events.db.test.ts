import { setTimeout as sleep } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { events, user } from '#db/schema/index.ts';
import { type Person, schedule, signUp, signUpCreator } from '#test/clients.ts';
import {
  expectBooksInOrder,
  expectNothingInternal,
  expectProblem,
  pageOf,
  type RestApp,
  startRestApp,
} from './rest-app.ts';

let rest: RestApp;
let creator: Awaited<ReturnType<typeof signUpCreator>>;
let player: Person;

beforeAll(async () => {
  rest = await startRestApp();
  creator = await signUpCreator(rest.url, 'event_maker');
  player = await signUp(rest.url, 'event_goer');
});
afterAll(async () => {
  await expectBooksInOrder(rest);
  await rest.stop();
});

const REWARD = { pointsPerMinute: 600, minimumSeconds: 0, maximumPoints: 40, budget: null };

/** A space of its own, so that events do not stand in each other's way. */
async function scheduled(changes: object = {}) {
  const { api, worldId } = creator;
  const space = await api.data(api.post('/spaces', { worldId, name: 'Stage', spaceType: 'stage' }));
  const times = { startTime: '2030-01-01T20:00:00Z', endTime: '2030-01-01T22:00:00+00:00' };
  return api.data(api.post('/events', { spaceId: space.id, name: 'Concert', ...times, ...changes }));
}

describe('an event', () => {
  test('EVT1 is scheduled, and read by everybody', async () => {
    const event = await scheduled({ description: 'Loud.', reward: REWARD });
    expect(event).toEqual({
      id: expect.any(String),
      spaceId: expect.any(String),
      creatorId: creator.creatorId,
      name: 'Concert',
      description: 'Loud.',
      startTime: '2030-01-01T20:00:00.000Z',
      endTime: '2030-01-01T22:00:00.000Z',
      isLive: false,
      startedAt: null,
      endedAt: null,
      reward: REWARD,
      createdAt: expect.any(String),
    });
    expect((await rest.api.get(`/events/${event.id}`)).body.data).toEqual(event);
    expectNothingInternal(event);
  });

  test('EVT1 pays nothing unless told', async () => {
    const none = { pointsPerMinute: 0, minimumSeconds: 0, maximumPoints: null, budget: null };
    expect((await scheduled()).reward).toEqual(none);
    expect((await scheduled({ reward: { pointsPerMinute: 3 } })).reward).toEqual({
      ...none,
      pointsPerMinute: 3,
    });
  });

  test('EVT2 is found by its space, by being live, and by its time', async () => {
    const event = await scheduled();
    const list = async (query: string) =>
      (await pageOf(rest.api.get(`/events?spaceId=${event.spaceId}${query}`))).data.map(
        (one: { id: string }) => one.id,
      );
    expect(await list('')).toEqual([event.id]);
    expect(await list('&isLive=false')).toEqual([event.id]);
    expect(await list('&isLive=true')).toEqual([]);
    expect(await list('&from=2030-01-01T21:00:00Z&to=2030-01-02T00:00:00Z')).toEqual([event.id]);
    expect(await list('&from=2030-01-01T23:00:00Z')).toEqual([]);
    expect(await list('&to=2030-01-01T20:00:00Z')).toEqual([]);
  });

  test('EVT3 is started and ended, and doing it again changes nothing', async () => {
    const { id } = await scheduled();
    expectProblem(await creator.api.post(`/events/${id}/end`), 409, 'EVENT_NOT_LIVE');
    const started = await creator.api.post(`/events/${id}/start`);
    expect([started.status, started.body.data]).toMatchObject([200, { isLive: true, endedAt: null }]);
    expect((await creator.api.post(`/events/${id}/start`)).body).toEqual(started.body);
    const ended = await creator.api.post(`/events/${id}/end`);
    expect([ended.status, ended.body.data.isLive]).toEqual([200, false]);
    expect((await creator.api.post(`/events/${id}/end`)).body).toEqual(ended.body);
    expectProblem(await creator.api.post(`/events/${id}/start`), 409, 'EVENT_ALREADY_ENDED');
    expectProblem(await creator.api.put(`/events/${id}`, { name: 'Late' }), 409, 'EVENT_ALREADY_ENDED');
  });

  test('starts with no body at all, and with an empty one', async () => {
    const { id } = await scheduled();
    const authorization = `Bearer ${creator.token}`;
    const asJson = { 'content-type': 'application/json' };
    for (const headers of [new Headers({ authorization }), new Headers({ authorization, ...asJson })]) {
      const { status } = await fetch(`${rest.url}/api/v1/events/${id}/start`, { method: 'POST', headers });
      expect(status).toBe(200);
    }
  });

  test('EVT4 is changed, started and ended by PUT', async () => {
    const event = await scheduled();
    const { api } = creator;
    const path = `/events/${event.id}`;
    expect((await api.put(path, { isLive: false, name: 'Still to come' })).body.data.isLive).toBe(false);
    const live = (await api.put(path, { reward: { pointsPerMinute: 9 }, isLive: true })).body.data;
    expect(live).toMatchObject({ name: 'Still to come', isLive: true, reward: { pointsPerMinute: 9 } });
    expectProblem(await api.put(path, { startTime: '2030-01-01T19:00:00Z' }), 409, 'EVENT_IS_LIVE');
    expectProblem(await api.put(path, { reward: { pointsPerMinute: 10 } }), 409, 'EVENT_IS_LIVE');
    const { name, description, startTime, reward } = live;
    const whole = { name, description, startTime, endTime: '2030-01-01T23:00:00Z', reward, isLive: true };
    expect((await api.put(path, whole)).body.data).toEqual({ ...live, endTime: '2030-01-01T23:00:00.000Z' });
    const ended = await api.put(path, { ...whole, isLive: false });
    expect([ended.status, ended.body.data.isLive]).toEqual([200, false]);
    expect((await api.put(path, { isLive: false })).body).toEqual(ended.body);
    expectProblem(await api.put(path, { isLive: true }), 409, 'EVENT_ALREADY_ENDED');
  });

  test('EVT6 goes live alone in its space, and a refused PUT changes nothing', async () => {
    const first = await scheduled();
    const second = await scheduled({ spaceId: first.spaceId });
    await creator.api.data(creator.api.post(`/events/${first.id}/start`));
    expectProblem(await creator.api.post(`/events/${second.id}/start`), 409, 'SPACE_HAS_LIVE_EVENT');
    const refused = await creator.api.put(`/events/${second.id}`, { name: 'Never', isLive: true });
    expectProblem(refused, 409, 'SPACE_HAS_LIVE_EVENT');
    expect((await rest.api.get(`/events/${second.id}`)).body.data).toEqual(second);
  });
});

describe('my attendance', () => {
  test('ATT12 is empty for who was not there', async () => {
    const { id, reward } = await scheduled({ reward: REWARD });
    const { status, body } = await player.api.get(`/events/${id}/my-attendance`);
    const nothing = { visits: [], creditedSeconds: 0, points: 0, pointsEarned: 0 };
    expect([status, body.data]).toEqual([200, { eventId: id, reward, ...nothing }]);
  });

  test('ATT12 tells each visit, and why the points are what they are', async () => {
    const id = await schedule(creator, REWARD);
    await creator.api.data(creator.api.post(`/events/${id}/start`));
    const { attendance, database } = rest.app;
    const [event] = await database.db.select().from(events).where(eq(events.publicId, id));
    const [who] = await database.db.select().from(user).where(eq(user.userName, player.userName));
    const stay = async (stayId: string) => ({
      stayId,
      userId: who?.id as string,
      enteredAt: await attendance.now(),
    });
    const eventId = event?.id as number;
    await attendance.open(eventId, [await stay('phone')]);
    await sleep(600);
    await attendance.open(eventId, [await stay('laptop')]);
    await sleep(700);
    await attendance.close(eventId, ['phone']);
    const during = (await player.api.get(`/events/${id}/my-attendance`)).body.data;
    expect(during.visits).toMatchObject([
      {
        leftAt: expect.any(String),
        duration: 1,
        creditedFrom: expect.any(String),
        creditedTo: expect.any(String),
      },
      { leftAt: null, duration: null, creditedFrom: null, creditedTo: null, pointsEarned: 0 },
    ]);
    expect(during).toMatchObject({ creditedSeconds: 1, points: 10, pointsEarned: 10 });
    await sleep(1000);
    await creator.api.data(creator.api.post(`/events/${id}/end`));

    const after = (await player.api.get(`/events/${id}/my-attendance`)).body.data;
    expect(after.creditedSeconds).toBeGreaterThanOrEqual(2);
    expect(after.points).toBe(Math.min(40, after.creditedSeconds * 10));
    expect(after.pointsEarned).toBe(after.points);
    expect(after.visits[1].creditedTo).toBe(after.visits[1].leftAt);
    expectNothingInternal(after);
    const balance = await player.api.get(`/points/balance/${creator.creatorId}`);
    expect(balance.body.data.balance).toBe(after.points);
    const { data } = await pageOf(player.api.get('/points/transactions?type=earn'));
    expect(data).toMatchObject([
      { referenceType: 'event', referenceId: id, source: 'experience' },
      { referenceType: 'event', referenceId: id, amount: 10, balance: 10 },
    ]);
  });

  test('ATT13 of the owner earns nothing', async () => {
    const id = await schedule(creator, REWARD);
    await creator.api.data(creator.api.post(`/events/${id}/start`));
    const { attendance, database } = rest.app;
    const [event] = await database.db.select().from(events).where(eq(events.publicId, id));
    const [who] = await database.db.select().from(user).where(eq(user.userName, creator.userName));
    const stay = { stayId: 'owner', userId: who?.id as string, enteredAt: await attendance.now() };
    await attendance.open(event?.id as number, [stay]);
    await sleep(1100);
    await creator.api.data(creator.api.post(`/events/${id}/end`));
    const { data } = (await creator.api.get(`/events/${id}/my-attendance`)).body;
    expect(data).toMatchObject({ creditedSeconds: 1, points: 0, pointsEarned: 0 });
  });
});
