import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, signUp, signUpCreator } from '#test/clients.ts';
import {
  expectBooksInOrder,
  expectInvalid,
  expectProblem,
  give,
  pageOf,
  type RestApp,
  signUpAdmin,
  startRestApp,
} from './rest-app.ts';

/* What can be bought, at what price, and in what order it is shown. */

type Creator = Awaited<ReturnType<typeof signUpCreator>>;

let rest: RestApp;
let admin: Person;
let baseModelId: string;
let people = 0;

const url = (name: string) => `https://cdn.example.com/${name}`;

beforeAll(async () => {
  rest = await startRestApp();
  admin = await signUpAdmin(rest, 'sale_admin');
  const model = {
    ...{ name: 'Human', meshUrl: url('m.glb'), skeletonUrl: url('s.glb'), rigType: 'humanoid' },
    slots: [
      { slotName: 'hat', slotType: 'attachment', displayOrder: 2 },
      { slotName: 'coat', slotType: 'mesh_replacement', displayOrder: 1 },
    ],
  };
  const made = await admin.api.data(admin.api.post('/avatars/base-models', model));
  baseModelId = made.id;
  expect(made.slots.map(({ slotName }: { slotName: string }) => slotName)).toEqual(['coat', 'hat']);
});
afterAll(async () => {
  await expectBooksInOrder(rest);
  await rest.stop();
});

/** A creator, and a buyer with 1 000 of their points. */
async function market(): Promise<{ creator: Creator; buyer: Person }> {
  const creator = await signUpCreator(rest.url, `sale_seller_${++people}`);
  const buyer = await signUp(rest.url, `sale_buyer_${people}`);
  await give(rest, buyer, creator.creatorId, 1000);
  return { creator, buyer };
}

const offer = async (creator: Creator, more: object = {}): Promise<string> =>
  (
    await creator.api.data(
      creator.api.post('/store/products', {
        ...{ name: 'Poster', productType: 'collectible', pricePoints: 10, ...more },
      }),
    )
  ).id;

const change = (creator: Creator, productId: string, changes: object) =>
  creator.api.data(creator.api.put(`/store/products/${productId}`, changes));

const balance = async (buyer: Person, { creatorId }: Creator) =>
  (await buyer.api.get(`/points/balance/${creatorId}`)).body.data.balance;

const buy = (buyer: Person, body: object, key?: string) =>
  buyer.api.post('/store/purchase', body, key ? { 'idempotency-key': key } : {});

