import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiClient, enter, PASSWORD, signUp, signUpCreator, until } from '../clients.ts';
import { openTestDatabase, type TestDatabase } from '../database.ts';
import { startTcpProxy, type TcpProxy } from '../tcp-proxy.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

/* The database goes away and comes back: everybody is told 503, play goes on, and nothing ends. */

let database: TestDatabase;
let proxy: TcpProxy;
let house: TestServer;

beforeAll(async () => {
  database = await openTestDatabase({ poolSize: 1 });
  const url = new URL(database.url as string);
  proxy = await startTcpProxy(url.hostname, Number(url.port || 5432));
  url.hostname = '127.0.0.1';
  url.port = String(proxy.port);
  house = await startTestServer('postgres', { DATABASE_URL: url.href });
});

afterAll(async () => {
  await house.stop();
  await proxy.close();
  await database.close();
});

const signIn = (email: string) =>
  fetch(`${house.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD }),
  });

test('DB17 after many refusals the database is used within 5 s of its return', async () => {
  await proxy.cut();
  for (let burst = 0; burst < 20; burst++) {
    const asked = Array.from({ length: 10 }, () => apiClient(house.url).get('/spaces'));
    for (const { status } of await Promise.all(asked)) expect(status).toBe(503);
  }
  await proxy.restore();
  const restoredAt = performance.now();
  const waits = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const answers = async () => (await apiClient(house.url).get('/spaces')).status === 200;
      await until('an answer', answers);
      return performance.now() - restoredAt;
    }),
  );
  expect(Math.max(...waits)).toBeLessThan(5_000);
});

test('DB15 while the database is away REST, sign-in and joining say so, and the room plays on', async () => {
  const creator = await signUpCreator(house.url, 'away_creator');
  const [alice, bob] = [await signUp(house.url, 'away_alice'), await signUp(house.url, 'away_bob')];
  const there = await enter(house.url, alice.token, creator.spaceId);

  await proxy.cut();
  const rest = await apiClient(house.url).get('/spaces');
  expect(rest).toMatchObject({ status: 503, body: { code: 'DATABASE_UNAVAILABLE' } });
  expect(rest.headers.get('retry-after')).toBe('2');
  const refused = await signIn(bob.email);
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('2');
  expect(await refused.json()).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  await expect(enter(house.url, bob.token, creator.spaceId)).rejects.toMatchObject({
    code: 503,
    message: 'DATABASE_UNAVAILABLE',
  });
  expect((await fetch(`${house.url}/readyz`)).status).toBe(503);
  there.room.send('chat', { text: 'still playing' });
  await there.until('the chat', () => there.messages.find(({ type }) => type === 'chat'));

  await proxy.restore();
  await until('ready again', async () => (await fetch(`${house.url}/readyz`)).status === 200);
  expect((await signIn(bob.email)).status).toBe(200);
  const bobThere = await enter(house.url, bob.token, creator.spaceId);
  await bobThere.room.leave();
  await there.room.leave();
});
