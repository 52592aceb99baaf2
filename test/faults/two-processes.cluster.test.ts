import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  apiClient,
  enter,
  PASSWORD,
  type Presence,
  schedule,
  signUp,
  signUpCreator,
  until,
} from '../clients.ts';
import { emptyRedis } from '../redis.ts';
import { freePort, type ServerProcess, startServerProcess } from '../server-process.ts';
import { testEnvironment } from '../test-server.ts';

/* Two processes on one PostgreSQL and one Redis: one world. */

let environment: Awaited<ReturnType<typeof testEnvironment>>;
let servers: [ServerProcess, ServerProcess];

beforeAll(async () => {
  environment = await testEnvironment('postgres');
  const env = { ...environment.env, REDIS_URL: await emptyRedis() };
  const [first, second] = [await freePort(), await freePort()];
  servers = await Promise.all([startServerProcess(env, first), startServerProcess(env, second)]);
});

afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await environment.close();
});

test('ROOM18 a player who asks one process is let into the room that runs in the other', async () => {
  const [one, two] = servers;
  const creator = await signUpCreator(one.url, 'across_creator');
  const alice = await signUp(one.url, 'across_alice');
  const bob = await signUp(two.url, 'across_bob');
  const aliceThere = await enter(one.url, alice.token, creator.spaceId);
  const bobThere = await enter(two.url, bob.token, creator.spaceId);
  expect(bobThere.room.roomId).toBe(aliceThere.room.roomId);
  expect(await addressOfSeat(one.url, alice.token, creator.spaceId)).toBeUndefined();
  expect(await addressOfSeat(two.url, bob.token, creator.spaceId)).toBe(`localhost:${new URL(one.url).port}`);
  await until('they see each other', () => aliceThere.room.state.avatars.size === 2);
  await aliceThere.room.leave();
  await bobThere.room.leave();
});

test('EVT5 a player in each process sees the event go live, is counted, and is paid once', async () => {
  const [one, two] = servers;
  const creator = await signUpCreator(one.url, 'cluster_creator');
  await creator.api.data(creator.api.put(`/spaces/${creator.spaceId}`, { capacity: 1 }));
  const eventId = await schedule(creator, { pointsPerMinute: 600 });
  const alice = await signUp(one.url, 'cluster_alice');
  const bob = await signUp(two.url, 'cluster_bob');
  const aliceThere = await enter(one.url, alice.token, creator.spaceId);
  const bobThere = await enter(two.url, bob.token, creator.spaceId);
  expect(bobThere.room.roomId).not.toBe(aliceThere.room.roomId);
  expect(portOf(bobThere)).not.toBe(portOf(aliceThere));

  const seen = [aliceThere, bobThere].map((there) =>
    there.until('live', () => there.room.state.event.isLive).then(() => performance.now()),
  );
  const asked = performance.now();
  await creator.api.data(creator.api.post(`/events/${eventId}/start`));
  const latencies = (await Promise.all(seen)).map((at) => Math.round(at - asked));
  console.log(`live seen after ${latencies.join(' and ')} ms`);

  await until('both are counted in both', () =>
    [aliceThere, bobThere].every((there) => there.room.state.event.headcount === 2),
  );
  await sleep(1_500);
  await apiClient(two.url, creator.token).post(`/events/${eventId}/end`);
  for (const there of [aliceThere, bobThere]) {
    const message = await there.until('paid', () => there.messages.find(({ type }) => type === 'points'));
    expect(message.message).toMatchObject({ eventId, reason: 'attendance' });
  }
  for (const { api } of [alice, bob]) {
    expect((await api.get('/points/transactions')).body.data).toHaveLength(1);
  }
  await aliceThere.room.leave();
  await bobThere.room.leave();
});

test('MOD3 MOD8 MOD16 MOD17 a ban, a rename and a kick through one process reach the room in the other', async () => {
  const [one, two] = servers;
  const creator = await signUpCreator(one.url, 'across_bouncer');
  await creator.api.data(creator.api.put(`/spaces/${creator.spaceId}`, { capacity: 1 }));
  const alice = await signUp(one.url, 'across_noisy_alice');
  const bob = await signUp(two.url, 'across_noisy_bob');
  const aliceThere = await enter(one.url, alice.token, creator.spaceId);
  const bobThere = await enter(two.url, bob.token, creator.spaceId);
  expect(portOf(bobThere)).not.toBe(portOf(aliceThere));

  await creator.api.data(creator.api.post(`/spaces/${creator.spaceId}/bans/${bob.userName}`));
  expect(await bobThere.left).toBe(4104);
  for (const { url } of servers) {
    await expect(enter(url, bob.token, creator.spaceId)).rejects.toMatchObject({
      code: 403,
      message: 'BANNED',
    });
  }
  const throughTwo = apiClient(two.url, creator.token);
  await apiClient(two.url, alice.token).put('/users/profile', { userName: 'across_renamed' });
  await aliceThere.until('the new name', () =>
    [...aliceThere.room.state.avatars.values()].some(({ userName }) => userName === 'across_renamed'),
  );
  const { sessionId } = aliceThere.room;
  const kicked = await throughTwo.post(`/spaces/${creator.spaceId}/kick/by-session/${sessionId}`);
  expect(kicked.body.data).toMatchObject({ userName: 'across_renamed', connections: 1 });
  expect(await aliceThere.left).toBe(4105);
  const back = await enter(two.url, alice.token, creator.spaceId);
  await back.room.leave();
});