describe('a price that changed', () => {
  test('CHK17 of a product is refused to who expects another, with what it is now, and nothing has changed', async () => {
    const { creator, buyer } = await market();
    const [poster, record] = [await offer(creator), await offer(creator)];
    await change(creator, poster, { pricePoints: 900 });
    const refused = await buy(buyer, { productId: poster, expectedPoints: 10 }, 'same');
    expectProblem(refused, 409, 'PRICE_CHANGED');
    expect(refused.body.detail).toContain('900');
    expect(refused.body.errors).toEqual([
      { path: 'lines.0.expectedPoints', message: expect.stringContaining('900'), current: 900 },
    ]);
    const lines = [
      { productId: record, quantity: 2, expectedPoints: 20 },
      { productId: poster, quantity: 1, expectedPoints: 10 },
    ];
    const second = await buy(buyer, { lines });
    expectProblem(second, 409, 'PRICE_CHANGED');
    expect(second.body.errors).toMatchObject([{ path: 'lines.1.expectedPoints', current: 900 }]);
    expect(await balance(buyer, creator)).toBe(1000);
    await buyer.api.data(buy(buyer, { productId: poster, expectedPoints: 900 }, 'same'));
    await buyer.api.data(buy(buyer, { lines: [lines[0]] }));
    expect(await balance(buyer, creator)).toBe(80);
  });

  test('CHK17 is refused also where it became less, and asked for by nobody it is charged as it is', async () => {
    const { creator, buyer } = await market();
    const poster = await offer(creator);
    await change(creator, poster, { pricePoints: 5 });
    expectProblem(await buy(buyer, { productId: poster, expectedPoints: 10 }), 409, 'PRICE_CHANGED');
    expect((await buyer.api.data(buy(buyer, { productId: poster }))).totalPoints).toBe(5);
    expectInvalid(await buy(buyer, { productId: poster, expectedPoints: -1 }), 'expectedPoints');
  });

  test('CHK17 of a product in the moment of the purchase is charged to nobody who expects the old one', async () => {
    const { creator, buyer } = await market();
    const poster = await offer(creator, { pricePoints: 1 });
    const bought = Array.from({ length: 10 }, () => buy(buyer, { productId: poster, expectedPoints: 1 }));
    const [, ...answers] = await Promise.all([change(creator, poster, { pricePoints: 500 }), ...bought]);
    const paid = answers.filter(({ status }) => status === 201);
    for (const answer of answers.filter(({ status }) => status !== 201))
      expectProblem(answer, 409, 'PRICE_CHANGED');
    expect(await balance(buyer, creator)).toBe(1000 - paid.length);
  });

  test('TRB10 of joining a tribe is refused to who expects another', async () => {
    const { creator, buyer } = await market();
    const path = `/tribes/${creator.tribeId}`;
    await creator.api.data(creator.api.put(path, { joinCost: 900 }));
    const refused = await buyer.api.post(`${path}/join`, { expectedPoints: 10 });
    expectProblem(refused, 409, 'PRICE_CHANGED');
    expect(refused.body.errors).toMatchObject([{ path: 'expectedPoints', current: 900 }]);
    expect(await balance(buyer, creator)).toBe(1000);
    expect((await creator.api.post(`${path}/join`, { expectedPoints: 0 })).status).toBe(201);
    const joined = await buyer.api.data(buyer.api.post(`${path}/join`, { expectedPoints: 900 }));
    expect(joined).toMatchObject({ pointsSpent: 900, balance: 100 });
    const { buyer: another } = await market();
    await creator.api.data(creator.api.put(path, { joinCost: 0 }));
    expect((await another.api.post(`${path}/join`)).status).toBe(201);
  });

  test('PAY31 of a package is refused to who expects another, and so are fewer points', async () => {
    const { creator, buyer } = await market();
    const values = { name: 'Handful', pointsAmount: 100, bonusPoints: 7, priceUSD: '4.99' };
    const { id: packageId } = await creator.api.data(creator.api.post('/points/packages', values));
    const shown = { packageId, expectedUSD: '4.99', expectedPoints: 107 };
    const start = (body: object) => buyer.api.post('/points/purchase-package', body);
    expect((await start(shown)).status).toBe(201);
    await creator.api.data(creator.api.put(`/points/packages/${packageId}`, { bonusPoints: 0 }));
    const fewer = await start(shown);
    expectProblem(fewer, 409, 'PRICE_CHANGED');
    expect(fewer.body.errors).toMatchObject([{ path: 'expectedPoints', current: 100 }]);
    await creator.api.data(creator.api.put(`/points/packages/${packageId}`, { priceUSD: '9.99' }));
    const dearer = await start({ packageId, expectedUSD: '4.99' });
    expectProblem(dearer, 409, 'PRICE_CHANGED');
    expect(dearer.body.errors).toMatchObject([{ path: 'expectedUSD', current: '9.99' }]);
    expect((await pageOf(buyer.api.get('/points/my-purchases'))).data).toHaveLength(1);
    expect((await start({ packageId, expectedUSD: '9.99', expectedPoints: 100 })).status).toBe(201);
  });
});

