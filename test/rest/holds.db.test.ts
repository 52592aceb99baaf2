import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, signUp, signUpCreator } from '#test/clients.ts';
import { expectBooksInOrder, expectProblem, give, pageOf, type RestApp, startRestApp } from './rest-app.ts';

/* Points are bought with a card, and given to a second account before the card is reported. */

type Creator = Awaited<ReturnType<typeof signUpCreator>>;

let rest: RestApp;
let creator: Creator;
let packageId: string;
let people = 0;
let events = 0;

beforeAll(async () => {
  rest = await startRestApp();
  creator = await signUpCreator(rest.url, 'hold_seller');
  const values = { name: 'Handful', pointsAmount: 100, priceUSD: '4.99' };
  packageId = (await creator.api.data(creator.api.post('/points/packages', values))).id;
});
afterAll(async () => {
  await expectBooksInOrder(rest);
  await rest.stop();
});

const newPerson = () => signUp(rest.url, `hold_person_${++people}`);
const balance = async ({ api }: Person) =>
  (await api.get(`/points/balance/${creator.creatorId}`)).body.data.balance;

async function tell(kind: string, paymentId: string, more: object = {}): Promise<void> {
  const about = { id: `hold_${++events}`, kind, paymentId, occurredAt: new Date().toISOString() };
  const signed = rest.app.sandbox?.signed({ ...about, amountCents: 499, currency: 'USD', ...more });
  const { body, headers } = signed as NonNullable<typeof signed>;
  const address = `${rest.url}/api/v1/webhooks/sandbox`;
  expect((await fetch(address, { method: 'POST', body, headers })).status).toBe(200);
}

/** Somebody who has just bought 100 points; the payment's id. */
async function buyPoints(person: Person): Promise<string> {
  const begun = await person.api.data(person.api.post('/points/purchase-package', { packageId }));
  const paymentId = begun.paymentUrl.split('/').at(-1);
  await tell('succeeded', paymentId);
  return paymentId;
}

const gift = (from: Person, to: Person, amount: number) =>
  from.api.post('/points/gift', { creatorId: creator.creatorId, toUserName: to.userName, amount });

const offer = async (more: object = {}): Promise<string> =>
  (
    await creator.api.data(
      creator.api.post('/store/products', {
        ...{ name: 'Poster', productType: 'collectible', pricePoints: 10, ...more },
      }),
    )
  ).id;

const buy = ({ api }: Person, productId: string, quantity = 1) =>
  api.data(api.post('/store/purchase', { productId, quantity }));

async function transfer(from: Person, to: Person, productId: string, quantity = 1) {
  const { data } = await pageOf(from.api.get('/inventory'));
  const entry = data.find((one: { productId: string }) => one.productId === productId);
  const body = { inventoryId: entry.id, quantity, toUserName: to.userName };
  return from.api.post('/inventory/transfer', body);
}

/** Lets the payments of a person be so many hours older. */
async function age({ userName }: Person, hours: number): Promise<void> {
  await rest.app.database.db.transaction(async (tx) => {
    await tx.execute(sql`alter table point_transactions disable trigger user`);
    await tx.execute(sql`update point_transactions set created_at = created_at - make_interval(hours => ${hours})
      where user_id = (select id from "user" where user_name = ${userName})`);
    await tx.execute(sql`alter table point_transactions enable trigger user`);
  });
}

