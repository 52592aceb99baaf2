import { setTimeout as sleep } from 'node:timers/promises';
import { RedisDriver } from '@colyseus/redis-driver';
import { Client } from '@colyseus/sdk';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createProcessSigns } from '#redis/process-signs.ts';
import { PROTOCOL } from '#rooms/protocol.ts';
import { enter, signUp, signUpCreator } from '../clients.ts';
import { type OwnRedis, startOwnRedis } from '../own-redis.ts';
import { type Cluster, instancesOf, startCluster, within } from './cluster.ts';

/* Processes of two versions side by side: what an older one leaves in Redis, and what is there of each protocol. */

/** Strays are looked for every 5 seconds and taken away at the second sight. */
const THREE_SEARCHES_MS = 16_000;

let redisServer: OwnRedis;
let redis: Redis;
let cluster: Cluster;

beforeAll(async () => {
  redisServer = await startOwnRedis();
  redis = new Redis(redisServer.url);
  await signOnce('lost_earlier');
  cluster = await startCluster(1, redisServer.url);
});

afterAll(async () => {
  await cluster?.close();
  redis.disconnect();
  await redisServer.kill();
});

/** A process that gives a sign of life and is never heard of again. */
async function signOnce(processId: string): Promise<void> {
  const sign = { processId, players: 1, isDraining: false, version: '0.0.1', protocol: PROTOCOL };
  const signs = createProcessSigns(redis);
  const { memory } = await signs.give(sign, '');
  await signs.give(sign, memory);
}

const url = () => cluster.server(0).url;

/** A listing as a process writes it; without a protocol where that is an older one. */
async function list(spaceId: string, processId: string, protocol?: number): Promise<string> {
  const roomId = `room_of_${processId}`;
  const room = {
    name: 'space',
    roomId,
    processId,
    clients: 1,
    maxClients: 100,
    locked: false,
    private: false,
    unlisted: false,
    createdAt: new Date().toISOString(),
    metadata: { spaceId, ...(protocol !== undefined && { protocol }) },
  };
  await new RedisDriver(redis as never).persist(room as never);
  return roomId;
}

const join = (spaceId: string, token: string, protocol?: number) =>
  fetch(`${url()}/matchmake/joinOrCreate/space`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ spaceId, protocol }),
  });

test('INS14 the rooms of a process that never signed stay listed; those of one that signed and stopped do not', {
  timeout: 120_000,
}, async () => {
  const { spaceId } = await signUpCreator(url(), 'versions_creator');
  const unsigned = await list(spaceId, 'older_version');
  // One of which this server knows, and one that had fallen silent before it started.
  const lost = [await list(spaceId, 'lost_process'), await list(spaceId, 'lost_earlier')];
  await signOnce('lost_process');
  const listed = async () => (await instancesOf(cluster.server(0), spaceId)).map(({ roomId }) => roomId);
  await within(THREE_SEARCHES_MS, 'the lost rooms are gone', async () => {
    const rooms = await listed();
    return lost.every((roomId) => !rooms.includes(roomId));
  });
  await sleep(THREE_SEARCHES_MS);
  expect(await listed()).toEqual([unsigned]);
});

test('INS15 every process tells the others its version and its protocol', async () => {
  const { living } = await createProcessSigns(redis).give(
    { processId: 'asking', players: 0, isDraining: true, version: '0.0.1', protocol: PROTOCOL },
    '',
  );
  expect(living).toEqual([]);
  const memory = (await redis.get('triberspace:memory')) as string;
  const asked = await createProcessSigns(redis).give(
    { processId: 'asking', players: 0, isDraining: true, version: '0.0.1', protocol: PROTOCOL },
    memory,
  );
  await createProcessSigns(redis).takeBack('asking');
  expect(asked.living.find(({ processId }) => processId !== 'asking')).toMatchObject({
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    protocol: PROTOCOL,
  });
});

test('INS15 a client comes into a room of its protocol, and where nobody speaks it is told so', async () => {
  const { spaceId } = await signUpCreator(url(), 'protocols_creator');
  const { token } = await signUp(url(), 'protocols_player');
  const newer = await list(spaceId, 'newer_version', PROTOCOL + 1);
  const there = await enter(url(), token, spaceId);
  expect(there.room.roomId).not.toBe(newer);

  const named = await join(spaceId, token, PROTOCOL);
  expect(await named.json()).toMatchObject({ roomId: there.room.roomId });
  const unspoken = await join(spaceId, token, PROTOCOL + 2);
  expect(unspoken.status).toBe(409);
  expect(await unspoken.json()).toEqual({ code: 409, error: 'PROTOCOL_UNSUPPORTED' });
  const client = new Client(url());
  client.auth.token = (await signUp(url(), 'protocols_other')).token;
  await expect(client.joinById(there.room.roomId, { protocol: PROTOCOL + 1 })).rejects.toMatchObject({
    code: 409,
    message: 'PROTOCOL_UNSUPPORTED',
  });
  await there.room.leave();
});
