import { Client } from '@colyseus/sdk';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { policies } from '#http/limits/policies.ts';
import { enter, signUp, signUpCreator } from '../clients.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

/* The limits at the way into the rooms. */

let house: TestServer;
let spaceId: string;

beforeAll(async () => {
  const settings = { RATE_LIMITS: 'true', TRUSTED_PROXIES: '127.0.0.1' };
  house = await startTestServer(inject('testDatabase').kind, settings);
  ({ spaceId } = await signUpCreator(house.url, 'join_creator'));
});
afterAll(() => house.stop());

const seat = (headers: Record<string, string>) =>
  fetch(`${house.url}/matchmake/joinOrCreate/space`, { method: 'POST', headers, body: '{}' });

test('HTTP8 one user has so many, from whatever address, and is told in the words of the SDK', async () => {
  const [eager, other] = [await signUp(house.url, 'join_eager'), await signUp(house.url, 'join_other')];
  const { quota } = policies['matchmake-user'];
  for (let n = 0; n < quota; n++) {
    const { status } = await seat({
      authorization: `Bearer ${eager.token}`,
      'x-forwarded-for': `203.0.113.${n}`,
    });
    expect(status).toBe(404);
  }
  const refused = await seat({ authorization: `Bearer ${eager.token}` });
  expect([refused.status, await refused.json()]).toEqual([429, { code: 429, error: 'TOO_MANY_REQUESTS' }]);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused.headers.get('ratelimit')).toMatch(/^"matchmake";r=\d+;t=\d+, "matchmake-user";r=0;t=\d+$/);
  const client = new Client(house.url);
  client.auth.token = eager.token;
  await expect(client.joinOrCreate('space', { spaceId })).rejects.toMatchObject({
    code: 429,
    message: 'TOO_MANY_REQUESTS',
  });
  const there = await enter(house.url, other.token, spaceId);
  await there.room.leave();
});

test('HTTP8 who is shown out again and again for what no honest client sends is kept out', async () => {
  const flooder = await signUp(house.url, 'join_flooder');
  const bystander = await enter(house.url, (await signUp(house.url, 'join_bystander')).token, spaceId);
  for (let times = 0; times < 3; times++) {
    const there = await enter(house.url, flooder.token, spaceId);
    for (let n = 0; n < 70; n++) there.room.send('emote', { name: 'wave' });
    expect(await there.left).toBe(4002);
  }
  const last = await enter(house.url, flooder.token, spaceId);
  last.room.sendBytes('move', new Uint8Array(7));
  expect(await last.left).toBe(4002);
  await expect(enter(house.url, flooder.token, spaceId)).rejects.toMatchObject({
    code: 429,
    message: 'TOO_MANY_REQUESTS',
  });
  const again = await enter(house.url, (await signUp(house.url, 'join_honest')).token, spaceId);
  await again.room.leave();
  await bystander.room.leave();
});

test('HTTP8 one address has so many, whoever asks', async () => {
  const statuses = new Set<number>();
  for (let n = 0; n <= policies.matchmake.quota; n++)
    statuses.add((await seat({ 'x-forwarded-for': '198.51.100.9' })).status);
  expect(statuses).toEqual(new Set([404, 429]));
  expect((await seat({ 'x-forwarded-for': '198.51.100.10' })).status).toBe(404);
});
