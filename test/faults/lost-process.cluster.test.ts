import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enter, schedule, signUp, signUpCreator } from '../clients.ts';
import { type OwnRedis, startOwnRedis } from '../own-redis.ts';
import {
  type Cluster,
  expectAudit,
  instancesOf,
  isAt,
  playersNow,
  startCluster,
  visitsOf,
  within,
} from './cluster.ts';

/* Two processes on a Redis of their own: one that is killed, one that stands still, and a Redis that forgets all. */

/** What is promised for what players see, in the words of the rules. */
const SOON_MS = 5_000;

let redis: OwnRedis;
let cluster: Cluster;
beforeAll(async () => {
  redis = await startOwnRedis();
  cluster = await startCluster(2, redis.url);
});
afterAll(async () => {
  await cluster?.close();
  await redis.kill();
});

const url = (n: number): string => cluster.server(n).url;

/** A creator with a live event, in a space that has places for so many in each instance. */
async function liveStage(name: string, capacity = 100) {
  const creator = await signUpCreator(url(0), name);
  await creator.api.data(creator.api.put(`/spaces/${creator.spaceId}`, { capacity }));
  const eventId = await schedule(creator, { pointsPerMinute: 600 });
  await creator.api.data(creator.api.post(`/events/${eventId}/start`));
  return { ...creator, eventId };
}

/** What a process knows of the players of the other one is half a second old. Milliseconds. */
const COUNTED_AFTER_MS = 1_000;

async function comeIn(n: number, name: string, spaceId: string) {
  const person = await signUp(url(0), name);
  return { ...person, there: await enter(url(n), person.token, spaceId) };
}

test('INS1 INS3 what a full instance cannot take goes to the process with the fewest players', async () => {
  const { spaceId } = await liveStage('spread_creator', 2);
  const people = [];
  for (const name of ['a', 'b', 'c', 'd']) people.push(await comeIn(0, `spread_${name}`, spaceId));
  const where = people.map(({ there }) => (isAt(there, cluster.server(0)) ? 0 : 1));
  expect(where).toEqual([0, 0, 1, 1]);
  for (const { there } of people) await there.room.leave();
});

test('INS4 INS5 a process that is killed leaves nothing that players meet, and no wrong count', async () => {
  const { spaceId, eventId } = await liveStage('killed_creator', 1);
  const other = await liveStage('killed_other');
  await sleep(COUNTED_AFTER_MS);
  const alice = await comeIn(0, 'killed_alice', spaceId);
  await sleep(COUNTED_AFTER_MS);
  const bob = await comeIn(1, 'killed_bob', spaceId);
  const dave = await comeIn(1, 'killed_dave', other.spaceId);
  const erin = await signUp(url(0), 'killed_erin');
  for (const { there } of [bob, dave]) {
    there.room.reconnection.enabled = false;
    expect(isAt(there, cluster.server(1))).toBe(true);
  }
  await alice.there.until('both are counted', () => alice.there.room.state.event.headcount === 2);
  await sleep(1_500);

  await cluster.server(1).kill();
  const killedAt = performance.now();
  const left = () => SOON_MS - (performance.now() - killedAt);
  const erinThere = await enter(url(0), erin.token, other.spaceId);
  expect(erinThere.room.roomId).not.toBe(dave.there.room.roomId);
  console.log(`let in after ${Math.round(performance.now() - killedAt)} ms`);
  await within(left(), 'the headcount is right', async () => alice.there.room.state.event.headcount === 1);
  await within(
    left(),
    'the players are right',
    async () => (await playersNow(cluster.server(0), spaceId)) === 1,
  );
  expect(await instancesOf(cluster.server(0), spaceId)).toHaveLength(1);
  console.log(`counts right after ${Math.round(performance.now() - killedAt)} ms`);

  const [visit] = await visitsOf(bob.api, eventId);
  expect(visit?.leftAt).not.toBeNull();
  const back = await enter(url(0), bob.token, spaceId);
  await alice.there.until('both are counted', () => alice.there.room.state.event.headcount === 2);
  await cluster.restart(1);
  await expectAudit(cluster);
  for (const { room } of [alice.there, back, erinThere]) await room.leave();
});

test('INS7 a process that stood still is there again, with its rooms and visits', async () => {
  const { spaceId, eventId } = await liveStage('still_creator');
  await sleep(COUNTED_AFTER_MS);
  const gina = await comeIn(1, 'still_gina', spaceId);
  expect(isAt(gina.there, cluster.server(1))).toBe(true);
  await within(SOON_MS, 'she is counted', async () => (await playersNow(cluster.server(0), spaceId)) === 1);
  cluster.server(1).process.kill('SIGSTOP');
  await within(
    SOON_MS,
    'it is taken for dead',
    async () => (await playersNow(cluster.server(0), spaceId)) === 0,
  );
  cluster.server(1).process.kill('SIGCONT');
  await within(SOON_MS, 'it is back', async () => (await playersNow(cluster.server(0), spaceId)) === 1);
  await within(SOON_MS, 'she is counted', async () => gina.there.room.state.event.headcount === 1);
  const hank = await comeIn(0, 'still_hank', spaceId);
  expect(hank.there.room.roomId).toBe(gina.there.room.roomId);
  const visits = await visitsOf(gina.api, eventId);
  expect(visits.filter(({ leftAt }) => leftAt === null)).toHaveLength(1);
  for (const { there } of [gina, hank]) await there.room.leave();
});

test('INS6 a Redis that comes back empty learns of all rooms again, and no second one is opened', async () => {
  const { spaceId } = await liveStage('forgotten_creator');
  const ivy = await comeIn(1, 'forgotten_ivy', spaceId);
  const waiting = await Promise.all(['a', 'b', 'c', 'd'].map((name) => signUp(url(0), `forgotten_${name}`)));
  await redis.kill();
  await sleep(500);
  ivy.there.room.send('chat', { text: 'still playing' });
  await ivy.there.until('the own chat', () => ivy.there.messages.find(({ type }) => type === 'chat'));
  await redis.start();
  const startedAt = performance.now();
  const now = await Promise.all(waiting.map(({ token }, n) => enter(url(n % 2), token, spaceId)));
  console.log(`let in after ${Math.round(performance.now() - startedAt)} ms`);
  expect(now.map(({ room }) => room.roomId)).toEqual(now.map(() => ivy.there.room.roomId));
  for (const n of [0, 1]) {
    const left = SOON_MS - (performance.now() - startedAt);
    await within(
      left,
      'the players are right',
      async () => (await playersNow(cluster.server(n), spaceId)) === 5,
    );
    expect(await instancesOf(cluster.server(n), spaceId)).toHaveLength(1);
  }
  console.log(`counts right after ${Math.round(performance.now() - startedAt)} ms`);
  await ivy.there.until('all are counted', () => ivy.there.room.state.event.headcount === 5);
  for (const { room } of [ivy.there, ...now]) await room.leave();
});
