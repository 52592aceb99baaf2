import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD, type Person, signUp, signUpCreator } from '#test/clients.ts';
import {
  expectBooksInOrder,
  expectInvalid,
  expectNothingInternal,
  expectProblem,
  give,
  pageOf,
  type RestApp,
  signUpAdmin,
  startRestApp,
} from './rest-app.ts';

let rest: RestApp;
let creator: Awaited<ReturnType<typeof signUpCreator>>;
let other: Awaited<ReturnType<typeof signUpCreator>>;
let admin: Person;
let people = 0;

beforeAll(async () => {
  rest = await startRestApp();
  creator = await signUpCreator(rest.url, 'refund_maker');
  other = await signUpCreator(rest.url, 'refund_other');
  admin = await signUpAdmin(rest, 'refund_admin');
});
afterAll(async () => {
  await expectBooksInOrder(rest);
  await rest.stop();
});

/** Somebody new with 100 points. */
async function newBuyer(): Promise<Person> {
  const person = await signUp(rest.url, `refund_buyer_${++people}`);
  await give(rest, person, creator.creatorId, 100);
  return person;
}

const offer = async (more: object = {}): Promise<string> =>
  (
    await creator.api.data(
      creator.api.post('/store/products', {
        name: 'Lamp',
        productType: 'collectible',
        pricePoints: 10,
        ...more,
      }),
    )
  ).id;

const buy = async ({ api }: Person, ...lines: { productId: string; quantity: number }[]): Promise<string> =>
  (await api.data(api.post('/store/purchase', { lines }))).orderNumber;

const refund = (by: Person, orderNumber: string, key?: string) =>
  by.api.post(`/store/orders/${orderNumber}/refund`, undefined, key ? { 'idempotency-key': key } : {});

const balance = async ({ api }: Person) =>
  (await api.get(`/points/balance/${creator.creatorId}`)).body.data.balance;

const held = async ({ api }: Person): Promise<number[]> =>
  (await pageOf(api.get('/inventory'))).data.map(({ quantity }: { quantity: number }) => quantity);

const stock = async (productId: string) =>
  (await creator.api.data(creator.api.get(`/store/products/${productId}`))).currentStock;

/** A hat that somebody bought and wears; the order and how to see what is worn. */
async function wornHat(person: Person) {
  const { api } = person;
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
  const item = await creator.api.data(creator.api.post('/avatars/items', look));
  const productId = await offer({ productType: 'avatar', itemId: item.id });
  const orderNumber = await buy(person, { productId, quantity: 1 });
  const { id } = await api.data(api.post('/avatars/my-avatars', { baseModelId: model.id, name: 'Me' }));
  await api.data(api.post(`/avatars/my-avatars/${id}/equip`, { itemId: item.id }));
  const worn = async () => (await api.data(api.get(`/avatars/my-avatars/${id}/equipment`))).equipped;
  return { orderNumber, productId, worn };
}

