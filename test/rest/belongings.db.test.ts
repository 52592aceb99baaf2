import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rows } from '#db/client.ts';
import { inventoryMovements, products, user, userInventory } from '#db/schema/index.ts';
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
let creator: Awaited<ReturnType<typeof signUpCreator>>;
let admin: Person;
let giver: Person;
let friend: Person;

beforeAll(async () => {
  rest = await startRestApp();
  creator = await signUpCreator(rest.url, 'gift_maker');
  admin = await signUpAdmin(rest, 'gift_admin');
  giver = await signUp(rest.url, 'generous');
  friend = await signUp(rest.url, 'Friendly');
});
afterAll(async () => {
  await expectBooksInOrder(rest);
  await rest.stop();
});

const MISSING = 'aaaaaaaaaaaa';

const offer = (more: object = {}) =>
  creator.api.data(
    creator.api.post('/store/products', {
      name: 'Candle',
      productType: 'collectible',
      pricePoints: 0,
      ...more,
    }),
  );

const entriesOf = async (person: Person) => (await pageOf(person.api.get('/inventory?limit=100'))).data;

const entryOf = async (person: Person, productId: string) =>
  (await entriesOf(person)).find((entry: { productId: string }) => entry.productId === productId);

/** Buys so many; answers with the entry. */
async function buy(person: Person, productId: string, quantity = 1) {
  await person.api.data(person.api.post('/store/purchase', { productId, quantity }));
  return entryOf(person, productId);
}

const transfer = (person: Person, body: unknown, key?: string) =>
  person.api.post('/inventory/transfer', body, key ? { 'idempotency-key': key } : {});

const consume = (person: Person, body: unknown, key?: string) =>
  person.api.post('/inventory/consume', body, key ? { 'idempotency-key': key } : {});

/** What the books say of a product: kind and quantity, in order. */
const movements = async (productId: string, person?: Person) =>
  (
    await rest.app.database.db
      .select({ kind: inventoryMovements.kind, quantity: inventoryMovements.quantity })
      .from(inventoryMovements)
      .innerJoin(products, eq(products.id, inventoryMovements.productId))
      .innerJoin(user, eq(user.id, inventoryMovements.userId))
      .where(and(eq(products.publicId, productId), person && eq(user.userName, person.userName)))
      .orderBy(inventoryMovements.id)
  ).map(({ kind, quantity }) => `${kind} ${quantity}`);

/** A hat to wear, and the product that it comes in. */
async function makeHat() {
  const model = await admin.api.data(
    admin.api.post('/avatars/base-models', {
      name: 'Human',
      meshUrl: 'https://cdn.example.com/m.glb',
      skeletonUrl: 'https://cdn.example.com/s.glb',
      rigType: 'humanoid',
      slots: [{ slotName: 'hat', slotType: 'attachment', displayOrder: 1 }],
    }),
  );
  const item = await creator.api.data(
    creator.api.post('/avatars/items', {
      baseModelId: model.id,
      slotName: 'hat',
      meshUrl: 'https://cdn.example.com/t.glb',
      thumbnailUrl: 'https://cdn.example.com/t.png',
    }),
  );
  const product = await offer({ name: 'Hat', productType: 'avatar', itemId: item.id });
  return { baseModelId: model.id as string, itemId: item.id as string, productId: product.id as string };
}

type Hat = Awaited<ReturnType<typeof makeHat>>;

/** Puts the hat on two avatars. */
async function wearTwice(person: Person, { baseModelId, itemId }: Hat): Promise<string[]> {
  const ids: string[] = [];
  for (const name of ['One', 'Two']) {
    const { id } = await person.api.data(person.api.post('/avatars/my-avatars', { baseModelId, name }));
    await person.api.data(person.api.post(`/avatars/my-avatars/${id}/equip`, { itemId }));
    ids.push(id);
  }
  return ids;
}

const wornOn = async (person: Person, ids: string[]) =>
  (
    await Promise.all(
      ids.map(async (id) => (await person.api.get(`/avatars/my-avatars/${id}/equipment`)).body.data.equipped),
    )
  ).flat();

