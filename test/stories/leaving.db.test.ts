import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { rows } from '#db/client.ts';
import { audit } from '#operations/audit.ts';
import {
  apiClient,
  enter,
  PASSWORD,
  type Person,
  schedule,
  signUp,
  signUpCreator,
  until,
} from '../clients.ts';
import { startTestServer, type TestServer } from '../test-server.ts';
import { tracesOf } from '../traces.ts';
import { sellJacket } from './jacket.ts';

/*
 * Somebody who has lived here for a while leaves: attended, earned, bought, dressed, joined a tribe, and is in
 * a room while the account is deleted. Then a creator leaves, too.
 */

let house: TestServer;
let url: string;

beforeAll(async () => {
  house = await startTestServer(inject('testDatabase').kind);
  url = house.url;
});

afterAll(() => house.stop());

const PROFILE = {
  firstName: 'Zeldarine',
  lastName: 'Hyrulesque',
  socialLinks: { web: 'https://zeldarine.example.org' },
};
const TRACES = ['zelda_p', 'zeldarine', 'hyrulesque'];
const database = () => house.server.app.database.db;
const violations = async () => (await audit(database())).filter((line) => line.violations > 0);

test('LEAVE2 LEAVE3 LEAVE4 LEAVE5 a player leaves: everybody sees the avatar go, and nothing says who it was', async () => {
  const creator = await signUpCreator(url, 'tribe_leader');
  const friend = await signUp(url, 'good_friend');
  const zelda = await signUp(url, 'Zelda_P');
  await fillIn(zelda);
  const jacket = await sellJacket(house, creator);
  const eventId = await schedule(creator, { pointsPerMinute: 600 });
  await creator.api.data(creator.api.put(`/tribes/${creator.tribeId}`, { joinCost: 2 }));

  // A first event is attended and paid for; the points become a jacket and a membership.
  await creator.api.data(creator.api.post(`/events/${eventId}/start`));
  const there = await enter(url, zelda.token, creator.spaceId);
  const friendThere = await enter(url, friend.token, creator.spaceId);
  await sleep(1_500);
  await creator.api.data(creator.api.post(`/events/${eventId}/end`));
  await there.until('the first event is paid', () => there.messages.find(({ type }) => type === 'points'));
  await zelda.api.data(
    zelda.api.post('/store/purchase', { productId: jacket.productId }, { 'Idempotency-Key': 'k' }),
  );
  const avatar = await zelda.api.data(zelda.api.get('/avatars/my-avatar'));
  await zelda.api.data(zelda.api.post(`/avatars/my-avatars/${avatar.id}/equip`, { itemId: jacket.itemId }));
  await zelda.api.data(zelda.api.post(`/tribes/${creator.tribeId}/join`));
  const { wallet, id } = await stateOf('Zelda_P');
  expect(wallet).toBeGreaterThan(0);

  // A second one is live when the account is deleted.
  const encore = await schedule(creator, { pointsPerMinute: 600 });
  await creator.api.data(creator.api.post(`/events/${encore}/start`));
  await there.until('the encore is live', () => there.room.state.event.isLive);
  await until('Zelda is at the encore', async () => (await attendees(encore)).includes('Zelda_P'));
  await sleep(1_100);
  expect(friendThere.room.state.avatars.size).toBe(2);
  expect((await tracesOf(database(), TRACES)).length).toBeGreaterThan(5);
  expect((await zelda.api.delete('/users/account', { password: PASSWORD })).status).toBe(204);

  expect(await there.left).toBe(4101);
  await friendThere.until('the avatar is gone', () => friendThere.room.state.avatars.size === 1);
  await expect(enter(url, zelda.token, creator.spaceId)).rejects.toThrow('NOT_SIGNED_IN');
  expect((await zelda.api.get('/users/me')).status).toBe(401);
  expect(await tracesOf(database(), TRACES)).toEqual([]);
  expect(await violations()).toEqual([]);

  // What stays is of nobody: the visit of the encore was paid, and nothing is owned.
  expect(await booksOf(id)).toEqual({
    visits: 2,
    open: 0,
    earnings: 2,
    orders: 1,
    joins: 1,
    balances: 0,
    things: 0,
  });
  expect(await attendees(eventId)).toEqual(['good_friend']);
  expect((await apiClient(url).get(`/tribes/${creator.tribeId}`)).body.data.memberCount).toBe(0);

  // The event goes on, and ends, and is right.
  await creator.api.data(creator.api.post(`/events/${encore}/end`));
  expect(await violations()).toEqual([]);

  // The name and the address are free again, and who takes them starts with nothing.
  const next = await signUp(url, 'Zelda_P');
  expect((await next.api.get('/points/balances')).body.data).toEqual([]);
  expect((await next.api.get('/inventory')).body.data).toEqual([]);
  await friendThere.room.leave();
  expect(house.errors).toEqual([]);
});

