import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, signUp, signUpCreator } from '#test/clients.ts';
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
let player: Person;

beforeAll(async () => {
  rest = await startRestApp();
  creator = await signUpCreator(rest.url, 'merchant');
  other = await signUpCreator(rest.url, 'other_merchant');
  player = await signUp(rest.url, 'customer');
  await give(rest, player, creator.creatorId, 1000);
});
afterAll(async () => {
  await expectBooksInOrder(rest);
  await rest.stop();
});

const offer = (more: object = {}, by = creator) =>
  by.api.data(
    by.api.post('/store/products', { name: 'Poster', productType: 'collectible', pricePoints: 10, ...more }),
  );

const buy = (body: unknown, key?: string, by: Person = player) =>
  by.api.post('/store/purchase', body, key ? { 'idempotency-key': key } : {});

const balance = async (by: Person = player) =>
  (await by.api.get(`/points/balance/${creator.creatorId}`)).body.data.balance;

describe('products', () => {
  test('are offered, and shown without what is sold', async () => {
    const wanted = {
      name: 'Song',
      description: 'Three minutes.',
      productType: 'digital_asset',
      digitalAssetUrl: 'https://cdn.example.com/song.mp3',
      pricePoints: 25,
      maxQuantity: 5,
      releaseDate: '2020-01-01T00:00:00.000Z',
      metadata: { bpm: 120 },
      displayOrder: 3,
    };
    const made = await creator.api.post('/store/products', wanted);
    expect([made.status, made.body.data]).toMatchObject([
      201,
      { ...wanted, creatorId: creator.creatorId, itemId: null, isActive: true, currentStock: 5 },
    ]);
    expectNothingInternal(made.body);
    const { digitalAssetUrl: _asset, ...shown } = made.body.data;
    expect((await rest.api.get(`/store/products/${shown.id}`)).body.data).toEqual(shown);
    expect((await other.api.get(`/store/products/${shown.id}`)).body.data).toEqual(shown);
    const lists = [`/store/products?creatorId=${creator.creatorId}`, `/store/${creator.creatorId}/products`];
    for (const path of lists) {
      const type = path.includes('?') ? '&productType=digital_asset' : '?productType=digital_asset';
      expect((await pageOf(rest.api.get(path + type))).data).toEqual([shown]);
    }
  });

  test('are changed by their creator, and gone from the lists when inactive', async () => {
    const product = await offer();
    const path = `/store/products/${product.id}`;
    const change = {
      name: 'Print',
      description: 'Signed.',
      pricePoints: 12,
      releaseDate: '2031-01-01T00:00:00.000Z',
      displayOrder: 1,
      isActive: false,
    };
    const { status, body } = await creator.api.put(path, change);
    expect([status, body.data]).toMatchObject([200, change]);
    expect((await creator.api.put(path, { releaseDate: null })).body.data).toMatchObject({
      name: 'Print',
      releaseDate: null,
    });
    expect((await creator.api.put(path, {})).status).toBe(200);
    const { data } = await pageOf(rest.api.get('/store/products?limit=100'));
    expect(data.map((one: { id: string }) => one.id)).not.toContain(product.id);
    expectInvalid(
      await creator.api.put(path, { maxQuantity: 5, currentStock: 9 }),
      'maxQuantity',
      'currentStock',
    );
  });

  test('are in a store', async () => {
    const { status, body } = await rest.api.get(`/store/${creator.creatorId}`);
    expect([status, body.data]).toMatchObject([
      200,
      {
        creatorId: creator.creatorId,
        userName: 'merchant',
        storeName: 'merchant’s store'.replace('’', "'"),
        pointsName: 'Stars',
      },
    ]);
    expectNothingInternal(body);
  });
});