describe('a closed store', () => {
  const close = (creator: Creator, isActive = false) =>
    creator.api.data(creator.api.put('/store/my-store', { isActive }));
  const ids = async (of: Promise<{ data: { id: string }[] }>) => (await of).data.map(({ id }) => id);

  test('STO1 sells nothing, and is not there but for its creator', async () => {
    const { creator, buyer } = await market();
    const [poster, free] = [await offer(creator), await offer(creator, { pricePoints: 0 })];
    const drop = await offer(creator, { maxQuantity: 3 });
    await close(creator);
    for (const productId of [poster, free, drop])
      expectProblem(await buy(buyer, { productId }), 409, 'STORE_CLOSED');
    expect(await balance(buyer, creator)).toBe(1000);

    const { creatorId } = creator;
    for (const api of [rest.api, buyer.api]) {
      expectProblem(await api.get(`/store/${creatorId}`), 404, 'STORE_NOT_FOUND');
      expectProblem(await api.get(`/store/products/${poster}`), 404, 'PRODUCT_NOT_FOUND');
      expect(await ids(pageOf(api.get(`/store/${creatorId}/products`)))).toEqual([]);
      expect(await ids(pageOf(api.get(`/store/products?creatorId=${creatorId}`)))).toEqual([]);
      expect(await ids(pageOf(api.get('/store/products?limit=100')))).not.toContain(poster);
    }
    expect((await rest.api.get(`/creators/${creatorId}`)).body.data.storeId).toBeNull();

    expect((await creator.api.get(`/store/${creatorId}`)).body.data).toMatchObject({ isActive: false });
    expect((await creator.api.get(`/store/products/${poster}`)).body.data.id).toBe(poster);
    expect(await ids(pageOf(creator.api.get(`/store/${creatorId}/products`)))).toHaveLength(3);
    await change(creator, poster, { name: 'New poster' });
  });

  test('STO1 sells again once it is open, and what was bought stays', async () => {
    const { creator, buyer } = await market();
    const poster = await offer(creator);
    await buyer.api.data(buy(buyer, { productId: poster }));
    await close(creator);
    expect((await pageOf(buyer.api.get('/inventory'))).data).toMatchObject([{ productId: poster }]);
    await close(creator, true);
    await buyer.api.data(buy(buyer, { productId: poster }));
    expect((await rest.api.get(`/creators/${creator.creatorId}`)).body.data.storeId).toEqual(
      expect.any(String),
    );
  });

  test('STO2 sells nothing after it was closed, also not to who asked in that moment', async () => {
    const { creator, buyer } = await market();
    const poster = await offer(creator, { pricePoints: 1 });
    for (let time = 0; time < 3; time++) {
      await close(creator, true);
      const before = await balance(buyer, creator);
      const closing = close(creator).then(() => balance(buyer, creator));
      const answers = await Promise.all(Array.from({ length: 8 }, () => buy(buyer, { productId: poster })));
      const whenClosed = await closing;
      for (const answer of answers.filter(({ status }) => status !== 201))
        expectProblem(answer, 409, 'STORE_CLOSED');
      expect(await balance(buyer, creator)).toBe(whenClosed);
      const sold = answers.filter(({ status }) => status === 201).length;
      expect(before - whenClosed).toBe(sold);
    }
  });

  test('STO1 has no drops', async () => {
    const { creator } = await market();
    const drop = await offer(creator, { maxQuantity: 3 });
    const { db } = rest.app.database;
    const [{ id } = { id: 0 }] = (await db.query.creators.findMany()).filter(
      ({ publicId }) => publicId === creator.creatorId,
    );
    expect(await rest.app.drops.ofCreator(id)).toMatchObject([{ productId: drop }]);
    await close(creator);
    expect(await rest.app.drops.ofCreator(id)).toEqual([]);
  });
});