const wardrobe = async (person: Person) =>
  (await pageOf(person.api.get('/avatars/inventory?limit=100'))).data.map(
    (one: { itemId: string; source: string }) => [one.itemId, one.source],
  );

/** How often outfits changed while `work` was done. */
async function outfitsTold(work: () => Promise<unknown>): Promise<number> {
  let told = 0;
  const stop = rest.app.facts.subscribe('OutfitChanged', () => void told++);
  await work();
  stop();
  return told;
}

describe('a transfer', () => {
  test.each(['collectible', 'digital_asset', 'merchandise', 'access_pass', 'custom'])(
    'INV1 INV6 of a %s takes from one and gives to the other',
    async (productType) => {
      const { id } = await offer({ productType });
      const entry = await buy(giver, id, 5);
      const request = { inventoryId: entry.id, toUserName: 'fRIENDLY', quantity: 2 };
      const { status, body } = await transfer(giver, request);
      expect([status, body.data]).toEqual([
        200,
        {
          ...request,
          transferId: expect.any(String),
          productId: id,
          name: 'Candle',
          toUserName: 'Friendly',
          remaining: 3,
          transferredAt: expect.any(String),
        },
      ]);
      expectNothingInternal(body);
      expect(await entryOf(giver, id)).toEqual({ ...entry, quantity: 3 });
      const received = await entryOf(friend, id);
      expect(received).toMatchObject({ quantity: 2, productId: id });
      expect(received.id).not.toBe(entry.id);
      const [kept] = await rest.app.database.db
        .select()
        .from(userInventory)
        .where(eq(userInventory.publicId, received.id));
      expect(kept).toMatchObject({
        orderId: null,
        metadata: { receivedFrom: entry.id, transferId: body.data.transferId },
      });
      await transfer(giver, { ...request, quantity: 3 });
      expect(await entryOf(giver, id)).toBeUndefined();
      expect(await entryOf(friend, id)).toEqual({ ...received, quantity: 5 });
      expect(await movements(id)).toEqual([
        'purchase 5',
        'transfer_out -2',
        'transfer_in 2',
        'transfer_out -3',
        'transfer_in 3',
      ]);
      expectProblem(await transfer(giver, request), 404, 'INVENTORY_NOT_FOUND');
    },
  );

  test('INV2 is refused, and nothing has changed', async () => {
    const { id } = await offer();
    const entry = await buy(giver, id, 2);
    const request = { inventoryId: entry.id, toUserName: 'Friendly', quantity: 1 };
    expectProblem(await transfer(giver, { ...request, quantity: 3 }), 409, 'INSUFFICIENT_QUANTITY');
    expectProblem(await transfer(giver, { ...request, toUserName: 'nobody_here' }), 404, 'USER_NOT_FOUND');
    expectInvalid(await transfer(giver, { ...request, toUserName: 'GENEROUS' }), 'toUserName');
    expectProblem(await transfer(friend, { ...request, toUserName: 'generous' }), 404, 'INVENTORY_NOT_FOUND');
    expectProblem(await transfer(giver, { ...request, inventoryId: MISSING }), 404, 'INVENTORY_NOT_FOUND');
    expectProblem(await rest.api.post('/inventory/transfer', request), 401, 'NOT_SIGNED_IN');
    expectInvalid(
      await transfer(giver, { inventoryId: '1', toUserName: 'x', quantity: 0, userId: 'y' }),
      'inventoryId',
      'quantity',
      'toUserName',
      'userId',
    );
    expectInvalid(await transfer(giver, { ...request, quantity: 1.5 }), 'quantity');
    expect(await entryOf(giver, id)).toEqual(entry);
    expect(await entryOf(friend, id)).toBeUndefined();
    expect(await movements(id)).toEqual(['purchase 2']);
  });

  test('INV3 of a wearable takes it off every avatar, and the receiver may wear it', async () => {
    const hat = await makeHat();
    const entry = await buy(giver, hat.productId);
    const avatars = await wearTwice(giver, hat);
    expect(await wornOn(giver, avatars)).toHaveLength(2);
    const request = { inventoryId: entry.id, toUserName: 'Friendly', quantity: 1 };
    const told = await outfitsTold(async () => expect((await transfer(giver, request)).status).toBe(200));
    expect(told).toBe(1);
    expect(await wornOn(giver, avatars)).toEqual([]);
    expect(await wardrobe(giver)).toEqual([]);
    expect(await wardrobe(friend)).toEqual([[hat.itemId, 'gift']]);
    const equip = await giver.api.post(`/avatars/my-avatars/${avatars[0]}/equip`, { itemId: hat.itemId });
    expectProblem(equip, 409, 'ITEM_NOT_OWNED');
    expect(await wornOn(friend, await wearTwice(friend, hat))).toHaveLength(2);

    const again = await buy(giver, hat.productId);
    expect(again.id).toBe(entry.id);
    expectProblem(await transfer(giver, request), 409, 'ALREADY_OWNED');
    expect(await wardrobe(giver)).toEqual([[hat.itemId, 'purchase']]);
    expect(await outfitsTold(() => consume(giver, { inventoryId: entry.id, quantity: 1 }))).toBe(0);
  });

  test('INV3 of a wearable that is being put on leaves it worn by nobody who does not own it', async () => {
    for (let round = 0; round < 5; round++) {
      const hat = await makeHat();
      const entry = await buy(giver, hat.productId);
      const { id } = await giver.api.data(
        giver.api.post('/avatars/my-avatars', { baseModelId: hat.baseModelId, name: 'Quick' }),
      );
      const [given, worn] = await Promise.all([
        transfer(giver, { inventoryId: entry.id, toUserName: 'Friendly', quantity: 1 }),
        giver.api.post(`/avatars/my-avatars/${id}/equip`, { itemId: hat.itemId }),
      ]);
      expect(given.status).toBe(200);
      expect([200, 409]).toContain(worn.status);
      expect(await wornOn(giver, [id])).toEqual([]);
    }
    await expectBooksInOrder(rest);
  });

  test('INV4 and its opposite, sixty of each at once, end and lose nothing', async () => {
    const [one, two] = [await signUp(rest.url, 'see_saw_one'), await signUp(rest.url, 'see_saw_two')];
    const { id } = await offer({ name: 'Ball' });
    for (const person of [one, two])
      for (let n = 0; n < 6; n++)
        await person.api.data(person.api.post('/store/purchase', { productId: id, quantity: 10 }));
    const [mine, theirs] = [await entryOf(one, id), await entryOf(two, id)];
    const answers = await Promise.all(
      Array.from({ length: 60 }, () => [
        transfer(one, { inventoryId: mine.id, toUserName: two.userName, quantity: 1 }),
        transfer(two, { inventoryId: theirs.id, toUserName: one.userName, quantity: 1 }),
      ]).flat(),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect([(await entryOf(one, id)).quantity, (await entryOf(two, id)).quantity]).toEqual([60, 60]);
    await expectBooksInOrder(rest);
  });

  test('INV4 of more than there is, by many at once, gives what there is', async () => {
    const receivers = await Promise.all(Array.from({ length: 12 }, (_, n) => signUp(rest.url, `lucky_${n}`)));
    const { id } = await offer({ name: 'Coin' });
    const entry = await buy(giver, id, 5);
    const buying = receivers.map((person) => person.api.post('/store/purchase', { productId: id }));
    const answers = await Promise.all(
      receivers.map(({ userName }) =>
        transfer(giver, { inventoryId: entry.id, toUserName: userName, quantity: 1 }),
      ),
    );
    expect(new Set((await Promise.all(buying)).map(({ status }) => status))).toEqual(new Set([201]));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    for (const answer of answers.filter(({ status }) => status !== 200))
      expect(['INSUFFICIENT_QUANTITY', 'INVENTORY_NOT_FOUND']).toContain(answer.body.code);
    expect(await entryOf(giver, id)).toBeUndefined();
    const held = await Promise.all(receivers.map(async (person) => (await entryOf(person, id)).quantity));
    expect(held.reduce((sum, quantity) => sum + quantity, 0)).toBe(12 + 5);
    await expectBooksInOrder(rest);
  });

  test('INV7 with one key, twenty times at once, is made once', async () => {
    const { id } = await offer({ name: 'Ring' });
    const entry = await buy(giver, id, 10);
    const request = { inventoryId: entry.id, toUserName: 'Friendly', quantity: 1 };
    const answers = await Promise.all(Array.from({ length: 20 }, () => transfer(giver, request, 'ring-key')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => body.data.transferId)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotent-replayed') === 'true')).toHaveLength(19);
    expect((await entryOf(giver, id)).quantity).toBe(9);
    const other = await transfer(giver, { ...request, quantity: 2 }, 'ring-key');
    expectProblem(other, 422, 'IDEMPOTENCY_KEY_REUSED');
  });
});

describe('using up', () => {
  test('INV5 INV6 takes what there is, and what is used up is gone until there is more', async () => {
    const { id } = await offer();
    const entry = await buy(giver, id, 3);
    const use = { inventoryId: entry.id, quantity: 2 };
    const { status, body } = await consume(giver, use, 'burn');
    expect([status, body.data]).toEqual([
      200,
      { ...use, productId: id, name: 'Candle', remaining: 1, consumedAt: expect.any(String) },
    ]);
    expectNothingInternal(body);
    const replayed = await consume(giver, use, 'burn');
    expect([replayed.body, replayed.headers.get('idempotent-replayed')]).toEqual([body, 'true']);
    expectProblem(await consume(giver, use), 409, 'INSUFFICIENT_QUANTITY');
    expectProblem(await consume(friend, use), 404, 'INVENTORY_NOT_FOUND');
    expectProblem(await rest.api.post('/inventory/consume', use), 401, 'NOT_SIGNED_IN');
    expectInvalid(await consume(giver, { ...use, quantity: -1, to: 'x' }), 'quantity', 'to');
    expect((await consume(giver, { ...use, quantity: 1 })).body.data.remaining).toBe(0);
    expectProblem(await giver.api.get(`/inventory/${entry.id}`), 404, 'INVENTORY_NOT_FOUND');
    expectProblem(await consume(giver, { ...use, quantity: 1 }), 404, 'INVENTORY_NOT_FOUND');
    const again = await buy(giver, id, 4);
    expect(again).toMatchObject({ id: entry.id, quantity: 4 });
    expect(again.acquiredAt > entry.acquiredAt).toBe(true);
    expect(await movements(id, giver)).toEqual(['purchase 3', 'consume -2', 'consume -1', 'purchase 4']);
  });

  test('INV5 a wearable takes it off', async () => {
    const hat = await makeHat();
    const entry = await buy(giver, hat.productId);
    const avatars = await wearTwice(giver, hat);
    const use = { inventoryId: entry.id, quantity: 1 };
    const told = await outfitsTold(async () => expect((await consume(giver, use)).status).toBe(200));
    expect(told).toBe(1);
    expect(await wornOn(giver, avatars)).toEqual([]);
    expect((await wardrobe(giver)).flat()).not.toContain(hat.itemId);
  });

  test('INV5 by many at once takes no more than there is', async () => {
    const { id } = await offer();
    const entry = await buy(giver, id, 7);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => consume(giver, { inventoryId: entry.id, quantity: 1 })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(7);
    expect(await entryOf(giver, id)).toBeUndefined();
  });
});

test('INV8 what is held is the sum of the movements, for every user and product', async () => {
  const { db } = rest.app.database;
  const sums = await rows(
    db,
    sql`select user_id, product_id, sum(quantity)::int as quantity from inventory_movements
        group by user_id, product_id order by 1, 2`,
  );
  const held = await rows(
    db,
    sql`select user_id, product_id, quantity from user_inventory order by user_id, product_id`,
  );
  expect(sums.length).toBeGreaterThan(10);
  expect(sums).toEqual(held);
});
