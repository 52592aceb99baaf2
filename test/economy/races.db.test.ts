import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '#db/client.ts';
import * as schema from '#db/schema/index.ts';
import { DomainError } from '#domain/errors.ts';
import { balanceOf } from '#domain/points/balances.ts';
import { audit } from '#operations/audit.ts';
import {
  actorOf,
  buildCreator,
  buildEvent,
  buildProduct,
  buildPurchase,
  buildSpace,
  buildUser,
  buildWorld,
} from '#test/builders.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { buildCrowd } from './crowd.ts';
import { createServices, type Services } from './services.ts';

const BUYERS = 1000;
const SAME_KEY = 200;
const ROUNDS = 15;

let t: TestDatabase;
/** What a second process of the server would be; the embedded database has just one. */
let second: Database;
let processes: [Services, Services];
/** How often a transaction had to begin again: after a deadlock, and after nothing else here. */
let begunAgain = 0;

beforeAll(async () => {
  t = await openTestDatabase({ poolSize: 20 });
  second = t.url
    ? await openDatabase({ DATABASE_URL: t.url, DATABASE_POOL_SIZE: 20, DATA_DIR: '' })
    : t.database;
  const watch = () => begunAgain++;
  processes = [createServices(t.database, undefined, watch), createServices(second, undefined, watch)];
});
afterEach(async () => {
  expect((await audit(t.database.db)).filter(({ violations }) => violations > 0)).toEqual([]);
  expect(begunAgain).toBe(0);
});
afterAll(async () => {
  if (second !== t.database) await second.close();
  await t.close();
});

const db = () => t.database.db;
const either = (n: number): Services => processes[n % 2 === 0 ? 0 : 1];
const many = <T>(count: number, work: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)));

/** What came of each: `done`, or the code of the refusal. Anything else fails. */
const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error) => {
      if (error instanceof DomainError) return error.code;
      throw error;
    },
  );

function counted(outcomes: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of outcomes) counts[one] = (counts[one] ?? 0) + 1;
  return counts;
}

const stockOf = async (productId: number) => {
  const [product] = await db().select().from(schema.products).where(eq(schema.products.id, productId));
  return product?.currentStock;
};

test('CHK10 the last one of a product goes to one of a thousand buyers', async () => {
  const creator = await buildCreator(db());
  const product = await buildProduct(db(), { creatorId: creator.id, maxQuantity: 1, pricePoints: 3 });
  const buyers = await buildCrowd(db(), BUYERS, creator.id, 5);
  const lines = [{ productId: product.publicId, quantity: 1 }];
  const outcomes = await many(BUYERS, (n) =>
    outcome(either(n).checkout.purchase(actorOf(buyers[n]!), lines, n % 3 === 0 ? 'a-key' : undefined)),
  );
  expect(counted(outcomes)).toEqual({ done: 1, SOLD_OUT: BUYERS - 1 });
  expect(await stockOf(product.id)).toBe(0);
  const winner = buyers[outcomes.indexOf('done')]!;
  const poorer = await db().select().from(schema.pointBalances).where(eq(schema.pointBalances.balance, 2));
  expect(poorer.map(({ userId }) => userId)).toEqual([winner.id]);
  const owners = await db().select().from(schema.userInventory);
  expect(owners.map(({ userId, quantity }) => ({ userId, quantity }))).toEqual([
    { userId: winner.id, quantity: 1 },
  ]);
});

test('CHK9 GIFT4 INV7 RFD5 TRB5 one key, sent two hundred times at once, has one effect', async () => {
  const creator = await buildCreator(db());
  const [maker] = await db().select().from(schema.user).where(eq(schema.user.id, creator.userId));
  const owner = actorOf(maker!);
  const [buyer, friend] = await buildCrowd(db(), 2, creator.id, 1000);
  const admin = actorOf(await buildUser(db(), { role: 'admin' }));
  const product = await buildProduct(db(), { creatorId: creator.id, maxQuantity: 500, pricePoints: 3 });
  const actor = actorOf(buyer!);
  const toUserName = friend!.userName;
  const lines = [{ productId: product.publicId, quantity: 2 }];
  const [tribe] = await db()
    .insert(schema.tribes)
    .values({ creatorId: creator.id, name: 'tribe', joinCost: 50 })
    .returning();
  const gift = { creatorId: creator.publicId, amount: 7 };

  /** Sends it two hundred times; answers with the one answer that all of them got. */
  async function onlyOne<T>(
    send: (services: Services) => Promise<{ answer: T; replayed: boolean }>,
  ): Promise<T> {
    const answers = await many(SAME_KEY, (n) => send(either(n)));
    expect(counted(answers.map(({ replayed }) => (replayed ? 'replayed' : 'done')))).toEqual({
      done: 1,
      replayed: SAME_KEY - 1,
    });
    expect(new Set(answers.map(({ answer }) => JSON.stringify(answer))).size).toBe(1);
    return answers[0]!.answer;
  }

  const order = await onlyOne(({ checkout }) => checkout.purchase(actor, lines, 'buy'));
  expect([order.balance, await stockOf(product.id)]).toEqual([994, 498]);
  const given = await onlyOne(({ gifts }) => gifts.give(actor, { ...gift, toUserName }, 'give'));
  expect(given.balance).toBe(987);
  const grant = { ...gift, userName: buyer!.userName, reason: 'Well done' };
  await onlyOne(({ gifts }) => gifts.grant(admin, grant, 'grant'));
  expect(await balanceOf(db(), buyer!.id, creator.id)).toBe(994);
  const joined = await onlyOne(({ memberships }) =>
    memberships.join(actor, { tribeId: tribe!.publicId }, 'join'),
  );
  expect(joined.balance).toBe(944);
  const [entry] = await db()
    .select()
    .from(schema.userInventory)
    .where(eq(schema.userInventory.userId, buyer!.id));
  const present = { inventoryId: entry!.publicId, quantity: 1, toUserName };
  expect(await onlyOne(({ belongings }) => belongings.transfer(actor, present, 'transfer'))).toMatchObject({
    remaining: 1,
  });
  const another = await either(0).checkout.purchase(actor, lines, undefined);
  await onlyOne(({ refunds }) => refunds.refund(owner, another.answer.orderNumber, 'refund'));
  expect([await balanceOf(db(), buyer!.id, creator.id), await stockOf(product.id)]).toEqual([944, 498]);
});

