import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { creators } from '#db/schema/index.ts';
import { buildPackage } from '#test/builders.ts';
import { signUp, signUpCreator } from '#test/clients.ts';
import {
  expectBooksInOrder,
  expectInvalid,
  expectNothingInternal,
  give,
  pageOf,
  type RestApp,
  startRestApp,
} from './rest-app.ts';

let rest: RestApp;
let creator: Awaited<ReturnType<typeof signUpCreator>>;
let other: Awaited<ReturnType<typeof signUpCreator>>;

beforeAll(async () => {
  rest = await startRestApp();
  creator = await signUpCreator(rest.url, 'merchant');
  other = await signUpCreator(rest.url, 'other_merchant');
});
afterAll(async () => {
  await expectBooksInOrder(rest);
  await rest.stop();
});

describe('points', () => {
  test('LED7 have a balance with every creator, none at first', async () => {
    const person = await signUp(rest.url, 'saver');
    const none = (await person.api.get(`/points/balance/${creator.creatorId}`)).body.data;
    expect(none).toEqual({
      creatorId: creator.creatorId,
      creatorUserName: 'merchant',
      pointsName: 'Stars',
      pointsSymbol: '🪙',
      balance: 0,
      lastUpdated: null,
    });
    expect((await pageOf(person.api.get('/points/balances'))).data).toEqual([]);
    await give(rest, person, creator.creatorId, 5);
    await give(rest, person, other.creatorId, 7);
    const { data } = await pageOf(person.api.get('/points/balances'));
    expect(data).toMatchObject([
      { creatorId: other.creatorId, balance: 7, lastUpdated: expect.any(String) },
      { creatorId: creator.creatorId, balance: 5 },
    ]);
    expectNothingInternal(data);
  });

  test('LED8 have a ledger, found by creator, type and time', async () => {
    const person = await signUp(rest.url, 'bookkeeper');
    await give(rest, person, creator.creatorId, 50);
    await give(rest, person, other.creatorId, 70);
    const product = { name: 'Poster', productType: 'collectible', pricePoints: 10 };
    const { id } = await creator.api.data(creator.api.post('/store/products', product));
    await person.api.data(person.api.post('/store/purchase', { productId: id }));
    const amounts = async (query: string) =>
      (await pageOf(person.api.get(`/points/transactions${query}`))).data.map(
        (row: { amount: number }) => row.amount,
      );
    expect(await amounts('')).toEqual([-10, 70, 50]);
    expect(await amounts(`?creatorId=${creator.creatorId}`)).toEqual([-10, 50]);
    expect(await amounts('?type=gift')).toEqual([70, 50]);
    expect(await amounts('?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z')).toEqual([]);
    expect(await amounts('?from=2020-01-01T00:00:00%2B02:00')).toEqual([-10, 70, 50]);
    expectInvalid(await person.api.get('/points/transactions?type=theft&userId=x'), 'type', 'userId');
  });

  test('are sold in the packages that are active, in the creator’s order', async () => {
    const { db } = rest.app.database;
    const [row] = await db.select().from(creators).where(eq(creators.publicId, creator.creatorId));
    const creatorId = row?.id as number;
    await buildPackage(db, { creatorId, name: 'Big', displayOrder: 2, bonusPoints: 10 });
    await buildPackage(db, { creatorId, name: 'Small', displayOrder: 1, priceUSD: '0.99' });
    await buildPackage(db, { creatorId, name: 'Retired', displayOrder: 0, isActive: false });
    const path = `/points/packages/${creator.creatorId}`;
    const { data } = await pageOf(rest.api.get(path));
    expect(data).toMatchObject([
      { name: 'Small', priceUSD: '0.99', creatorId: creator.creatorId },
      { name: 'Big', priceUSD: '4.99', bonusPoints: 10, pointsAmount: 100 },
    ]);
    expectNothingInternal(data);
    const first = await pageOf(rest.api.get(`${path}?limit=1`));
    const second = await pageOf(rest.api.get(`${path}?limit=1&cursor=${first.nextCursor}`));
    expect([...first.data, ...second.data]).toEqual(data);
  });
});
