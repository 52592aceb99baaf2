import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { user } from '#db/schema/index.ts';
import { audit } from '#operations/audit.ts';
import { enter, type Person, type Presence, signUp, signUpCreator } from '../clients.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

/* What is given away while it is worn comes off before everybody's eyes, wherever it is worn. */

let house: TestServer;
beforeAll(async () => {
  house = await startTestServer(inject('testDatabase').kind);
});
afterAll(async () => {
  const broken = (await audit(house.server.app.database.db)).filter(({ violations }) => violations > 0);
  await house.stop();
  expect(broken).toEqual([]);
});

/** A free hat in the creator's store; its product's id and its own. */
async function sellHat({ api }: Person) {
  const { db } = house.server.app.database;
  const admin = await signUp(house.url, 'house_keeper');
  await db.update(user).set({ role: 'admin' }).where(eq(user.userName, admin.userName));
  const model = await admin.api.data(
    admin.api.post('/avatars/base-models', {
      name: 'Human',
      meshUrl: 'https://cdn.example.com/m.glb',
      skeletonUrl: 'https://cdn.example.com/s.glb',
      rigType: 'humanoid',
      slots: [{ slotName: 'hat', slotType: 'attachment', displayOrder: 1 }],
    }),
  );
  const urls = { meshUrl: 'https://cdn.example.com/t.glb', thumbnailUrl: 'https://cdn.example.com/t.png' };
  const look = { baseModelId: model.id, slotName: 'hat', ...urls };
  const item = await api.data(api.post('/avatars/items', look));
  const offer = { name: 'Hat', productType: 'avatar', pricePoints: 0, itemId: item.id };
  const product = await api.data(api.post('/store/products', offer));
  return { productId: product.id as string, itemId: item.id as string };
}

async function wear({ api }: Person, itemId: string): Promise<void> {
  const { id } = await api.data(api.get('/avatars/my-avatar'));
  await api.data(api.post(`/avatars/my-avatars/${id}/equip`, { itemId }));
}

/** What somebody is seen to wear on the head. */
const hatOf = ({ room }: Presence, { userName }: Person): string | undefined =>
  [...room.state.avatars.values()].find((avatar) => avatar.userName === userName)?.equipped.get('hat')
    ?.itemId;

test('INV3 a hat that is given away comes off in every space at once, and is worn by its new owner', async () => {
  const creator = await signUpCreator(house.url, 'hat_maker');
  const second = { worldId: creator.worldId, name: 'Lounge', spaceType: 'lounge' };
  const lounge = (await creator.api.data(creator.api.post('/spaces', second))).id;
  const { productId, itemId } = await sellHat(creator);
  const [giver, friend] = [await signUp(house.url, 'hat_giver'), await signUp(house.url, 'hat_friend')];
  await giver.api.data(giver.api.post('/store/purchase', { productId }));

  const giverOnStage = await enter(house.url, giver.token, creator.spaceId);
  const giverInLounge = await enter(house.url, giver.token, lounge);
  const friendOnStage = await enter(house.url, friend.token, creator.spaceId);
  await wear(giver, itemId);
  await friendOnStage.until('the hat is seen', () => hatOf(friendOnStage, giver) === itemId);
  await giverInLounge.until('and in the lounge', () => hatOf(giverInLounge, giver) === itemId);

  const [entry] = await giver.api.data(giver.api.get('/inventory'));
  const gift = { inventoryId: entry.id, toUserName: friend.userName, quantity: 1 };
  await giver.api.data(giver.api.post('/inventory/transfer', gift));
  await friendOnStage.until('the hat is off', () => hatOf(friendOnStage, giver) === undefined);
  await giverInLounge.until('and in the lounge', () => hatOf(giverInLounge, giver) === undefined);

  await wear(friend, itemId);
  await giverOnStage.until('the friend has it on', () => hatOf(giverOnStage, friend) === itemId);
  for (const { room } of [giverOnStage, giverInLounge, friendOnStage]) await room.leave();
});