describe('a purchase', () => {
  test('CHK1 in the short form is one of the product', async () => {
    const product = await offer({ digitalAssetUrl: 'https://cdn.example.com/p.png' });
    const before = await balance();
    const { status, body, headers } = await buy({ productId: product.id });
    expect(status).toBe(201);
    expect(headers.get('idempotent-replayed')).toBeNull();
    expect(body.data).toEqual({
      orderNumber: expect.any(String),
      creatorId: creator.creatorId,
      totalPoints: 10,
      status: 'completed',
      balance: before - 10,
      items: [{ productId: product.id, name: 'Poster', quantity: 1, pointsPerItem: 10, totalPoints: 10 }],
      createdAt: expect.any(String),
    });
    expectNothingInternal(body);
    const { balance: _left, ...order } = body.data;
    const orders = await pageOf(player.api.get('/store/my-orders'));
    expect(orders.data[0]).toEqual(order);
    const owned = (await pageOf(player.api.get('/inventory'))).data[0];
    expect(owned).toEqual({
      id: expect.any(String),
      productId: product.id,
      creatorId: creator.creatorId,
      name: 'Poster',
      productType: 'collectible',
      quantity: 1,
      itemId: null,
      digitalAssetUrl: 'https://cdn.example.com/p.png',
      acquiredAt: expect.any(String),
    });
    expect((await pageOf(player.api.get('/store/my-inventory'))).data[0]).toEqual(owned);
    const ledger = await pageOf(
      player.api.get(`/points/transactions?type=spend&creatorId=${creator.creatorId}`),
    );
    expect(ledger.data[0]).toMatchObject({
      amount: -10,
      balance: before - 10,
      source: 'store',
      referenceType: 'order',
      referenceId: order.orderNumber,
    });
    expectNothingInternal([orders, owned, ledger]);
  });

  test('CHK2 of several lines is one order, and keeps the names of then', async () => {
    const [one, two] = [
      await offer({ name: 'A', maxQuantity: 10 }),
      await offer({ name: 'B', pricePoints: 0 }),
    ];
    const lines = [
      { productId: one.id, quantity: 3 },
      { productId: two.id, quantity: 2 },
    ];
    const { body } = await buy({ lines });
    expect(body.data).toMatchObject({
      totalPoints: 30,
      items: [{ quantity: 3 }, { quantity: 2, totalPoints: 0 }],
    });
    expect((await rest.api.get(`/store/products/${one.id}`)).body.data.currentStock).toBe(7);
    await creator.api.data(creator.api.put(`/store/products/${one.id}`, { name: 'Renamed' }));
    const orders = (await pageOf(player.api.get('/store/my-orders'))).data;
    expect(orders[0].items.map((item: { name: string }) => item.name).toSorted()).toEqual(['A', 'B']);
  });

  test('CHK3 is refused, and nothing has changed', async () => {
    const before = await balance();
    const scarce = await offer({ maxQuantity: 1 });
    await creator.api.data(creator.api.put(`/store/products/${scarce.id}`, { pricePoints: 0 }));
    await buy({ productId: scarce.id });
    expectProblem(await buy({ productId: scarce.id }), 409, 'SOLD_OUT');
    expectProblem(
      await buy({ productId: (await offer({ pricePoints: 1001 })).id }),
      409,
      'INSUFFICIENT_POINTS',
    );
    const later = await offer({ releaseDate: new Date(Date.now() + 60_000).toISOString() });
    expectProblem(await buy({ productId: later.id }), 409, 'NOT_RELEASED');
    const retired = await offer();
    await creator.api.data(creator.api.put(`/store/products/${retired.id}`, { isActive: false }));
    expectProblem(await buy({ productId: retired.id }), 409, 'PRODUCT_INACTIVE');
    expectProblem(await buy({ productId: 'aaaaaaaaaaaa' }), 404, 'PRODUCT_NOT_FOUND');
    const [mine, theirs] = [await offer({ pricePoints: 0 }), await offer({ pricePoints: 0 }, other)];
    const lines = [mine, theirs].map(({ id }) => ({ productId: id, quantity: 1 }));
    expectProblem(await buy({ lines }), 422, 'SEVERAL_CREATORS');
    const twice = [mine, mine].map(({ id }) => ({ productId: id, quantity: 1 }));
    expectInvalid(await buy({ lines: twice }), 'lines');
    expect(await balance()).toBe(before);
  });

  test('CHK4 of a wearable is made once', async () => {
    const admin = await signUpAdmin(rest, 'store_admin');
    const model = {
      name: 'Human',
      meshUrl: 'https://cdn.example.com/m.glb',
      skeletonUrl: 'https://cdn.example.com/s.glb',
      rigType: 'humanoid',
      slots: [{ slotName: 'hat', slotType: 'attachment', displayOrder: 1 }],
    };
    const { id: baseModelId } = await admin.api.data(admin.api.post('/avatars/base-models', model));
    const urls = { meshUrl: 'https://cdn.example.com/t.glb', thumbnailUrl: 'https://cdn.example.com/t.png' };
    const wearable = { baseModelId, slotName: 'hat', ...urls };
    const item = await creator.api.data(creator.api.post('/avatars/items', wearable));
    const product = await offer({ productType: 'avatar', itemId: item.id });
    expect(product.itemId).toBe(item.id);
    const again = { name: 'Again', productType: 'avatar', pricePoints: 1, itemId: item.id };
    expectInvalid(await creator.api.post('/store/products', again), 'itemId');
    expectProblem(await other.api.post('/store/products', again), 404, 'ITEM_NOT_FOUND');
    expectInvalid(await buy({ productId: product.id, quantity: 2 }), 'lines.0.quantity');
    expect((await buy({ productId: product.id })).status).toBe(201);
    expectProblem(await buy({ productId: product.id }), 409, 'ALREADY_OWNED');
    expect((await pageOf(player.api.get('/inventory'))).data[0].itemId).toBe(item.id);
    expect((await rest.api.get('/avatars/items')).body.data[0].productId).toBe(product.id);
  });
});

