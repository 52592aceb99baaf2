import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { rows, type Tx } from '#db/client.ts';
import { audit } from '#operations/audit.ts';
import { createApp } from '#src/app.ts';
import { loadConfig } from '#src/config.ts';
import {
  actorOf,
  buildCreator,
  buildProduct,
  buildPurchase,
  buildUser,
  buildWearable,
  givePoints,
} from '#test/builders.ts';
import { testEnvironment } from '#test/test-server.ts';
import { assertFree, deleteUser, lock, overtaken, putBehind, retire } from './overtaking.ts';

/*
 * What is bought, given and paid while somebody else is changing what it stands on: it waits, and then goes by what
 * has become of it. Each of these fails without the lock or condition that it is about.
 */

let app: Awaited<ReturnType<typeof createApp>>;
let closeDatabase: () => Promise<void>;

beforeAll(async () => {
  const { env, close } = await testEnvironment('postgres');
  closeDatabase = close;
  const log = pino({ level: 'silent' });
  app = await createApp(loadConfig({ ...env, DATABASE_POOL_SIZE: '10' }), log);
});
afterAll(async () => {
  await app.close();
  await closeDatabase();
});

const db = () => app.database.db;

/** A store with two products, and a player who has points and has bought both. */
async function stage() {
  const owner = await buildUser(db(), { role: 'creator' });
  const creator = await buildCreator(db(), { userId: owner.id });
  const [first, second] = [
    await buildProduct(db(), { creatorId: creator.id, pricePoints: 5, maxQuantity: 10 }),
    await buildProduct(db(), { creatorId: creator.id, pricePoints: 5, maxQuantity: 10 }),
  ];
  const [player, friend] = [await buildUser(db()), await buildUser(db())];
  for (const { id } of [player, friend])
    await givePoints(db(), app.ledger, { userId: id, creatorId: creator.id, amount: 100 });
  const line = (product: { publicId: string }) => ({ productId: product.publicId, quantity: 1 });
  const lines = [line(second), line(first)];
  const buy = () => app.checkout.purchase(actorOf(player), lines, undefined);
  const { answer } = await buy();
  const give = { creatorId: creator.publicId, toUserName: friend.userName, amount: 5 };
  return { owner, creator, first, second, player, friend, buy, order: answer.orderNumber, give };
}

const when = <T>(
  change: (tx: Tx) => Promise<unknown>,
  work: () => Promise<T>,
  meanwhile?: () => Promise<unknown>,
) => overtaken(app.database, change, work, meanwhile);

/** What the audit says but that something of a deleted user stayed: the changes here delete the row of the user alone. */
afterEach(async () => {
  const lines = await audit(db());
  const others = lines.filter(({ name }) => name !== 'leavings' && name !== 'balances');
  expect(others.filter(({ violations }) => violations > 0)).toEqual([]);
});

test('LEAVE7 a purchase of somebody who is being deleted is refused before it begins', async () => {
  const { player, buy } = await stage();
  expect(await when((tx) => deleteUser(tx, player.id), buy)).toEqual({ refused: 'USER_NOT_FOUND' });
});

test('LEAVE7 a gift for somebody who is being deleted finds nobody', async () => {
  const { player, friend, give } = await stage();
  const giving = () => app.gifts.give(actorOf(player), give, undefined);
  expect(await when((tx) => deleteUser(tx, friend.id), giving)).toEqual({ refused: 'USER_NOT_FOUND' });
});

test('LEAVE7 an order of somebody who is being deleted is not given back', async () => {
  const { owner, player, order } = await stage();
  const refund = () => app.refunds.refund(actorOf(owner), order, undefined);
  expect(await when((tx) => deleteUser(tx, player.id), refund)).toEqual({ refused: 'ITEMS_GONE' });
});

test('LEAVE9 a purchase waits for the removal of the creator, and is refused', async () => {
  const { creator, buy } = await stage();
  expect(await when((tx) => retire(tx, creator.id), buy)).toEqual({ refused: 'PRODUCT_INACTIVE' });
});

test('LEAVE9 a creator who is being removed gives no order back', async () => {
  const { owner, creator, order } = await stage();
  const refund = () => app.refunds.refund(actorOf(owner), order, undefined);
  expect(await when((tx) => retire(tx, creator.id), refund)).toEqual({ refused: 'ORDER_NOT_FOUND' });
});

