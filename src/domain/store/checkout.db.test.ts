import { eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '#db/client.ts';
import { avatarItems, products } from '#db/schema/index.ts';
import { createTransact } from '#db/transact.ts';
import { audit } from '#operations/audit.ts';
import { createLocalFacts } from '#redis/local-facts.ts';
import {
  actorOf,
  buildCreator,
  buildProduct,
  buildUser,
  buildWearable,
  givePoints,
  type User,
} from '#test/builders.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { databaseClock } from '../clock.ts';
import { DomainError, type RefusalDetails } from '../errors.ts';
import { createInventory } from '../inventory/inventory.ts';
import { createLedger } from '../points/ledger.ts';
import { createCheckout } from './checkout.ts';
import type { Line } from './checkout-rules.ts';
import { createRefunds } from './refunds.ts';

let t: TestDatabase;
/** What a second process of the server would be; the embedded database has just one. */
let second: Database;
let owner: User;
let creatorId: number;
let shops: ReturnType<typeof openShop>[];

beforeAll(async () => {
  t = await openTestDatabase({ poolSize: 20 });
  second = t.url
    ? await openDatabase({ DATABASE_URL: t.url, DATABASE_POOL_SIZE: 20, DATA_DIR: '' })
    : t.database;
  owner = await buildUser(t.database.db, { role: 'creator' });
  creatorId = (await buildCreator(t.database.db, { userId: owner.id })).id;
  shops = [openShop(t.database), openShop(second)];
});
afterAll(async () => {
  const broken = (await audit(t.database.db)).filter(({ violations }) => violations > 0);
  if (second !== t.database) await second.close();
  await t.close();
  expect(broken).toEqual([]);
});

function openShop({ db }: Database) {
  const inventory = createInventory();
  const needs = {
    transact: createTransact(db, console.error),
    clock: databaseClock,
    facts: createLocalFacts(console.error),
    ledger: createLedger({ clock: databaseClock }),
    inventory,
  };
  return { ...needs, checkout: createCheckout(needs), refunds: createRefunds(needs) };
}

const offer = (given: Partial<typeof products.$inferInsert> = {}) =>
  buildProduct(t.database.db, { creatorId, ...given });

async function newBuyer(amount = 1_000): Promise<User> {
  const user = await buildUser(t.database.db);
  await givePoints(t.database.db, createLedger({ clock: databaseClock }), {
    userId: user.id,
    creatorId,
    amount,
  });
  return user;
}

let asked = 0;

/** Buys through one process or the other in turn. */
const buy = (buyer: User, ...lines: Line[]) =>
  (shops[++asked % 2] as (typeof shops)[0]).checkout.purchase(actorOf(buyer), lines, uuidv7());

const line = ({ publicId }: { publicId: string }, quantity = 1): Line => ({ productId: publicId, quantity });

/** How it came out: done, or the code of the refusal. */
const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error) => {
      if (error instanceof DomainError) return error.code;
      throw error;
    },
  );

const detailsOf = (work: Promise<unknown>): Promise<RefusalDetails> =>
  work.then(
    () => expect.unreachable(),
    (error) => error.details,
  );

const countOf = (outcomes: readonly string[]) =>
  Object.fromEntries([...new Set(outcomes)].map((one) => [one, outcomes.filter((o) => o === one).length]));

test('CHK12 a product with a limit is bought up to it, over all orders', async () => {
  const [rare, plain] = [await offer({ maxPerUser: 3 }), await offer()];
  const buyer = await newBuyer();
  expect(await outcome(buy(buyer, line(rare, 4)))).toBe('MAX_PER_USER_REACHED');
  expect(await outcome(buy(buyer, line(rare, 2)))).toBe('done');
  const more = buy(buyer, line(plain), line(rare, 2));
  expect(await detailsOf(more)).toEqual({
    errors: [
      { path: 'lines.1.quantity', message: 'one user may buy 3 of this product, and you have bought 2' },
    ],
  });
  expect((await buy(buyer, line(plain, 10), line(rare))).answer.balance).toBe(1_000 - 130);
  expect(await outcome(buy(await newBuyer(), line(rare, 3)))).toBe('done');
});

test.each([
  ['for points', 10],
  ['for nothing', 0],
])('CHK13 ten orders at once of one user %s come to the limit', async (_what, pricePoints) => {
  const rare = await offer({ maxPerUser: 3, pricePoints });
  const buyer = await newBuyer();
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => outcome(buy(buyer, line(rare)))));
  expect(countOf(outcomes)).toEqual({ done: 3, MAX_PER_USER_REACHED: 7 });
});

test('CHK14 what is refunded may be bought again, what was used up not', async () => {
  const rare = await offer({ maxPerUser: 2 });
  const buyer = await newBuyer();
  await buy(buyer, line(rare));
  const { answer } = await buy(buyer, line(rare));
  const [{ transact, inventory, refunds }] = shops as [(typeof shops)[0]];
  await refunds.refund(actorOf(owner), answer.orderNumber, undefined);
  const gone = { userId: buyer.id, productId: rare.id, itemId: null, quantity: 1, entryId: '' };
  await transact((tx) => inventory.consume(tx, { ...gone, reference: uuidv7() }));
  expect(await outcome(buy(buyer, line(rare)))).toBe('done');
  expect(await outcome(buy(buyer, line(rare)))).toBe('MAX_PER_USER_REACHED');
});

test('CHK4 of two orders at once of a wearable one is made', async () => {
  const item = await buildWearable(t.database.db, { creatorId });
  const [hat, poster] = [await offer({ itemId: item.id, productType: 'avatar' }), await offer()];
  await t.database.db.update(avatarItems).set({ productId: hat.id }).where(eq(avatarItems.id, item.id));
  const buyer = await newBuyer();
  const outcomes = await Promise.all([hat, hat].map((one) => outcome(buy(buyer, line(poster), line(one)))));
  expect(countOf(outcomes)).toEqual({ done: 1, ALREADY_OWNED: 1 });
});

test('CHK16 orders of the same products in any order take no more than there is', async () => {
  const [one, two] = [await offer({ maxQuantity: 12 }), await offer({ maxQuantity: 30, pricePoints: 0 })];
  const buyers = await Promise.all(Array.from({ length: 20 }, () => newBuyer()));
  const outcomes = await Promise.all(
    buyers.map((buyer, n) =>
      outcome(n % 2 ? buy(buyer, line(one), line(two)) : buy(buyer, line(two), line(one))),
    ),
  );
  expect(countOf(outcomes)).toEqual({ done: 12, SOLD_OUT: 8 });
  const left = await t.database.db.select().from(products).where(eq(products.creatorId, creatorId));
  expect(
    left.flatMap(({ id, currentStock }) => (id === one.id || id === two.id ? [currentStock] : [])),
  ).toEqual(expect.arrayContaining([0, 18]));
});
