import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Counters, policies } from '#http/limits/policies.ts';
import { until } from '#test/clients.ts';
import { type OwnRedis, startOwnRedis } from '#test/own-redis.ts';
import { createSharedCounters, type SharedCounters } from './counters.ts';

/* A Redis of this file's own, which is stopped, killed and started again under two processes' counters. */

const { quota } = policies.credentials;

let redis: OwnRedis;
let connections: Redis[];
let here: SharedCounters;
let there: SharedCounters;

beforeAll(async () => {
  redis = await startOwnRedis();
});
afterAll(() => redis.kill());

beforeEach(async () => {
  connections = [0, 1].map(
    () => new Redis(redis.port, '127.0.0.1', { maxRetriesPerRequest: null, retryStrategy: () => 50 }),
  );
  for (const connection of connections) connection.on('error', () => {});
  await connections[0]?.flushall();
  [here, there] = connections.map((connection) => createSharedCounters(connection)) as [
    SharedCounters,
    SharedCounters,
  ];
  for (const counters of [here, there]) await until('they count together', () => countsInRedis(counters));
  await connections[0]?.flushall();
});
afterEach(() => {
  for (const counters of [here, there]) counters.close();
  for (const connection of connections) connection.disconnect();
});

/** Whether one more is counted in Redis, and not in the process alone. */
async function countsInRedis(counters: Counters): Promise<boolean> {
  const before = Number(await connections[0]?.get('triberspace:limit:check-username:somebody'));
  await counters.take('check-username', 'somebody');
  return Number(await connections[0]?.get('triberspace:limit:check-username:somebody')) === before + 1;
}

/** Takes so many one after the other; answers how many of them were over the limit. */
async function takeMany(counters: Counters, count: number, key: string): Promise<number> {
  let exceeded = 0;
  for (let n = 0; n < count; n++) if ((await counters.take('credentials', key)).isExceeded) exceeded++;
  return exceeded;
}

test('HTTP6 what is taken in two processes is counted together', async () => {
  expect(await takeMany(here, quota / 2, 'a')).toBe(0);
  expect(await takeMany(there, quota / 2, 'a')).toBe(0);
  for (const counters of [here, there]) {
    const { isExceeded, remaining, resetSeconds } = await counters.take('credentials', 'a');
    expect({ isExceeded, remaining }).toEqual({ isExceeded: true, remaining: 0 });
    expect(resetSeconds).toBeLessThanOrEqual(policies.credentials.windowSeconds);
  }
  expect((await there.take('credentials', 'b')).isExceeded).toBe(false);
});

test('HTTP6 of many at once in two processes no more than the quota get through', async () => {
  const taken = await Promise.all(
    Array.from({ length: quota + 40 }, (_, n) => (n % 2 ? here : there).take('credentials', 'race')),
  );
  expect(taken.filter(({ isExceeded }) => !isExceeded)).toHaveLength(quota);
});

test('HTTP6 what is given back is given back to all', async () => {
  await takeMany(here, quota, 'back');
  await here.giveBack('credentials', 'back');
  expect((await there.take('credentials', 'back')).isExceeded).toBe(false);
  expect((await there.take('credentials', 'back')).isExceeded).toBe(true);
});

test('HTTP7 while Redis is killed each process goes on with its own counts, and together again afterwards', async () => {
  await takeMany(here, quota - 3, 'guesser');
  await redis.kill();
  try {
    expect(await takeMany(here, 1, 'somebody else')).toBe(0);
    expect(await takeMany(here, 10, 'guesser')).toBe(7);
    expect(await takeMany(there, quota + 5, 'guesser')).toBe(5);
    await here.giveBack('credentials', 'somebody else');
  } finally {
    await redis.start();
  }
  for (const counters of [here, there]) await until('they count together', () => countsInRedis(counters));
  await takeMany(here, quota, 'afterwards');
  expect((await there.take('credentials', 'afterwards')).isExceeded).toBe(true);
});

test('HTTP7 a Redis that is silent holds hardly anybody up', async () => {
  await takeMany(here, 1, 'patient');
  redis.signal('SIGSTOP');
  try {
    const slow = await Promise.all(Array.from({ length: 20 }, () => here.take('credentials', 'patient')));
    expect(slow.map(({ remaining }) => remaining)).toEqual(slow.map((_, n) => quota - 2 - n));
    expect(await takeMany(here, quota, 'patient')).toBe(21);
  } finally {
    redis.signal('SIGCONT');
  }
  await until('they count together', () => countsInRedis(here));
  // Those that waited had been sent; while it rested, nothing was.
  expect(await connections[0]?.get('triberspace:limit:credentials:patient')).toBe('21');
});

test('HTTP5 no e-mail address is kept in Redis', async () => {
  const { createLimits } = await import('#http/limits/limits.ts');
  await createLimits(here).account.take({
    email: 'Somebody@Private.example',
    address: '203.0.113.7',
    device: undefined,
    knownAddresses: async () => [],
  });
  const keys = (await connections[0]?.keys('*')) as string[];
  expect(keys.filter((key) => key.startsWith('triberspace:limit:account:'))).toHaveLength(1);
  expect(keys.join('\n').toLowerCase()).not.toContain('private.example');
});