test('GIFT3 gifts that oppose each other in two processes, sixty each way, end without a deadlock', async () => {
  const creator = await buildCreator(db());
  const [one, two] = await buildCrowd(db(), 2, creator.id, 60);
  const outcomes = await many(120, (n) => {
    const [from, to] = n % 2 === 0 ? [one!, two!] : [two!, one!];
    const gift = { creatorId: creator.publicId, toUserName: to.userName, amount: 1 };
    return outcome(either(n >> 1).gifts.give(actorOf(from), gift, undefined));
  });
  expect(counted(outcomes)).toEqual({ done: 120 });
  expect([await balanceOf(db(), one!.id, creator.id), await balanceOf(db(), two!.id, creator.id)]).toEqual([
    60, 60,
  ]);
});

test('RFD6 PAY19 GIFT3 awards, purchases, refunds and gifts of the same balance go on at once', async () => {
  const owner = await buildUser(db(), { role: 'creator' });
  const creator = await buildCreator(db(), { userId: owner.id });
  const world = await buildWorld(db(), { creatorId: creator.id });
  const product = await buildProduct(db(), { creatorId: creator.id, maxQuantity: 500, pricePoints: 4 });
  const lines = [{ productId: product.publicId, quantity: 1 }];
  const usd = { amountCents: 499, currency: 'USD', occurredAt: new Date() };

  for (let round = 0; round < ROUNDS; round++) {
    const [player, friend] = await buildCrowd(db(), 2, creator.id, 20);
    const space = await buildSpace(db(), { worldId: world.id });
    const startedAt = new Date(Date.now() - 600_000);
    const event = await buildEvent(db(), {
      spaceId: space.id,
      isLive: true,
      startedAt,
      pointsPerMinute: 60,
      maximumPoints: 30,
    });
    const stay = { stayId: `${event.id}`, userId: player!.id, enteredAt: startedAt.toISOString() };
    await either(0).attendance.open(event.id, [stay]);
    const bought = await buildPurchase(db(), { creatorId: creator.id, userId: player!.id });
    const paid = { id: `${event.id} paid`, kind: 'succeeded', paymentId: bought.paymentId, ...usd } as const;
    const orders = await many(3, (n) => either(n).checkout.purchase(actorOf(player!), lines, undefined));
    const give = (n: number, from: typeof player, to: typeof player) =>
      outcome(
        either(n).gifts.give(
          actorOf(from!),
          { creatorId: creator.publicId, toUserName: to!.userName, amount: 6 },
          undefined,
        ),
      );

    const [awards, purchases, refunds, away, here] = await Promise.all([
      Promise.all([0, 1].map((n) => either(n).attendance.close(event.id, [stay.stayId]))),
      many(8, (n) => outcome(either(n).checkout.purchase(actorOf(player!), lines, undefined))),
      many(6, (n) =>
        outcome(either(n >> 1).refunds.refund(actorOf(owner), orders[n % 3]!.answer.orderNumber, undefined)),
      ),
      many(5, (n) => give(n, player, friend)),
      many(5, (n) => give(n + 1, friend, player)),
      either(0).settlement.record(bought.paymentProvider, paid),
      either(1).settlement.record(bought.paymentProvider, {
        ...paid,
        id: `${event.id} back`,
        kind: 'refunded',
        reference: 'all',
      }),
    ]);
    const done = (outcomes: string[]) => outcomes.filter((one) => one === 'done').length;
    for (const one of [...purchases, ...away, ...here])
      expect(['done', 'INSUFFICIENT_POINTS']).toContain(one);
    expect(awards.flat().map(({ earned }) => earned)).toEqual([30]);
    expect(counted(refunds)).toEqual({ done: 3, ALREADY_REFUNDED: 3 });
    const moved = 6 * (done(here) - done(away));
    const [debt] = await db()
      .select()
      .from(schema.pointsPurchases)
      .where(eq(schema.pointsPurchases.id, bought.id));
    const [mine, theirs] = await Promise.all(
      [player, friend].map((user) => balanceOf(db(), user!.id, creator.id)),
    );
    expect(mine! - debt!.pointsOwed).toBe(20 - 3 * 4 + 30 - 4 * done(purchases) + 3 * 4 + moved);
    expect(theirs).toBe(20 - moved);
  }
});
