import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@colyseus/sdk';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { audit } from '#operations/audit.ts';
import { cut, enter, type Presence, schedule, signUp, signUpCreator, until } from '../clients.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

/* Moderation of people who are in the rooms, with the stock SDK. */

let house: TestServer;
let creator: Awaited<ReturnType<typeof signUpCreator>>;

beforeAll(async () => {
  house = await startTestServer(inject('testDatabase').kind);
  creator = await signUpCreator(house.url, 'doorkeeper');
});

afterAll(async () => {
  const broken = (await audit(house.server.app.database.db)).filter(({ violations }) => violations > 0);
  expect(broken).toEqual([]);
  expect(house.errors).toEqual([]);
  await house.stop();
});

let made = 0;
const someone = () => signUp(house.url, `noisy_${made++}`);
const path = (what: 'bans' | 'kick', { userName }: { userName: string }) =>
  `/spaces/${creator.spaceId}/${what}/${userName}`;
const codes = ({ messages }: Presence) =>
  messages.filter(({ type }) => type === 'notice').map(({ message }) => message.code);
function clientOf({ token }: { token: string }): Client {
  const client = new Client(house.url);
  client.auth.token = token;
  return client;
}

const BANNED = { code: 403, message: 'BANNED' };

test('MOD3 MOD4 MOD7 a ban shows the player out with 4104, paid, and keeps them out until it is lifted', async () => {
  const [player, bystander] = [await someone(), await someone()];
  const eventId = await schedule(creator, { pointsPerMinute: 600 });
  await creator.api.data(creator.api.post(`/events/${eventId}/start`));
  const there = await enter(house.url, player.token, creator.spaceId);
  const beside = await enter(house.url, bystander.token, creator.spaceId);
  const { reconnectionToken, roomId } = there.room;
  await sleep(1_100);

  await creator.api.data(creator.api.post(path('bans', player), { reason: 'Noise' }));
  expect(await there.left).toBe(4104);
  expect(codes(there)).toEqual(['BANNED']);
  const paid = there.messages.find(({ type }) => type === 'points')?.message as { earned: number };
  expect(paid.earned).toBeGreaterThanOrEqual(10);
  const { data } = (await player.api.get(`/events/${eventId}/my-attendance`)).body;
  expect(data).toMatchObject({ visits: [{ leftAt: expect.any(String) }], pointsEarned: paid.earned });
  await beside.until('they are gone', () => beside.room.state.avatars.size === 1);
  expect(beside.room.connection.isOpen).toBe(true);

  await expect(enter(house.url, player.token, creator.spaceId)).rejects.toMatchObject(BANNED);
  const client = clientOf(player);
  await expect(client.joinById(roomId)).rejects.toMatchObject(BANNED);
  await expect(client.reconnect(reconnectionToken)).rejects.toThrow();

  expect((await creator.api.delete(path('bans', player))).status).toBe(204);
  const again = await enter(house.url, player.token, creator.spaceId);
  await again.room.leave();
  await beside.room.leave();
  await creator.api.data(creator.api.post(`/events/${eventId}/end`));
});

test('MOD3 a ban reaches every connection of the player, and one that is lost just now', async () => {
  await creator.api.data(creator.api.put(`/spaces/${creator.spaceId}`, { capacity: 1 }));
  const [player, dropped] = [await someone(), await someone()];
  const one = await enter(house.url, player.token, creator.spaceId);
  const two = await enter(house.url, player.token, creator.spaceId);
  expect(one.room.roomId).not.toBe(two.room.roomId);
  await creator.api.data(creator.api.post(path('bans', player)));
  expect(await Promise.all([one.left, two.left])).toEqual([4104, 4104]);

  await creator.api.data(creator.api.put(`/spaces/${creator.spaceId}`, { capacity: 100 }));
  const lost = await enter(house.url, dropped.token, creator.spaceId);
  lost.room.reconnection.enabled = false;
  const token = lost.room.reconnectionToken;
  cut(lost);
  await lost.left;
  await creator.api.data(creator.api.post(path('bans', dropped)));
  await expect(clientOf(dropped).reconnect(token)).rejects.toThrow();
});

test('MOD8 a kick shows the player out with 4105, also one whose connection is lost, and they may come back', async () => {
  const player = await someone();
  const kick = () => creator.api.post(path('kick', player));
  expect((await kick()).body.code).toBe('NOT_IN_SPACE');
  const there = await enter(house.url, player.token, creator.spaceId);
  expect((await kick()).body.data).toMatchObject({ userName: player.userName, connections: 1 });
  expect(await there.left).toBe(4105);
  expect(codes(there)).toEqual(['KICKED']);

  const back = await enter(house.url, player.token, creator.spaceId);
  back.room.reconnection.enabled = false;
  cut(back);
  await back.left;
  expect((await kick()).body.data).toMatchObject({ connections: 1 });
  expect((await kick()).body.code).toBe('NOT_IN_SPACE');
});

test('MOD9 MOD10 a ban that nobody told of is found with the next heartbeat, in its own space', async () => {
  const other = await signUpCreator(house.url, 'other_doorkeeper');
  const player = await someone();
  const there = await enter(house.url, player.token, creator.spaceId);
  const elsewhere = await enter(house.url, player.token, other.spaceId);
  await house.server.app.database.db.execute(sql`
    insert into space_bans (space_id, user_id)
    select s.id, u.id from spaces s, "user" u
    where s.public_id = ${creator.spaceId} and u.user_name = ${player.userName}`);
  expect(await there.left).toBe(4104);
  expect(elsewhere.room.connection.isOpen).toBe(true);
  expect(codes(elsewhere)).toEqual([]);
  const again = await enter(house.url, player.token, other.spaceId);
  await until('the newer connection replaced the older', () => codes(elsewhere).includes('REPLACED'));
  await again.room.leave();
});
