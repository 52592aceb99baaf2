import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@colyseus/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeMove } from '#rooms/movement/codec.ts';
import { enter, type Person, type Presence, schedule, signUp, signUpCreator, until } from '../clients.ts';
import { emptyRedis } from '../redis.ts';
import {
  type Cluster,
  expectAudit,
  follow,
  instancesOf,
  isAt,
  playersNow,
  portOf,
  startCluster,
  visitsOf,
} from './cluster.ts';

/* An instance, or a whole process, whose players are sent to other instances in the middle of an event. */

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster(2, await emptyRedis());
});
afterAll(() => cluster.close());

const url = (n: number): string => cluster.server(n).url;

const drain = async (creator: Person & { spaceId: string }, { room: { roomId } }: Presence) =>
  creator.api.data(creator.api.post(`/spaces/${creator.spaceId}/instances/${roomId}/drain`));

/** Where one player sees another. */
const xOf = (seen: Presence, of: Presence): number | undefined => {
  const index = seen.room.state.avatars.get(of.room.sessionId)?.index;
  return seen.frames.flatMap(({ entries }) => entries).findLast((entry) => entry.index === index)?.x;
};

/** Takes a step, and waits until the other one has seen it; answers with where that led. */
async function step(there: Presence, witness: Presence): Promise<number> {
  const seen = () => xOf(witness, there);
  await witness.until('an avatar', () => seen() !== undefined);
  const x = seen() as number;
  const { y, z } = witness.frames.flatMap(({ entries }) => entries).findLast(({ x: at }) => at === x) as {
    y: number;
    z: number;
  };
  there.room.sendBytes('move', encodeMove({ x: x + 0.5, y, z, heading: 0, animation: 0 }));
  await witness.until('the step', () => seen() !== x);
  return seen() as number;
}

test('INS9 INS10 players of an instance that is drained take their seats elsewhere, and attend on', async () => {
  const creator = await signUpCreator(url(0), 'drain_owner');
  const eventId = await schedule(creator, { pointsPerMinute: 600 });
  await creator.api.data(creator.api.post(`/events/${eventId}/start`));
  const people = await Promise.all(['alice', 'bob'].map((name) => signUp(url(0), `moved_${name}`)));
  const [alice, bob] = people as [Person, Person];
  const there = [];
  for (const { token } of people) there.push(await enter(url(0), token, creator.spaceId));
  const [aliceThere, bobThere] = there as [Presence, Presence];
  const x = await step(aliceThere, bobThere);
  await aliceThere.until('both are counted', () => aliceThere.room.state.event.headcount === 2);

  const stranger = await bob.api.post(`/spaces/${creator.spaceId}/instances/${aliceThere.room.roomId}/drain`);
  expect(stranger.body.code).toBe('NOT_THE_OWNER');
  expect(await drain(creator, aliceThere)).toEqual({ roomId: aliceThere.room.roomId, players: 2 });
  const aliceNow = await follow(aliceThere, url(0), alice.token);
  const bobNow = await follow(bobThere, url(0), bob.token);
  expect(await Promise.all(there.map(({ left }) => left))).toEqual([4107, 4107]);
  expect(aliceNow.room.roomId).not.toBe(aliceThere.room.roomId);
  expect(bobNow.room.roomId).toBe(aliceNow.room.roomId);
  await aliceNow.until('both are counted', () => aliceNow.room.state.event.headcount === 2);
  await bobNow.until('Alice stands where she stood', () => xOf(bobNow, aliceNow) === x);

  await sleep(1_500);
  await creator.api.data(creator.api.post(`/events/${eventId}/end`));
  for (const { api } of people) {
    expect(await visitsOf(api, eventId)).toHaveLength(1);
    expect((await api.get('/points/transactions')).body.data).toHaveLength(1);
  }
  await expectAudit(cluster);
  for (const { room } of [aliceNow, bobNow]) await room.leave();
});