test('MOD11 MOD15 a mute and an announcement through one process reach the players in both', async () => {
  const [one, two] = servers;
  const creator = await signUpCreator(one.url, 'across_host');
  await creator.api.data(creator.api.put(`/spaces/${creator.spaceId}`, { capacity: 1 }));
  const alice = await signUp(one.url, 'across_loud_alice');
  const bob = await signUp(two.url, 'across_loud_bob');
  const aliceThere = await enter(one.url, alice.token, creator.spaceId);
  const bobThere = await enter(two.url, bob.token, creator.spaceId);
  expect(portOf(bobThere)).not.toBe(portOf(aliceThere));
  const codesOf = ({ messages }: Presence, type: string) =>
    messages.filter((each) => each.type === type).map(({ message }) => message.code);

  for (const { userName } of [alice, bob])
    await creator.api.data(creator.api.post(`/spaces/${creator.spaceId}/mutes/${userName}`));
  await creator.api.data(creator.api.post(`/spaces/${creator.spaceId}/announcements`, { text: 'Hush' }));
  for (const there of [aliceThere, bobThere]) {
    await there.until('the mute', () => codesOf(there, 'notice').includes('MUTED'));
    await there.until('the announcement', () =>
      there.messages.some(({ type, message }) => type === 'announcement' && message.text === 'Hush'),
    );
    there.room.send('chat', { text: 'hello' });
    await there.until('the refusal', () => codesOf(there, 'refused').includes('MUTED'));
    await there.room.leave();
  }
});

test('LEAVE5 a player who deletes the account at one process leaves the room in the other', async () => {
  const [one, two] = servers;
  const creator = await signUpCreator(one.url, 'leaving_creator');
  const alice = await signUp(one.url, 'leaving_alice');
  const bob = await signUp(one.url, 'leaving_bob');
  const aliceThere = await enter(one.url, alice.token, creator.spaceId);
  const bobThere = await enter(one.url, bob.token, creator.spaceId);
  const asked = performance.now();
  const deleted = await apiClient(two.url, alice.token).delete('/users/account', { password: PASSWORD });
  expect(deleted.status).toBe(204);
  expect(await aliceThere.left).toBe(4101);
  await bobThere.until('Alice is gone', () => bobThere.room.state.avatars.size === 1);
  console.log(`gone after ${Math.round(performance.now() - asked)} ms`);
  await bobThere.room.leave();
});

test('DROP2 DROP4 a sale through one process and a change through the other are seen in both', async () => {
  const [one, two] = servers;
  const creator = await signUpCreator(one.url, 'across_merchant');
  const store = { worldId: creator.worldId, name: 'Merch corner', spaceType: 'store', capacity: 1 };
  const { id: storeId } = await creator.api.data(creator.api.post('/spaces', store));
  const poster = { name: 'Poster', productType: 'collectible', pricePoints: 0, maxQuantity: 100 };
  const { id } = await creator.api.data(creator.api.post('/store/products', poster));
  const alice = await signUp(one.url, 'across_buyer');
  const bob = await signUp(two.url, 'across_looker');
  const aliceThere = await enter(one.url, alice.token, storeId);
  const bobThere = await enter(two.url, bob.token, storeId);
  expect(portOf(bobThere)).not.toBe(portOf(aliceThere));
  const seenInBoth = (stock: number, pricePoints: number) =>
    Promise.all(
      [aliceThere, bobThere].map((there) =>
        there.until(`${stock} for ${pricePoints}`, () => {
          const drop = there.room.state.drops.get(id);
          return drop?.stock === stock && drop.pricePoints === pricePoints;
        }),
      ),
    );

  await seenInBoth(100, 0);
  await alice.api.data(alice.api.post('/store/purchase', { productId: id }));
  const asked = performance.now();
  await seenInBoth(99, 0);
  console.log(`sale seen after ${Math.round(performance.now() - asked)} ms`);
  await Promise.all(
    Array.from({ length: 40 }, (_, sale) => (sale % 2 ? alice.api : bob.api)).map((api) =>
      api.data(api.post('/store/purchase', { productId: id })),
    ),
  );
  await seenInBoth(59, 0);
  const throughTwo = apiClient(two.url, creator.token);
  await throughTwo.data(throughTwo.put(`/store/products/${id}`, { pricePoints: 3 }));
  await seenInBoth(59, 3);
  await aliceThere.room.leave();
  await bobThere.room.leave();
});

const portOf = (there: { room: { connection: { transport: unknown } } }): string =>
  new URL((there.room.connection.transport as { ws: { url: string } }).ws.url).port;

/** Where a client is sent; undefined where it stays with how it reached this process. */
async function addressOfSeat(url: string, token: string, spaceId: string): Promise<string | undefined> {
  const response = await fetch(`${url}/matchmake/joinOrCreate/space`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ spaceId }),
  });
  return ((await response.json()) as { publicAddress?: string }).publicAddress;
}
