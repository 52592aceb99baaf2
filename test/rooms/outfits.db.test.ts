import { setTimeout as sleep } from 'node:timers/promises';
import { getStateCallbacks } from '@colyseus/sdk';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createRest } from '#client/rest.ts';
import type { Db } from '#db/client.ts';
import { avatarEquippedItems, type avatarItems, userAvatarInventory } from '#db/schema/index.ts';
import type { SpaceState } from '#rooms/space/space-state.ts';
import { buildAvatar, buildBaseModel, buildSpace, buildWearable } from '../builders.ts';
import { enter, type Presence } from '../clients.ts';
import { buildSignedIn } from '../signed-in.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

/* What others in a room get of somebody who changes clothes. */

let house: TestServer;
let db: Db;

beforeAll(async () => {
  house = await startTestServer(inject('testDatabase').kind);
  db = house.server.app.database.db;
});

afterAll(() => house.stop());

/** Two in a room, one of whom owns a hat. */
async function dressUp(given: Partial<typeof avatarItems.$inferInsert> = {}) {
  const model = await buildBaseModel(db);
  const space = await buildSpace(db);
  const [vain, other] = await buildSignedIn(db, house.server.app.config.AUTH_SECRET, 2);
  if (!vain || !other) throw new Error('Nobody is signed in.');
  const avatar = await buildAvatar(db, { userId: vain.user.id, baseModelId: model.id });
  const hat = await buildWearable(db, { baseModelId: model.id, ...given });
  await db
    .insert(userAvatarInventory)
    .values({ userId: vain.user.id, itemId: hat.id, source: 'reward', acquiredAt: new Date() });
  const rest = createRest({ url: house.url, token: () => vain.token });
  const wear = (colorVariant: Record<string, string>) =>
    rest.POST('/api/v1/avatars/my-avatars/{avatarId}/equip', {
      params: { path: { avatarId: avatar.publicId } },
      body: { itemId: hat.publicId, colorVariant },
    });
  const own = await enter(house.url, vain.token, space.publicId);
  const watching = await enter(house.url, other.token, space.publicId);
  return { own, watching, wear, avatar, hat };
}

const hatOf = ({ watching, own }: { watching: Presence; own: Presence }) =>
  (watching.room.state as SpaceState).avatars.get(own.room.sessionId)?.equipped.get('hat');

test('OUT5 who changes clothes all the time is shown so every two seconds, and at last in what they wear', async () => {
  const { own, watching, wear } = await dressUp();
  await watching.until('the other', () => (watching.room.state as SpaceState).avatars.size === 2);
  const seen: string[] = [];
  const $ = getStateCallbacks<SpaceState>(watching.room as never);
  const { avatars } = ($ as NonNullable<typeof $>)(watching.room.state as SpaceState);
  avatars.onAdd((avatar, sessionId) => {
    if (sessionId !== own.room.sessionId) return;
    ($ as NonNullable<typeof $>)(avatar).equipped.onAdd(({ colorVariant }) => void seen.push(colorVariant));
  });
  const startedAt = performance.now();
  let turn = 0;
  for (; performance.now() - startedAt < 5_000; turn++) {
    const { response } = await wear({ main: `colour ${turn}` });
    expect(response.status).toBe(200);
    await sleep(100);
  }
  const last = JSON.stringify({ main: `colour ${turn - 1}` });
  await watching.until('the last choice', () => hatOf({ watching, own })?.colorVariant === last);
  const seconds = (performance.now() - startedAt) / 1_000;
  expect(turn).toBeGreaterThan(8);
  expect(seen.length).toBeLessThanOrEqual(Math.floor(seconds / 2) + 1);
  await Promise.all([own.room.leave(), watching.room.leave()]);
});

test('OUT4 a wearable from before there were limits is worn, and shown without what is too long', async () => {
  const meshUrl = 'https://cdn.example/'.padEnd(2_000, 'm');
  const { own, watching, avatar, hat } = await dressUp({ meshUrl, textureUrl: 'https://cdn.example/t.png' });
  await db.insert(avatarEquippedItems).values({
    userAvatarId: avatar.id,
    slotName: 'hat',
    itemId: hat.id,
    colorVariant: { main: 'x'.repeat(3_900) },
    equippedAt: new Date(),
  });
  house.server.app.facts.publish('OutfitChanged', { userId: avatar.userId });
  await watching.until('the hat', () => hatOf({ watching, own }));
  expect(hatOf({ watching, own })?.toJSON()).toMatchObject({
    itemId: hat.publicId,
    meshUrl: '',
    textureUrl: 'https://cdn.example/t.png',
    colorVariant: '',
  });
  await Promise.all([own.room.leave(), watching.room.leave()]);
});