describe('a product with nothing to show', () => {
  const wearable = (creator: Creator, more: object = {}) =>
    creator.api.data(
      creator.api.post('/avatars/items', {
        ...{ baseModelId, slotName: 'hat', thumbnailUrl: url('t.png'), ...more },
      }),
    );
  const hat = (more: object) => ({ name: 'Hat', productType: 'avatar', pricePoints: 1, ...more });
  const db = () => rest.app.database.db;

  test('STO3 is not offered: an avatar without a wearable, a wearable without mesh and texture', async () => {
    const { creator } = await market();
    const post = (body: object) => creator.api.post('/store/products', body);
    expectInvalid(await post(hat({})), 'itemId');
    expectInvalid(await post(hat({ itemId: null })), 'itemId');
    const bare = await wearable(creator);
    for (const productType of ['avatar', 'collectible'])
      expectInvalid(await post(hat({ productType, itemId: bare.id })), 'itemId');
    await creator.api.data(creator.api.put(`/avatars/items/${bare.id}`, { textureUrl: url('x.png') }));
    expect((await post(hat({ itemId: bare.id }))).status).toBe(201);
  });

  test('STO3 does not come of a change of the wearable', async () => {
    const { creator } = await market();
    const item = await wearable(creator, { meshUrl: url('h.glb'), textureUrl: url('x.png') });
    await offer(creator, hat({ itemId: item.id }));
    const put = (by: Person, body: object) => by.api.put(`/avatars/items/${item.id}`, body);
    expect((await put(creator, { textureUrl: null })).status).toBe(200);
    for (const by of [creator, admin]) expectInvalid(await put(by, { meshUrl: null }), 'meshUrl');
    expect((await put(creator, { meshUrl: null, textureUrl: url('y.png') })).status).toBe(200);
    expectInvalid(await put(creator, { textureUrl: null }), 'textureUrl');
    const draft = await wearable(creator, { meshUrl: url('h.glb') });
    expect((await creator.api.put(`/avatars/items/${draft.id}`, { meshUrl: null })).status).toBe(200);
  });

  test('STO4 that is there from before is sold to nobody, listed nowhere, and put on sale by nobody', async () => {
    const { creator, buyer } = await market();
    const item = await wearable(creator, { meshUrl: url('h.glb') });
    const [seen, unseen] = [
      await offer(creator, hat({ itemId: item.id, maxQuantity: 3 })),
      await offer(creator),
    ];
    await db().execute(sql`update avatar_items set mesh_url = null where public_id = ${item.id}`);
    await db().execute(sql`update products set product_type = 'avatar' where public_id = ${unseen}`);
    for (const productId of [seen, unseen]) {
      expectProblem(await buy(buyer, { productId }), 409, 'PRODUCT_INCOMPLETE');
      await creator.api.data(creator.api.delete(`/store/products/${productId}`));
      expectInvalid(await creator.api.put(`/store/products/${productId}`, { isActive: true }), 'isActive');
      await db().execute(sql`update products set is_active = true where public_id = ${productId}`);
    }
    for (const path of [
      `/store/${creator.creatorId}/products`,
      `/store/products?creatorId=${creator.creatorId}`,
    ])
      expect((await pageOf(rest.api.get(path))).data).toEqual([]);
    await creator.api.data(creator.api.put(`/avatars/items/${item.id}`, { meshUrl: url('h.glb') }));
    await buyer.api.data(buy(buyer, { productId: seen }));
  });
});

describe('the order of a store', () => {
  test('STO5 is displayOrder, those without one last, of equal ones the newest first, page by page', async () => {
    const { creator } = await market();
    const orders = [null, 2, 1, 2, undefined, 1, 0, 3];
    const products: { id: string; rank: number; number: number }[] = [];
    for (const [number, displayOrder] of orders.entries()) {
      const id = await offer(creator, { displayOrder, name: `Thing ${number}` });
      products.push({ id, rank: displayOrder ?? Number.POSITIVE_INFINITY, number });
    }
    const wanted = products
      .toSorted((a, b) => (a.rank === b.rank ? b.number - a.number : a.rank - b.rank))
      .map(({ id }) => id);
    const path = `/store/${creator.creatorId}/products`;
    const listed = async (query: string) =>
      (await pageOf(rest.api.get(`${path}?${query}`))).data.map(({ id }: { id: string }) => id);
    expect(await listed('')).toEqual(wanted);
    expect(await listed('sort=newest')).toEqual(products.toReversed().map(({ id }) => id));
    const paged: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query: string = cursor === '' ? 'limit=3' : `limit=3&cursor=${cursor}`;
      const page = await pageOf(rest.api.get(`${path}?${query}`));
      paged.push(...page.data.map(({ id }: { id: string }) => id));
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(wanted);
    await change(creator, wanted.at(-1) as string, { displayOrder: 0 });
    expect((await listed('')).slice(0, 2)).toContain(wanted.at(-1));
  });
});