test('CHK12 CHK15 a limit for each user is set, changed and lifted by the creator', async () => {
  const product = await offer({ pricePoints: 0, maxPerUser: 2 });
  expect(product.maxPerUser).toBe(2);
  const path = `/store/products/${product.id}`;
  expect((await offer()).maxPerUser).toBeNull();
  expect((await buy({ productId: product.id, quantity: 2 })).status).toBe(201);
  const refused = await buy({ productId: product.id }, 'over-the-limit');
  expectProblem(refused, 409, 'MAX_PER_USER_REACHED');
  expect(refused.body.errors).toEqual([
    { path: 'lines.0.quantity', message: 'one user may buy 2 of this product, and you have bought 2' },
  ]);
  expect((await creator.api.put(path, { maxPerUser: 1 })).body.data.maxPerUser).toBe(1);
  const [owned] = (await pageOf(player.api.get('/inventory'))).data;
  expect(owned).toMatchObject({ productId: product.id, quantity: 2 });
  expect((await creator.api.put(path, { name: 'Still limited' })).body.data.maxPerUser).toBe(1);
  expectProblem(await buy({ productId: product.id }), 409, 'MAX_PER_USER_REACHED');
  expectInvalid(await creator.api.put(path, { maxPerUser: 0 }), 'maxPerUser');
  expect((await creator.api.put(path, { maxPerUser: null })).body.data.maxPerUser).toBeNull();
  expect((await buy({ productId: product.id }, 'over-the-limit')).status).toBe(201);
});

describe('an Idempotency-Key', () => {
  test('CHK5 gets the first answer again, to the letter', async () => {
    const product = await offer({ maxQuantity: 5 });
    const before = await balance();
    const first = await buy({ productId: product.id }, 'same-key');
    const again = await buy({ productId: product.id }, 'same-key');
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect([first.headers.get('idempotent-replayed'), again.headers.get('idempotent-replayed')]).toEqual([
      null,
      'true',
    ]);
    expect(await balance()).toBe(before - 10);
  });

  test('CHK6 with another body is refused', async () => {
    const product = await offer();
    await buy({ productId: product.id }, 'other-body');
    const reused = await buy({ productId: product.id, quantity: 2 }, 'other-body');
    expectProblem(reused, 422, 'IDEMPOTENCY_KEY_REUSED');
  });

  test('CHK7 of a refused purchase is free again', async () => {
    const product = await offer({ releaseDate: '2031-01-01T00:00:00Z' });
    expectProblem(await buy({ productId: product.id }, 'early-bird'), 409, 'NOT_RELEASED');
    await creator.api.data(creator.api.put(`/store/products/${product.id}`, { releaseDate: null }));
    expect((await buy({ productId: product.id }, 'early-bird')).status).toBe(201);
  });

  test('CHK8 belongs to one user', async () => {
    const product = await offer({ pricePoints: 0 });
    const stranger = await signUp(rest.url, 'stranger');
    const mine = await buy({ productId: product.id }, 'shared');
    const theirs = await buy({ productId: product.id }, 'shared', stranger);
    expect(theirs.headers.get('idempotent-replayed')).toBeNull();
    expect(theirs.body.data.orderNumber).not.toBe(mine.body.data.orderNumber);
  });

  test('CHK9 sent twenty times at once makes one order', async () => {
    const product = await offer({ maxQuantity: 20 });
    const before = await balance();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => buy({ productId: product.id }, 'twenty')),
    );
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => answer.body.data.orderNumber)).size).toBe(1);
    expect(answers.filter((answer) => answer.headers.get('idempotent-replayed') === 'true')).toHaveLength(19);
    expect(await balance()).toBe(before - 10);
    expect((await rest.api.get(`/store/products/${product.id}`)).body.data.currentStock).toBe(19);
  });
});

test('CHK10 the last one of a product goes to one of twenty buyers', async () => {
  const product = await offer({ maxQuantity: 1, pricePoints: 0 });
  const buyers = await Promise.all(Array.from({ length: 20 }, (_, n) => signUp(rest.url, `crowd_${n}`)));
  const answers = await Promise.all(buyers.map((buyer) => buy({ productId: product.id }, undefined, buyer)));
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
  for (const answer of answers.filter(({ status }) => status !== 201)) expectProblem(answer, 409, 'SOLD_OUT');
});