test('INS10 INS11 who left before taking the seat attends on, and who stays is closed with 4106', async () => {
  const creator = await signUpCreator(url(0), 'drain_patient');
  const eventId = await schedule(creator, { pointsPerMinute: 600 });
  await creator.api.data(creator.api.post(`/events/${eventId}/start`));
  const early = await signUp(url(0), 'leaves_early');
  const late = await signUp(url(0), 'stays_late');
  const earlyThere = await enter(url(0), early.token, creator.spaceId);
  const lateThere = await enter(url(0), late.token, creator.spaceId);
  await drain(creator, earlyThere);
  await earlyThere.until('an offer', () => earlyThere.messages.find(({ type }) => type === 'moved-to'));
  await earlyThere.room.leave();
  const earlyNow = await follow(earlyThere, url(0), early.token);

  expect(await lateThere.left).toBe(4106);
  expect(lateThere.messages.map(({ message }) => message.code)).toContain('DRAINED');
  const lateNow = await enter(url(0), late.token, creator.spaceId);
  expect(lateNow.room.roomId).toBe(earlyNow.room.roomId);
  expect(await visitsOf(early.api, eventId)).toHaveLength(1);
  expect(await visitsOf(late.api, eventId)).toHaveLength(2);
  await creator.api.data(creator.api.post(`/events/${eventId}/end`));
  await expectAudit(cluster);
  for (const { room } of [earlyNow, lateNow]) await room.leave();
});

test('INS13 what one instance tells another of a player cannot be said by a client', async () => {
  const creator = await signUpCreator(url(0), 'handover_owner');
  const eventId = await schedule(creator, { pointsPerMinute: 600 });
  await creator.api.data(creator.api.post(`/events/${eventId}/start`));
  const thief = await signUp(url(0), 'handover_thief');
  const client = new Client(url(0));
  client.auth.token = thief.token;
  const handover = {
    fromRoomId: 'nowhere',
    fromSessionId: 'nobody',
    stayId: 'a stay',
    enteredAt: '2020-01-01T00:00:00Z',
    pose: '',
  };
  const room = await client.joinOrCreate('space', { spaceId: creator.spaceId, handover });
  await until('a visit', async () => (await visitsOf(thief.api, eventId)).length === 1);
  await creator.api.data(creator.api.post(`/events/${eventId}/end`));
  const [visit] = await visitsOf(thief.api, eventId);
  expect(Date.parse(visit?.joinedAt as string)).toBeGreaterThan(Date.now() - 60_000);
  await room.leave();
});

test('INS8 INS12 a process that is asked to stop sends its players to another one', async () => {
  const creator = await signUpCreator(url(1), 'stop_owner');
  const eventId = await schedule(creator, { pointsPerMinute: 600 });
  await creator.api.data(creator.api.post(`/events/${eventId}/start`));
  const people = await Promise.all(['a', 'b', 'c'].map((name) => signUp(url(1), `stopped_${name}`)));
  const there: Presence[] = [];
  for (const { token } of people) there.push(await enter(url(0), token, creator.spaceId));
  const [{ room }] = there as [Presence];
  expect(there.every((one) => isAt(one, cluster.server(0)))).toBe(true);
  await until('one instance of three', async () =>
    (await instancesOf(cluster.server(1), creator.spaceId)).some(({ players }) => players === 3),
  );
  expect(await instancesOf(cluster.server(1), creator.spaceId)).toEqual([
    {
      roomId: room.roomId,
      address: `localhost:${portOf(there[0] as Presence)}`,
      players: 3,
      capacity: 100,
      takesNewcomers: true,
    },
  ]);

  const stopped = cluster.server(0).stop();
  const now = await Promise.all(there.map((one, n) => follow(one, url(0), (people[n] as Person).token)));
  expect(now.every((one) => isAt(one, cluster.server(1)))).toBe(true);
  expect(await stopped).toBe(0);
  await until('they are counted', async () => (await playersNow(cluster.server(1), creator.spaceId)) === 3);
  for (const { room } of now) expect(room.state.event.headcount).toBe(3);
  const api = people[0]?.api as Person['api'];
  expect(await visitsOf(api, eventId)).toHaveLength(1);
  for (const one of now) await one.room.leave();
  await cluster.restart(0);
  await expectAudit(cluster);
});