describe('points that were just bought', () => {
  test('GIFT7 are not given away, so that a dispute takes them back from who bought them', async () => {
    const [thief, second] = [await newPerson(), await newPerson()];
    const paymentId = await buyPoints(thief);
    const refused = await gift(thief, second, 100);
    expectProblem(refused, 409, 'POINTS_ON_HOLD');
    const [{ current, message }] = refused.body.errors;
    expect([current, message]).toEqual([0, expect.stringMatching(/^is more than 0, until \d{4}-/)]);
    expect(refused.body.detail).toMatch(/You can give away 0 .* last 7 days .* give away 100 from \d{4}-/);
    await tell('disputed', paymentId, { reference: `dispute ${paymentId}` });
    expect([await balance(thief), await balance(second)]).toEqual([0, 0]);
  });

  test('GIFT7 stay, and what is there besides is given: earned points are free at once', async () => {
    const [giver, friend] = [await newPerson(), await newPerson()];
    await give(rest, giver, creator.creatorId, 60);
    await buyPoints(giver);
    const refused = await gift(giver, friend, 61);
    expectProblem(refused, 409, 'POINTS_ON_HOLD');
    expect(refused.body.errors[0].current).toBe(60);
    expect((await gift(giver, friend, 60)).status).toBe(200);
    expectProblem(await gift(giver, friend, 1), 409, 'POINTS_ON_HOLD');
    expectProblem(await gift(giver, friend, 101), 409, 'INSUFFICIENT_POINTS');
    expect(await balance(friend)).toBe(60);
    expect((await gift(friend, giver, 60)).status).toBe(200);
  });

  test('GIFT7 are free once the window is over, one purchase after the other', async () => {
    const [giver, friend] = [await newPerson(), await newPerson()];
    await buyPoints(giver);
    await age(giver, 100);
    await buyPoints(giver);
    expectProblem(await gift(giver, friend, 1), 409, 'POINTS_ON_HOLD');
    await age(giver, 69);
    const refused = await gift(giver, friend, 101);
    expectProblem(refused, 409, 'POINTS_ON_HOLD');
    expect(refused.body.errors[0].current).toBe(100);
    expect((await gift(giver, friend, 100)).status).toBe(200);
  });

  test('GIFT7 are spent at once', async () => {
    const buyer = await newPerson();
    await creator.api.data(creator.api.put(`/tribes/${creator.tribeId}`, { joinCost: 40 }));
    await buyPoints(buyer);
    await buy(buyer, await offer(), 6);
    await buyer.api.data(buyer.api.post(`/tribes/${creator.tribeId}/join`));
    expect(await balance(buyer)).toBe(0);
  });

  test('GIFT8 stay as the things that were bought with them', async () => {
    const [thief, second] = [await newPerson(), await newPerson()];
    const [poster, sticker] = [await offer({ pricePoints: 50 }), await offer({ pricePoints: 0 })];
    await give(rest, thief, creator.creatorId, 50);
    await buy(thief, poster);
    const paymentId = await buyPoints(thief);
    await buy(thief, poster, 2);
    await buy(thief, sticker);
    const refused = await transfer(thief, second, poster, 2);
    expectProblem(refused, 409, 'ITEM_ON_HOLD');
    expect(refused.body.errors).toMatchObject([{ path: 'quantity', current: 1 }]);
    expect((await transfer(thief, second, poster)).status).toBe(200);
    expect((await transfer(thief, second, sticker)).status).toBe(200);
    expectProblem(await transfer(thief, second, poster), 409, 'ITEM_ON_HOLD');
    expectProblem(await transfer(thief, second, poster, 3), 409, 'INSUFFICIENT_QUANTITY');
    await tell('disputed', paymentId, { reference: `dispute ${paymentId}` });
    expect((await pageOf(second.api.get('/inventory'))).data).toHaveLength(2);
  });

  test('GIFT8 a thing is given while the balance still holds them, and when the window is over', async () => {
    const [buyer, friend] = [await newPerson(), await newPerson()];
    const poster = await offer({ pricePoints: 50 });
    await give(rest, buyer, creator.creatorId, 50);
    await buyPoints(buyer);
    await buy(buyer, poster);
    expect((await transfer(buyer, friend, poster)).status).toBe(200);
    await buy(buyer, poster);
    expectProblem(await transfer(buyer, friend, poster), 409, 'ITEM_ON_HOLD');
    await age(buyer, 169);
    expect((await transfer(buyer, friend, poster)).status).toBe(200);
  });

  test('GIFT8 many transfers at once give no more away than one after the other', async () => {
    const [buyer, friend] = [await newPerson(), await newPerson()];
    const poster = await offer({ pricePoints: 10 });
    await give(rest, buyer, creator.creatorId, 20);
    await buy(buyer, poster, 2);
    await buyPoints(buyer);
    await buy(buyer, poster, 4);
    const answers = await Promise.all(Array.from({ length: 6 }, () => transfer(buyer, friend, poster)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
  });
});

test('GIFT9 a window of 0 hours holds nothing', async () => {
  const free = await startRestApp({ BOUGHT_POINTS_HOLD_HOURS: '0' });
  try {
    expect(free.app.config.BOUGHT_POINTS_HOLD_HOURS).toBe(0);
    const seller = await signUpCreator(free.url, 'free_seller');
    const [giver, friend] = [await signUp(free.url, 'free_giver'), await signUp(free.url, 'free_friend')];
    const values = { name: 'Handful', pointsAmount: 100, priceUSD: '4.99' };
    const { id } = await seller.api.data(seller.api.post('/points/packages', values));
    const begun = await giver.api.data(giver.api.post('/points/purchase-package', { packageId: id }));
    const paymentId = begun.paymentUrl.split('/').at(-1);
    const paid = { id: 'free', kind: 'succeeded', paymentId, occurredAt: new Date().toISOString() };
    const signed = free.app.sandbox?.signed({ ...paid, amountCents: 499, currency: 'USD' });
    const { body, headers } = signed as NonNullable<typeof signed>;
    await fetch(`${free.url}/api/v1/webhooks/sandbox`, { method: 'POST', body, headers });
    const given = { creatorId: seller.creatorId, toUserName: friend.userName, amount: 100 };
    expect((await giver.api.post('/points/gift', given)).status).toBe(200);
  } finally {
    await expectBooksInOrder(free);
    await free.stop();
  }
});
