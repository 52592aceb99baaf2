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
  startRestApp,
} from './rest-app.ts';

let rest: RestApp;
let creator: Awaited<ReturnType<typeof signUpCreator>>;
let other: Awaited<ReturnType<typeof signUpCreator>>;
let player: Person;

beforeAll(async () => {
  rest = await startRestApp();
  creator = await signUpCreator(rest.url, 'shopkeeper');
  other = await signUpCreator(rest.url, 'other_keeper');
  player = await signUp(rest.url, 'shopper');
  await give(rest, player, creator.creatorId, 1000);
});
afterAll(async () => {
  await expectBooksInOrder(rest);
  await rest.stop();
});

describe('stores', () => {
  test('are changed by the creator whose they are', async () => {
    const before = (await rest.api.get(`/store/${creator.creatorId}`)).body.data;
    const change = {
      storeName: 'Odds and Ends',
      description: 'Mostly ends.',
      bannerUrl: 'https://cdn.example.com/banner.png',
      logoUrl: 'https://cdn.example.com/logo.png',
      settings: { theme: 'dark' },
    };
    const { status, body } = await creator.api.put('/store/my-store', change);
    expect([status, body.data]).toEqual([200, { ...before, ...change, updatedAt: expect.any(String) }]);
    expect((await rest.api.get(`/store/${creator.creatorId}`)).body).toEqual(body);
    expect((await creator.api.put('/store/my-store', {})).body).toEqual(body);
    const cleared = { description: null, bannerUrl: null, logoUrl: null, settings: null };
    expect((await creator.api.put('/store/my-store', cleared)).body.data).toMatchObject({
      ...cleared,
      storeName: 'Odds and Ends',
    });
    expectNothingInternal(body);
  });

  test('are refused with every field that is wrong', async () => {
    expectProblem(await rest.api.put('/store/my-store', {}), 401, 'NOT_SIGNED_IN');
    expectProblem(await player.api.put('/store/my-store', {}), 403, 'NOT_A_CREATOR');
    const wrong = {
      storeName: 'x'.repeat(101),
      description: 'x'.repeat(1001),
      bannerUrl: 'http://example.com',
      logoUrl: 'javascript:alert(1)',
      isActive: 'yes',
      settings: { much: 'x'.repeat(4000) },
    };
    expectInvalid(await creator.api.put('/store/my-store', wrong), ...Object.keys(wrong));
    expectInvalid(
      await creator.api.put('/store/my-store', { storeName: '', settings: [] }),
      'settings',
      'storeName',
    );
    expectInvalid(await creator.api.put('/store/my-store', { creatorId: 'x' }), 'creatorId');
  });

  test('are found by name, the newest first, as long as they are open', async () => {
    const names = async (query: string) =>
      (await pageOf(rest.api.get(`/store/stores${query}`))).data.map(
        (one: { userName: string }) => one.userName,
      );
    expect(await names('')).toEqual(['other_keeper', 'shopkeeper']);
    await creator.api.data(creator.api.put('/store/my-store', { storeName: '100% Wool' }));
    expect(await names('?search=wOOL')).toEqual(['shopkeeper']);
    expect(await names('?search=%25')).toEqual(['shopkeeper']);
    expect(await names('?search=_')).toEqual(['other_keeper']);
    const first = await pageOf(rest.api.get('/store/stores?limit=1'));
    const second = await pageOf(rest.api.get(`/store/stores?limit=1&cursor=${first.nextCursor}`));
    expect([...first.data, ...second.data]).toMatchObject([
      { userName: 'other_keeper' },
      { userName: 'shopkeeper' },
    ]);
    await creator.api.data(creator.api.put('/store/my-store', { isActive: false }));
    expect(await names('')).toEqual(['other_keeper']);
    await creator.api.data(creator.api.put('/store/my-store', { isActive: true }));
    expectNothingInternal(first.data);
    expectInvalid(await rest.api.get('/store/stores?searc=x'), 'searc');
  });
});

describe('a retired product', () => {
  const offer = () =>
    creator.api.data(
      creator.api.post('/store/products', {
        name: 'Poster',
        productType: 'collectible',
        pricePoints: 10,
        maxQuantity: 50,
      }),
    );
  const buy = (productId: string) => player.api.post('/store/purchase', { productId });

  test('CHK11 is bought by nobody, is kept by who bought it, and may be offered again', async () => {
    const made = await offer();
    const path = `/store/products/${made.id}`;
    await player.api.data(buy(made.id));
    expectProblem(await rest.api.delete(path), 401, 'NOT_SIGNED_IN');
    for (const { api } of [other, player]) expectProblem(await api.delete(path), 403, 'NOT_THE_OWNER');
    expectProblem(await creator.api.delete('/store/products/aaaaaaaaaaaa'), 404, 'PRODUCT_NOT_FOUND');
    const { status, body } = await creator.api.delete(path);
    expect([status, body.data]).toMatchObject([200, { id: made.id, isActive: false, currentStock: 49 }]);
    expect((await creator.api.delete(path)).body.data.isActive).toBe(false);
    expectProblem(await buy(made.id), 409, 'PRODUCT_INACTIVE');
    expect((await pageOf(rest.api.get(`/store/products?creatorId=${creator.creatorId}`))).data).toEqual([]);
    expect((await pageOf(player.api.get('/inventory'))).data).toMatchObject([
      { productId: made.id, quantity: 1 },
    ]);
    await creator.api.data(creator.api.put(path, { isActive: true }));
    await player.api.data(buy(made.id));
  });

  test('CHK11 has sold exactly what was bought before, whatever comes at once', async () => {
    const made = await offer();
    const buys = Array.from({ length: 12 }, () => buy(made.id));
    const retired = creator.api.delete(`/store/products/${made.id}`);
    const statuses = (await Promise.all(buys)).map((answer) => answer.status);
    expect((await retired).status).toBe(200);
    const { body } = await rest.api.get(`/store/products/${made.id}`);
    const sold = statuses.filter((status) => status === 201).length;
    expect(statuses.filter((status) => status === 409)).toHaveLength(12 - sold);
    expect(body.data).toMatchObject({ isActive: false, currentStock: 50 - sold });
    expect((await buy(made.id)).status).toBe(409);
  });
});