test('LEAVE3 LEAVE8 a creator leaves: the rooms close, the players keep what they have, and nothing says who it was', async () => {
  const maker = await signUpCreator(url, 'Ganon_Maker');
  await maker.api.data(maker.api.patch(`/creators/${maker.creatorId}`, { bio: 'I am ganon_maker.' }));
  const player = await signUp(url, 'keeps_things');
  const eventId = await schedule(maker, { pointsPerMinute: 600 });
  await maker.api.data(maker.api.post(`/events/${eventId}/start`));
  const there = await enter(url, player.token, maker.spaceId);
  await sleep(1_100);
  expect((await tracesOf(database(), ['ganon'])).length).toBeGreaterThan(5);
  expect((await maker.api.delete('/users/account', { password: PASSWORD })).status).toBe(204);

  expect(await there.left).toBe(4102);
  const [balance] = (await player.api.get('/points/balances')).body.data;
  expect(balance).toMatchObject({
    creatorId: maker.creatorId,
    creatorUserName: expect.stringMatching(/^deleted-/),
  });
  expect(balance.balance).toBeGreaterThanOrEqual(10);
  const { body } = await player.api.get(`/creators/${maker.creatorId}`);
  expect(body.data).toMatchObject({ name: 'Deleted user', bio: null, retiredAt: expect.any(String) });
  expect(await tracesOf(database(), ['ganon'])).toEqual([]);
  expect(await violations()).toEqual([]);
  await signUpCreator(url, 'Ganon_Maker');
  expect(house.errors).toEqual([]);
});

async function fillIn({ api }: Person): Promise<void> {
  await api.data(api.put('/users/profile', PROFILE));
  await api.data(api.put('/users/avatar', { avatarUrl: 'https://zeldarine.example.org/me.png' }));
}

async function attendees(eventId: string): Promise<string[]> {
  const { body } = await apiClient(url).get(`/events/${eventId}/attendees`);
  return body.data.map(({ userName }: { userName: string }) => userName);
}

async function stateOf(userName: string) {
  const [row] = await rows<{ id: string; wallet: number }>(
    database(),
    sql`select u.id, coalesce(sum(b.balance), 0)::int as wallet
        from "user" u left join point_balances b on b.user_id = u.id where u.user_name = ${userName} group by u.id`,
  );
  return row as { id: string; wallet: number };
}

async function booksOf(userId: string) {
  const [row] = await rows(
    database(),
    sql`select
      (select count(*)::int from event_attendance where user_id = ${userId}) as visits,
      (select count(*)::int from event_attendance where user_id = ${userId} and left_at is null) as open,
      (select count(*)::int from point_transactions where user_id = ${userId} and type = 'earn') as earnings,
      (select count(*)::int from orders where user_id = ${userId}) as orders,
      (select count(*)::int from point_transactions where user_id = ${userId} and reference_type = 'tribe') as joins,
      (select count(*)::int from point_balances where user_id = ${userId}) as balances,
      (select count(*)::int from user_inventory where user_id = ${userId})
        + (select count(*)::int from user_avatar_inventory where user_id = ${userId})
        + (select count(*)::int from user_avatars where user_id = ${userId}) as things`,
  );
  return row;
}
