import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, signUp, signUpCreator } from '#test/clients.ts';
import {
  expectBooksInOrder,
  expectInvalid,
  expectNothingInternal,
  expectProblem,
  pageOf,
  type RestApp,
  signUpAdmin,
  startRestApp,
} from './rest-app.ts';

let rest: RestApp;
let admin: Person;
let creator: Awaited<ReturnType<typeof signUpCreator>>;
let other: Awaited<ReturnType<typeof signUpCreator>>;
let human: { id: string; slots: object[] };

beforeAll(async () => {
  rest = await startRestApp();
  admin = await signUpAdmin(rest, 'model_admin');
  creator = await signUpCreator(rest.url, 'milliner');
  other = await signUpCreator(rest.url, 'other_milliner');
  human = await addModel('Human', 'hat', 'coat');
});
afterAll(async () => {
  await expectBooksInOrder(rest);
  await rest.stop();
});

const MISSING = 'aaaaaaaaaaaa';
const url = (name: string) => `https://cdn.example.com/${name}`;
const slot = (slotName: string, displayOrder: number) => ({ slotName, slotType: 'attachment', displayOrder });

const addModel = (name: string, ...slots: string[]) =>
  admin.api.data(
    admin.api.post('/avatars/base-models', {
      name,
      meshUrl: url('body.glb'),
      skeletonUrl: url('bones.glb'),
      rigType: 'humanoid',
      slots: slots.map(slot),
    }),
  );

const addItem = (baseModelId: string, slotName: string, by: Person = creator) =>
  by.api.data(
    by.api.post('/avatars/items', {
      baseModelId,
      slotName,
      meshUrl: url('t.glb'),
      thumbnailUrl: url('t.png'),
    }),
  );

/** A user who owns the wearable and has it on. */
async function wearer(userName: string, itemId: string, productId: string) {
  const person = await signUp(rest.url, userName);
  await person.api.data(person.api.post('/store/purchase', { productId }));
  const avatar = await person.api.data(person.api.get('/avatars/my-avatar'));
  await person.api.data(person.api.post(`/avatars/my-avatars/${avatar.id}/equip`, { itemId }));
  return person;
}

/** How often outfits changed while `work` was done. */
async function outfitsTold(work: () => Promise<unknown>): Promise<number> {
  const told: string[] = [];
  const stop = rest.app.facts.subscribe('OutfitChanged', ({ userId }) => void told.push(userId));
  await work();
  stop();
  expect(new Set(told).size).toBe(told.length);
  return told.length;
}

describe('deleting an avatar', () => {
  test('leaves one that its user is seen as', async () => {
    const person = await signUp(rest.url, 'shapeshifter');
    const make = (name: string) =>
      person.api.data(person.api.post('/avatars/my-avatars', { baseModelId: human.id, name }));
    const remove = (avatar: { id: string }) => person.api.delete(`/avatars/my-avatars/${avatar.id}`);
    const seenAs = async () => (await person.api.get('/avatars/my-avatar')).body.data.name;
    const [first, second, third] = [await make('First'), await make('Second'), await make('Third')];
    expect(await outfitsTold(async () => expect((await remove(first)).status).toBe(204))).toBe(0);
    expect(await seenAs()).toBe('Third');
    expectProblem(await remove(first), 404, 'AVATAR_NOT_FOUND');
    expect(await outfitsTold(async () => expect((await remove(third)).status).toBe(204))).toBe(1);
    expect(await seenAs()).toBe('Second');
    expect(await outfitsTold(async () => expectProblem(await remove(second), 409, 'LAST_AVATAR'))).toBe(0);
    expect((await pageOf(person.api.get('/avatars/my-avatars'))).data).toMatchObject([
      { name: 'Second', isActive: true },
    ]);
    expectProblem(await rest.api.delete(`/avatars/my-avatars/${second.id}`), 401, 'NOT_SIGNED_IN');
    expectProblem(await creator.api.delete(`/avatars/my-avatars/${second.id}`), 404, 'AVATAR_NOT_FOUND');
  });

  test('of all at once leaves one', async () => {
    const person = await signUp(rest.url, 'hasty');
    const avatars: { id: string }[] = [];
    for (const name of ['One', 'Two', 'Three'])
      avatars.push(
        await person.api.data(person.api.post('/avatars/my-avatars', { baseModelId: human.id, name })),
      );
    const answers = await Promise.all(
      avatars.map(({ id }) => person.api.delete(`/avatars/my-avatars/${id}`)),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 204, 409]);
    expect((await pageOf(person.api.get('/avatars/my-avatars'))).data).toMatchObject([{ isActive: true }]);
  });
});

