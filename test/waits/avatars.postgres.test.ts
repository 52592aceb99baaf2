import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tx } from '#db/client.ts';
import { avatarSlots, userAvatars } from '#db/schema/index.ts';
import { actorOf, buildAvatar, buildBaseModel, buildUser, buildWearable } from '#test/builders.ts';
import { lock, overtaken } from './overtaking.ts';
import { type App, openApp } from './realm.ts';

/*
 * Avatars and wearables while what they stand on is changed. Each of these is about one lock.
 */

let app: App;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ app, close } = await openApp());
});
afterAll(() => close());

const db = () => app.database.db;
const when = <T>(change: (tx: Tx) => Promise<unknown>, work: () => Promise<T>) =>
  overtaken(app.database, change, work);

test('who is making an avatar makes the next one after it', async () => {
  const user = await buildUser(db());
  const model = await buildBaseModel(db());
  const making = async (tx: Tx) => {
    await tx.execute(sql`select 1 from "user" where id = ${user.id} for no key update`);
    await buildAvatar(tx, { userId: user.id, baseModelId: model.id });
  };
  const create = () => app.avatars.create(actorOf(user), { baseModelId: model.publicId });
  expect(await when(making, create)).toMatchObject({ answer: { avatar: { isActive: true } } });
});

test('who is making their first avatar is not given another one meanwhile', async () => {
  const { id: userId } = await buildUser(db());
  const { id: baseModelId } = await buildBaseModel(db());
  const begun = Promise.withResolvers<Tx>();
  const begin = async (tx: Tx) => {
    await tx.execute(sql`select 1 from "user" where id = ${userId} for no key update`);
    begun.resolve(tx);
  };
  const make = async () => buildAvatar(await begun.promise, { userId, baseModelId, name: 'Mine' });
  expect(await overtaken(app.database, begin, () => app.avatars.ensureActive(userId), make)).toMatchObject({
    answer: { avatar: { name: 'Mine' } },
  });
});

test('when one avatar is seen instead of another, a third one has not changed', async () => {
  const user = await buildUser(db());
  const model = await buildBaseModel(db());
  const updatedAt = new Date(0);
  const given = { userId: user.id, baseModelId: model.id, updatedAt };
  const [third, next] = [
    await buildAvatar(db(), { ...given, isActive: false }),
    await buildAvatar(db(), { ...given, isActive: false }),
  ];
  await buildAvatar(db(), given);
  const { avatar } = await app.avatars.update(actorOf(user), next.publicId, { isActive: true });
  expect(avatar.isActive).toBe(true);
  const unchanged = await db().select().from(userAvatars).where(eq(userAvatars.updatedAt, updatedAt));
  expect(unchanged).toEqual([third]);
});

test('a wearable that is being taken back is not put on', async () => {
  const user = await buildUser(db());
  const model = await buildBaseModel(db());
  const avatar = await buildAvatar(db(), { userId: user.id, baseModelId: model.id });
  const item = await buildWearable(db(), { baseModelId: model.id });
  await db().execute(
    sql`insert into user_avatar_inventory (user_id, item_id, source) values (${user.id}, ${item.id}, 'gift')`,
  );
  const takingBack = (tx: Tx) =>
    tx.execute(sql`delete from user_avatar_inventory where user_id = ${user.id}`);
  const equip = () => app.avatars.equip(actorOf(user), avatar.publicId, { itemId: item.publicId });
  expect(await when(takingBack, equip)).toEqual({ refused: 'ITEM_NOT_OWNED' });
});

/** An admin, and a base model with a slot for a hat. */
async function stage() {
  const admin = actorOf(await buildUser(db(), { role: 'admin' }));
  return { admin, model: await buildBaseModel(db()) };
}

test('no wearable is made for a slot that is being taken away', async () => {
  const { admin, model } = await stage();
  const hat = { baseModelId: model.publicId, slotName: 'hat', thumbnailUrl: '/hat.png' };
  const takingAway = async (tx: Tx) => {
    await lock(tx, 'avatar_base_models', model.id);
    await tx.execute(sql`delete from avatar_slots where base_model_id = ${model.id}`);
  };
  expect(await when(takingAway, () => app.catalogue.addItem(admin, hat))).toEqual({
    refused: 'SLOT_MISMATCH',
  });
});

test('a slot that a wearable is being made for is not taken away', async () => {
  const { admin, model } = await stage();
  const slots = [{ slotName: 'shoes', slotType: 'attachment', displayOrder: 1 } as const];
  expect(
    await when(
      (tx) => buildWearable(tx, { baseModelId: model.id }),
      () => app.catalogue.updateBaseModel(admin, model.publicId, { slots }),
    ),
  ).toEqual({ refused: 'SLOT_IN_USE' });
});

test('a slot that a base model keeps is not made anew', async () => {
  const { admin, model } = await stage();
  const kept = () => db().select().from(avatarSlots).where(eq(avatarSlots.baseModelId, model.id));
  const before = await kept();
  const slots = before.map(({ slotName, slotType, displayOrder }) => ({ slotName, slotType, displayOrder }));
  await app.catalogue.updateBaseModel(admin, model.publicId, { slots });
  expect(await kept()).toEqual(before);
});

test('a wearable that is being erased is not changed', async () => {
  const { admin, model } = await stage();
  const item = await buildWearable(db(), { baseModelId: model.id });
  expect(
    await when(
      (tx) => tx.execute(sql`delete from avatar_items where id = ${item.id}`),
      () => app.catalogue.updateItem(admin, item.publicId, { thumbnailUrl: '/new.png' }),
    ),
  ).toEqual({ refused: 'ITEM_NOT_FOUND' });
});