describe('a refund', () => {
  test('RFD1 gives all points back, takes all things back, and puts the stock back', async () => {
    const buyer = await newBuyer();
    const [rare, plain] = [await offer({ maxQuantity: 5 }), await offer({ pricePoints: 7 })];
    const orderNumber = await buy(buyer, { productId: rare, quantity: 3 }, { productId: plain, quantity: 2 });
    expect([await balance(buyer), await stock(rare)]).toEqual([56, 2]);
    const { status, body } = await refund(creator, orderNumber);
    expect([status, body.data]).toEqual([
      200,
      { orderNumber, status: 'cancelled', refundedPoints: 44, refundedAt: expect.any(String) },
    ]);
    expectNothingInternal(body);
    expect([await balance(buyer), await stock(rare), await held(buyer)]).toEqual([100, 5, []]);
    expect((await pageOf(buyer.api.get('/store/my-orders'))).data).toMatchObject([
      { orderNumber, status: 'cancelled', totalPoints: 44 },
    ]);
    expect((await pageOf(buyer.api.get('/points/transactions?type=refund'))).data).toMatchObject([
      { amount: 44, balance: 100, source: 'store', referenceType: 'order', referenceId: orderNumber },
    ]);
    await buy(buyer, { productId: rare, quantity: 5 });
  });

  test('RFD1 of an order that cost nothing takes the things back', async () => {
    const buyer = await newBuyer();
    const orderNumber = await buy(buyer, { productId: await offer({ pricePoints: 0 }), quantity: 1 });
    expect((await refund(admin, orderNumber)).body.data).toMatchObject({ refundedPoints: 0 });
    expect([await balance(buyer), await held(buyer)]).toEqual([100, []]);
  });

  test('RFD2 is the creator’s and an admin’s to give, and nobody else knows of the order', async () => {
    const buyer = await newBuyer();
    const orderNumber = await buy(buyer, { productId: await offer(), quantity: 1 });
    for (const nobody of [buyer, other])
      expectProblem(await refund(nobody, orderNumber), 404, 'ORDER_NOT_FOUND');
    expectProblem(await refund(admin, crypto.randomUUID()), 404, 'ORDER_NOT_FOUND');
    expectInvalid(await refund(creator, '1'), 'orderNumber');
    expectProblem(await rest.api.post(`/store/orders/${orderNumber}/refund`), 401, 'NOT_SIGNED_IN');
    expect((await refund(admin, orderNumber)).status).toBe(200);
  });

  test('RFD3 of what was given away or used up is refused, and nothing has changed', async () => {
    const [buyer, friend] = [await newBuyer(), await newBuyer()];
    const [lamp, rare] = [await offer(), await offer({ maxQuantity: 2 })];
    const orderNumber = await buy(buyer, { productId: lamp, quantity: 2 }, { productId: rare, quantity: 1 });
    const entries = (await pageOf(buyer.api.get('/inventory'))).data;
    const { id: inventoryId } = entries.find(({ productId }: { productId: string }) => productId === lamp);
    const present = { inventoryId, quantity: 1, toUserName: friend.userName };
    await buyer.api.data(buyer.api.post('/inventory/transfer', present));
    expectProblem(await refund(creator, orderNumber), 409, 'ITEMS_GONE');
    expect([await balance(buyer), await stock(rare), await held(buyer)]).toEqual([70, 1, [1, 1]]);
    const again = await buy(buyer, { productId: lamp, quantity: 1 });
    expect((await refund(creator, orderNumber)).status).toBe(200);
    expectProblem(await refund(creator, again), 409, 'ITEMS_GONE');
    expect([await balance(buyer), await held(buyer), await held(friend)]).toEqual([90, [], [1]]);
  });

  test('RFD3 of a buyer whose account is deleted is refused', async () => {
    const buyer = await newBuyer();
    const orderNumber = await buy(buyer, { productId: await offer(), quantity: 1 });
    expect((await buyer.api.delete('/users/account', { password: PASSWORD })).status).toBe(204);
    expectProblem(await refund(creator, orderNumber), 409, 'ITEMS_GONE');
  });

  test('RFD4 takes what is worn off at once, and it may be bought again', async () => {
    const buyer = await newBuyer();
    const { orderNumber, productId, worn } = await wornHat(buyer);
    expect(await worn()).toHaveLength(1);
    let told = 0;
    const stop = rest.app.facts.subscribe('OutfitChanged', () => void told++);
    expect((await refund(creator, orderNumber)).status).toBe(200);
    stop();
    expect([told, await worn(), (await pageOf(buyer.api.get('/avatars/inventory'))).data]).toEqual([
      1,
      [],
      [],
    ]);
    await buy(buyer, { productId, quantity: 1 });
  });

  test('RFD5 is given once: the same key answers again, another is refused', async () => {
    const buyer = await newBuyer();
    const orderNumber = await buy(buyer, { productId: await offer(), quantity: 4 });
    const answers = await Promise.all([
      ...Array.from({ length: 10 }, () => refund(creator, orderNumber, 'back')),
      ...Array.from({ length: 10 }, (_, n) => refund(n % 2 ? admin : creator, orderNumber)),
    ]);
    const given = answers.filter(({ status }) => status === 200);
    expect([1, 10]).toContain(given.length);
    for (const answer of answers.filter(({ status }) => status !== 200))
      expectProblem(answer, 409, 'ALREADY_REFUNDED');
    expect(new Set(given.map(({ body }) => body.data.refundedAt)).size).toBe(1);
    expect([await balance(buyer), await held(buyer)]).toEqual([100, []]);
    expectProblem(await refund(creator, orderNumber, 'another'), 409, 'ALREADY_REFUNDED');
  });

  test('RFD5 with one key is replayed', async () => {
    const buyer = await newBuyer();
    const orderNumber = await buy(buyer, { productId: await offer(), quantity: 4 });
    const first = await refund(creator, orderNumber, 'once');
    const second = await refund(creator, orderNumber, 'once');
    expect([second.status, second.body, second.headers.get('idempotent-replayed')]).toEqual([
      200,
      first.body,
      'true',
    ]);
    const next = await buy(buyer, { productId: await offer(), quantity: 1 });
    expectProblem(await refund(creator, next, 'once'), 422, 'IDEMPOTENCY_KEY_REUSED');
  });

  test('RFD6 goes on at once with purchases and gifts of the same things', async () => {
    const [buyer, friend] = [await newBuyer(), await newBuyer()];
    const lines = [await offer({ maxQuantity: 100 }), await offer({ pricePoints: 0, maxQuantity: 100 })].map(
      (productId) => ({ productId, quantity: 1 }),
    );
    const orders = await Promise.all(Array.from({ length: 8 }, () => buy(buyer, ...lines)));
    const [entry] = (await pageOf(buyer.api.get('/inventory'))).data;
    const present = { inventoryId: entry.id, quantity: 1, toUserName: friend.userName };
    const answers = await Promise.all([
      ...orders.map((order) => refund(creator, order)),
      ...orders.slice(0, 4).map(() => buyer.api.post('/inventory/transfer', present)),
      ...orders.map(() => friend.api.post('/store/purchase', { lines })),
      ...orders.slice(0, 2).map(() => buyer.api.post('/store/purchase', { lines: lines.toReversed() })),
    ]);
    for (const { status } of answers) expect([200, 201, 404, 409]).toContain(status);
    expect(answers.slice(0, 8).filter(({ status }) => status === 200).length).toBeGreaterThan(3);
    await expectBooksInOrder(rest);
  });
});