test('LEAVE9 a grant waits for the removal of the creator, and is refused', async () => {
  const { creator, friend } = await stage();
  const admin = await buildUser(db(), { role: 'admin' });
  const request = { creatorId: creator.publicId, userName: friend.userName, amount: 5, reason: 'Well done' };
  const granting = () => app.gifts.grant(actorOf(admin), request, undefined);
  expect(await when((tx) => retire(tx, creator.id), granting)).toEqual({ refused: 'CREATOR_RETIRED' });
});

test.each([
  ['retired', sql`is_active = false`],
  ['given another price', sql`price_points = 4`],
  ['sold out', sql`current_stock = 0`],
])('CHK3 CHK11 a product that is being %s is not bought', async (_how, change) => {
  const { first, buy } = await stage();
  const changing = (tx: Tx) => tx.execute(sql`update products set ${change} where id = ${first.id}`);
  expect(await when(changing, buy)).toEqual({ refused: 'SOLD_OUT' });
  const kept = sql`is_active = true, price_points = 5, current_stock = 9`;
  await db().execute(sql`update products set ${kept} where id = ${first.id}`);
});

test('CHK10 who waits for the first product holds no later one', async () => {
  const { first, second, buy } = await stage();
  await putBehind(app.database, first.id);
  const later = () => assertFree(app.database, sql`products where id = ${second.id}`);
  expect(await when((tx) => lock(tx, 'products', first.id), buy, later)).toHaveProperty('answer');
});

/** What a user holds of a product. */
async function entryOf(userId: string, productId: number): Promise<{ id: number; publicId: string }> {
  const [entry] = await rows<{ id: number; publicId: string }>(
    db(),
    sql`select id, public_id as "publicId" from user_inventory where user_id = ${userId} and product_id = ${productId}`,
  );
  return entry as { id: number; publicId: string };
}

test('INV4 who gives something away waits for its product, and holds no entry meanwhile', async () => {
  const { player, friend, first } = await stage();
  // An entry that is there already: making one would wait for the product by itself.
  await app.checkout.purchase(actorOf(friend), [{ productId: first.publicId, quantity: 1 }], undefined);
  const { id, publicId } = await entryOf(player.id, first.id);
  const request = { inventoryId: publicId, quantity: 1, toUserName: friend.userName };
  const giving = () => app.belongings.transfer(actorOf(player), request, undefined);
  const free = () => assertFree(app.database, sql`user_inventory where id = ${id}`);
  expect(await when((tx) => lock(tx, 'products', first.id), giving, free)).toHaveProperty('answer');
});

test('RFD6 who gives back waits for the first product, and holds no later one', async () => {
  const { owner, order, first, second } = await stage();
  await putBehind(app.database, first.id);
  const later = () => assertFree(app.database, sql`products where id = ${second.id}`);
  const refund = () => app.refunds.refund(actorOf(owner), order, undefined);
  expect(await when((tx) => lock(tx, 'products', first.id), refund, later)).toHaveProperty('answer');
});

test('a wearable that is being sold is not sold twice', async () => {
  const { owner, creator, first } = await stage();
  const item = await buildWearable(db(), { creatorId: creator.id });
  const product = { name: 'Hat', productType: 'avatar', pricePoints: 5, itemId: item.publicId } as const;
  const selling = (tx: Tx) =>
    tx.execute(sql`update avatar_items set product_id = ${first.id} where id = ${item.id}`);
  expect(await when(selling, () => app.products.create(actorOf(owner), product))).toEqual({
    refused: 'INVALID',
  });
});

test('LEAVE7 a payment of somebody who is being deleted credits nobody, and its money goes back', async () => {
  const { player, creator } = await stage();
  const purchase = await buildPurchase(db(), { creatorId: creator.id, userId: player.id });
  const paid = () =>
    app.settlement.record(purchase.paymentProvider, {
      id: `paid-${purchase.id}`,
      kind: 'succeeded',
      paymentId: purchase.paymentId,
      occurredAt: new Date(),
      amountCents: 499,
      currency: 'USD',
    });
  await when((tx) => deleteUser(tx, player.id), paid);
  const [kept] = await rows(db(), sql`select status from points_purchases where id = ${purchase.id}`);
  expect(kept).toEqual({ status: 'failed' });
  const tasks = await rows(db(), sql`select key from outbox_tasks where kind = 'purchase.call-off'`);
  expect(tasks).toContainEqual({ key: purchase.transactionId });
});
