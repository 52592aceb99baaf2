import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { userInventory } from '#db/schema/index.ts';
import { type Person, signUp, signUpCreator } from '#test/clients.ts';
import {
  expectBooksInOrder,
  expectInvalid,
  expectNothingInternal,
  expectProblem,
  pageOf,
  type RestApp,
  startRestApp,
} from './rest-app.ts';

type Seller = Awaited<ReturnType<typeof signUpCreator>>;

let rest: RestApp;
let creator: Seller;
let other: Seller;
let player: Person;

beforeAll(async () => {
  rest = await startRestApp();
  creator = await signUpCreator(rest.url, 'maker');
  other = await signUpCreator(rest.url, 'other_maker');
  player = await signUp(rest.url, 'collector');
  await buy(creator, 'Zebra', 'collectible', 2);
  await buy(other, 'Apple', 'collectible', 1);
  await buy(creator, 'Song 100%', 'digital_asset', 1);
  await buy(creator, 'Apple', 'collectible', 5);
  await buy(other, 'Mug', 'merchandise', 1);
});
afterAll(async () => {
  await expectBooksInOrder(rest);
  await rest.stop();
});

async function buy(from: Seller, name: string, productType: string, quantity: number, by = player) {
  const product = await from.api.data(
    from.api.post('/store/products', { name, productType, pricePoints: 0 }),
  );
  await by.api.data(by.api.post('/store/purchase', { productId: product.id, quantity }));
}

const names = async (query: string) =>
  (await pageOf(player.api.get(`/inventory${query}`))).data.map((entry: { name: string }) => entry.name);

const NEWEST = ['Mug', 'Apple', 'Song 100%', 'Apple', 'Zebra'];

describe('the inventory', () => {
  test('is filtered by type and creator, and searched by name', async () => {
    expect(await names('')).toEqual(NEWEST);
    expect(await names('?productType=collectible')).toEqual(['Apple', 'Apple', 'Zebra']);
    expect(await names(`?creatorId=${other.creatorId}`)).toEqual(['Mug', 'Apple']);
    expect(await names(`?creatorId=${other.creatorId}&productType=collectible&search=APP`)).toEqual([
      'Apple',
    ]);
    expect(await names('?search=%25')).toEqual(['Song 100%']);
    expect(await names('?search=nothing')).toEqual([]);
  });

  test('lists one type', async () => {
    expect(await names('/type/collectible?sort=oldest')).toEqual(['Zebra', 'Apple', 'Apple']);
    expect(await names(`/type/collectible?creatorId=${creator.creatorId}&search=z`)).toEqual(['Zebra']);
    expect(await names('/type/avatar')).toEqual([]);
    expectInvalid(await player.api.get('/inventory/type/stolen'), 'productType');
    expectInvalid(await player.api.get('/inventory/type/avatar?productType=custom'), 'productType');
  });

  test.each([
    ['newest', NEWEST],
    ['oldest', NEWEST.toReversed()],
    ['name', ['Apple', 'Apple', 'Mug', 'Song 100%', 'Zebra']],
  ])('sorted by %s keeps its pages while things are added', async (sort, expected) => {
    const person = await signUp(rest.url, `pages_${sort}`);
    for (const name of NEWEST.toReversed()) await buy(creator, name, 'custom', 1, person);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await pageOf(
        person.api.get(`/inventory?limit=1&sort=${sort}${cursor && `&cursor=${cursor}`}`),
      );
      seen.push(...page.data.map((entry: { name: string }) => entry.name));
      cursor = page.nextCursor;
      if (sort !== 'oldest') await buy(other, sort === 'name' ? 'Aardvark' : 'Zzz', 'custom', 1, person);
    }
    expect(seen).toEqual(expected);
  });

  test('tells of one entry, to its owner only', async () => {
    const { data } = await pageOf(player.api.get('/inventory?search=zebra'));
    const [entry] = data;
    const path = `/inventory/${entry.id}`;
    const { status, body } = await player.api.get(path);
    expect([status, body.data]).toEqual([200, entry]);
    expect(entry).toMatchObject({ name: 'Zebra', quantity: 2, creatorId: creator.creatorId });
    expectNothingInternal(body);
    expectProblem(await rest.api.get(path), 401, 'NOT_SIGNED_IN');
    expectProblem(await creator.api.get(path), 404, 'INVENTORY_NOT_FOUND');
    expectProblem(await player.api.get('/inventory/aaaaaaaaaaaa'), 404, 'INVENTORY_NOT_FOUND');
    expectInvalid(await player.api.get('/inventory/1'), 'inventoryId');
  });

  test('is summed up, by type and by creator', async () => {
    const { status, body } = await player.api.get('/inventory/stats/overview');
    expect([status, body.data]).toEqual([
      200,
      {
        entries: 5,
        items: 10,
        byType: {
          collectible: { entries: 3, items: 8 },
          digital_asset: { entries: 1, items: 1 },
          merchandise: { entries: 1, items: 1 },
        },
        byCreator: [
          { creatorId: creator.creatorId, entries: 3, items: 8 },
          { creatorId: other.creatorId, entries: 2, items: 2 },
        ],
      },
    ]);
    const nothing = { entries: 0, items: 0, byType: {}, byCreator: [] };
    expect((await creator.api.get('/inventory/stats/overview')).body.data).toEqual(nothing);
    expectProblem(await rest.api.get('/inventory/stats/overview'), 401, 'NOT_SIGNED_IN');
    expectProblem(await rest.api.get('/inventory/type/avatar'), 401, 'NOT_SIGNED_IN');
  });

  test('has nothing of what is used up', async () => {
    const person = await signUp(rest.url, 'frugal');
    await buy(creator, 'Candle', 'custom', 1, person);
    const [entry] = (await pageOf(person.api.get('/inventory'))).data;
    const used = eq(userInventory.publicId, entry.id);
    const { db } = rest.app.database;
    await db.update(userInventory).set({ quantity: 0 }).where(used);
    expectProblem(await person.api.get(`/inventory/${entry.id}`), 404, 'INVENTORY_NOT_FOUND');
    expect((await person.api.get('/inventory/stats/overview')).body.data.entries).toBe(0);
    await db.update(userInventory).set({ quantity: 1 }).where(used);
  });

  test('is refused a query that there is not', async () => {
    expectInvalid(
      await player.api.get('/inventory?sort=price&owner=x&productType=y'),
      'owner',
      'productType',
      'sort',
    );
  });
});