describe('a base model', () => {
  test('is changed by an admin', async () => {
    const made = await addModel('Robot', 'hat', 'wheel');
    const path = `/avatars/base-models/${made.id}`;
    const change = { name: 'Android', thumbnailUrl: url('a.png'), rigType: 'machine' };
    const { status, body } = await admin.api.put(path, change);
    expect([status, body.data]).toEqual([200, { ...made, ...change }]);
    expect((await admin.api.put(path, {})).body).toEqual(body);
    await addItem(made.id, 'hat');
    const slots = [slot('tail', 0), { ...slot('hat', 5), slotType: 'texture_overlay' }];
    const changed = (await admin.api.put(path, { slots })).body.data;
    expect(changed.slots).toEqual(slots.map((one) => ({ ...one, maxItems: 1 })));
    expectProblem(
      await admin.api.put(path, { name: 'Hatless', slots: [slot('tail', 0)] }),
      409,
      'SLOT_IN_USE',
    );
    const { data } = await pageOf(rest.api.get('/avatars/base-models'));
    expect(data).toContainEqual(changed);
    expectNothingInternal(data);
  });

  test('is changed by nobody else, and by no wrong field', async () => {
    const path = `/avatars/base-models/${human.id}`;
    expectProblem(await rest.api.put(path, {}), 401, 'NOT_SIGNED_IN');
    expectProblem(await creator.api.put(path, { name: 'Mine' }), 403, 'FORBIDDEN');
    expectProblem(await admin.api.put(`/avatars/base-models/${MISSING}`, {}), 404, 'BASE_MODEL_NOT_FOUND');
    const wrong = { name: '', meshUrl: 'http://example.com', slots: [], id: MISSING };
    expectInvalid(await admin.api.put(path, wrong), 'id', 'meshUrl', 'name', 'slots');
  });
});

describe('a wearable', () => {
  test('looks new at once to who wears it', async () => {
    const item = await addItem(human.id, 'hat');
    const clash = await addItem(human.id, 'coat');
    const product = await creator.api.data(
      creator.api.post('/store/products', {
        name: 'Hat',
        productType: 'avatar',
        pricePoints: 0,
        itemId: item.id,
      }),
    );
    const people = [await wearer('hatter', item.id, product.id), await wearer('hatted', item.id, product.id)];
    const [bare] = [await wearer('bareheaded', item.id, product.id)];
    const { id } = (await bare.api.get('/avatars/my-avatar')).body.data;
    await bare.api.data(bare.api.post(`/avatars/my-avatars/${id}/unequip`, { slotName: 'hat' }));

    const path = `/avatars/items/${item.id}`;
    const look = { meshUrl: url('m.glb'), textureUrl: url('x.png'), metadata: { brim: 3 } };
    const change = { ...look, thumbnailUrl: url('new.png'), incompatibleWith: [clash.id] };
    const told = await outfitsTold(async () => {
      const { status, body } = await creator.api.put(path, change);
      expect([status, body.data]).toEqual([200, { ...item, productId: product.id, ...change }]);
      expectNothingInternal(body);
    });
    expect(told).toBe(people.length);
    expect(await outfitsTold(() => creator.api.data(creator.api.put(path, {})))).toBe(0);
    const asAdmin = await admin.api.data(admin.api.put(path, { meshUrl: null, incompatibleWith: [] }));
    expect(asAdmin).toMatchObject({ meshUrl: null, textureUrl: look.textureUrl, incompatibleWith: [] });
  });

  test('is changed by nobody else, and goes on fitting what it fits', async () => {
    const item = await addItem(human.id, 'hat');
    const platform = await addItem(human.id, 'hat', admin);
    const path = `/avatars/items/${item.id}`;
    expectProblem(await rest.api.put(path, {}), 401, 'NOT_SIGNED_IN');
    expectProblem(await other.api.put(path, { meshUrl: null }), 403, 'NOT_THE_OWNER');
    expectProblem(await creator.api.put(`/avatars/items/${platform.id}`, {}), 403, 'NOT_THE_OWNER');
    expectProblem(await creator.api.put(`/avatars/items/${MISSING}`, {}), 404, 'ITEM_NOT_FOUND');
    expectProblem(await creator.api.put(path, { incompatibleWith: [MISSING] }), 404, 'ITEM_NOT_FOUND');
    const fit = { slotName: 'coat', baseModelId: human.id };
    expectInvalid(
      await creator.api.put(path, { ...fit, thumbnailUrl: null }),
      ...Object.keys(fit),
      'thumbnailUrl',
    );
  });
});
