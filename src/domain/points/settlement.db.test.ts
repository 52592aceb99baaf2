import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows } from '#db/client.ts';
import { outboxTasks, pointBalances, pointsPurchases, pointTransactions } from '#db/schema/index.ts';
import { createTransact } from '#db/transact.ts';
import { databaseClock } from '#domain/clock.ts';
import { createOutbox } from '#domain/outbox/outbox.ts';
import type { PaymentEvent } from '#domain/payments.ts';
import { audit } from '#operations/audit.ts';
import { actorOf, buildCreator, buildPurchase, buildUser, givePoints } from '#test/builders.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { createGifts } from './gifts.ts';
import { createHolds } from './holds.ts';
import { createLedger, POINTS_LIMIT } from './ledger.ts';
import { createSettlement } from './settlement.ts';

let t: TestDatabase;
beforeAll(async () => {
  t = await openTestDatabase();
});
afterAll(async () => {
  await expectCleanAudit();
  await t.close();
});

const expectCleanAudit = async () =>
  expect((await audit(t.database.db)).filter(({ violations }) => violations > 0)).toEqual([]);

const fail = (error: unknown) => {
  throw error;
};

/** A user who buys 100 points for 4.99 at a time, another user, and what becomes of their points. */
async function stage(report: (error: unknown) => void = fail) {
  const { db } = t.database;
  const transact = createTransact(db, report);
  const clock = databaseClock;
  const ledger = createLedger({ clock });
  const outbox = createOutbox({ database: t.database, clock });
  const settlement = createSettlement({ transact, clock, ledger, outbox, report });
  const gifts = createGifts({ transact, ledger, holds: createHolds({ clock, windowSeconds: 0 }) });
  const creator = await buildCreator(db);
  const [buyer, friend] = [await buildUser(db), await buildUser(db)];
  const of = (userId: string) =>
    and(eq(pointBalances.userId, userId), eq(pointBalances.creatorId, creator.id));
  let told = 0;
  return {
    buyer,
    friend,
    retry: ({ paymentId }: { paymentId: string }) => settlement.retry('sandbox', paymentId),
    buy: () => buildPurchase(db, { creatorId: creator.id, userId: buyer.id }),
    tell: (purchase: { paymentId: string }, event: object) =>
      settlement.record('sandbox', {
        id: `${purchase.paymentId} ${++told}`,
        paymentId: purchase.paymentId,
        occurredAt: new Date(),
        ...event,
      } as PaymentEvent),
    gift: (amount: number, from = buyer, to = friend) =>
      gifts.give(actorOf(from), { creatorId: creator.publicId, toUserName: to.userName, amount }, undefined),
    earn: (amount: number) =>
      givePoints(db, ledger, { userId: buyer.id, creatorId: creator.id, amount, type: 'earn' }),
    async balance(user = buyer): Promise<number> {
      const [row] = await db.select().from(pointBalances).where(of(user.id));
      return row?.balance ?? 0;
    },
    async owed(): Promise<number[]> {
      const { userId, pointsOwed } = pointsPurchases;
      const owed = await db.select({ pointsOwed }).from(pointsPurchases).where(eq(userId, buyer.id));
      return owed.map((one) => one.pointsOwed).toSorted((a, b) => a - b);
    },
    /** What the ledger took back and gave again. */
    async refunds(): Promise<number[]> {
      const { userId, type, amount, id } = pointTransactions;
      const mine = and(eq(userId, buyer.id), eq(type, 'refund'));
      return (await db.select({ amount }).from(pointTransactions).where(mine).orderBy(id)).map(
        (one) => one.amount,
      );
    },
  };
}

const usd = (amountCents: number) => ({ amountCents, currency: 'USD' });
const PAID = { kind: 'succeeded', ...usd(499) };
const back = (amountCents = 499, reference = 'refund') => ({
  kind: 'refunded',
  reference,
  ...usd(amountCents),
});
const DISPUTED = { kind: 'disputed', reference: 'dispute', ...usd(499) };
const WON = { kind: 'dispute_won', reference: 'dispute' };

/** Every order of these. */
const ordersOf = <T>(all: readonly T[]): T[][] =>
  all.length < 2
    ? [[...all]]
    : all.flatMap((one, index) => ordersOf(all.toSpliced(index, 1)).map((rest) => [one, ...rest]));

test('PAY33 points that were paid for and do not fit are reported, and credited once they fit', async () => {
  const reported: unknown[] = [];
  const { buy, tell, retry, gift, earn, balance } = await stage((error) => void reported.push(error));
  await earn(POINTS_LIMIT - 40);
  const purchase = await buy();
  await tell(purchase, PAID);
  expect(reported).toMatchObject([{ name: 'PointsDoNotFit' }]);
  expect(await balance()).toBe(POINTS_LIMIT - 40);
  const tasks = () => t.database.db.select().from(outboxTasks);
  expect(await tasks()).toMatchObject([
    {
      kind: 'purchase.settle',
      payload: JSON.stringify({ provider: 'sandbox', paymentId: purchase.paymentId }),
    },
  ]);
  await expect(retry(purchase)).rejects.toThrow();
  await gift(60);
  await retry(purchase);
  expect(await balance()).toBe(POINTS_LIMIT);
  await retry(purchase);
  expect(await balance()).toBe(POINTS_LIMIT);
});

test('PAY17 points whose money went back are taken at once, and what is missing is owed', async () => {
  const { buy, tell, gift, balance, owed, refunds } = await stage();
  const purchase = await buy();
  await tell(purchase, PAID);
  await gift(30);
  await tell(purchase, back(100, 'some'));
  expect([await balance(), await owed(), await refunds()]).toEqual([50, [0], [-20]]);
  await tell(purchase, back(399, 'the rest'));
  expect([await balance(), await owed(), await refunds()]).toEqual([0, [30], [-20, -50]]);
  await expect(gift(1)).rejects.toMatchObject({ code: 'INSUFFICIENT_POINTS' });
});

test('PAY17 a dispute that is won gives back what was taken, and no more', async () => {
  const { buy, tell, gift, earn, balance, owed, refunds } = await stage();
  const purchase = await buy();
  await tell(purchase, PAID);
  await gift(30);
  await tell(purchase, DISPUTED);
  expect([await balance(), await owed()]).toEqual([0, [30]]);
  await earn(10);
  expect([await balance(), await owed()]).toEqual([0, [20]]);
  await tell(purchase, WON);
  expect([await balance(), await owed(), await refunds()]).toEqual([80, [0], [-70, -10, 80]]);
});

test('PAY17 any order of the events ends the same', async () => {
  for (const events of ordersOf([PAID, back(100, 'some'), DISPUTED, WON])) {
    const { buy, tell, earn, balance, owed } = await stage();
    const purchase = await buy();
    for (const event of events) await tell(purchase, event);
    await earn(5);
    expect([await balance(), await owed()]).toEqual([85, [0]]);
  }
});

test('PAY18 what is owed is taken from the next points, the oldest debt first', async () => {
  const { buyer, friend, buy, tell, gift, earn, balance, owed, refunds } = await stage();
  const [first, second] = [await buy(), await buy()];
  await tell(first, PAID);
  await tell(second, PAID);
  await gift(200);
  await tell(first, back());
  await tell(second, back());
  expect([await balance(), await owed()]).toEqual([0, [100, 100]]);
  expect(await earn(60)).toMatchObject({ amount: 60, balance: 0 });
  expect([await balance(), await owed()]).toEqual([0, [40, 100]]);
  await gift(90, friend, buyer);
  expect([await balance(), await owed()]).toEqual([0, [0, 50]]);
  const third = await buy();
  await tell(third, PAID);
  expect([await balance(), await owed(), await refunds()]).toEqual([50, [0, 0, 0], [-60, -40, -50, -50]]);
  expect(await balance(friend)).toBe(110);
});

test('PAY18 points of another creator owe nothing', async () => {
  const one = await stage();
  const purchase = await one.buy();
  await one.tell(purchase, PAID);
  await one.gift(100);
  await one.tell(purchase, back());
  const { db } = t.database;
  const clock = databaseClock;
  const ledger = createLedger({ clock });
  const { id: creatorId } = await buildCreator(db);
  const given = await givePoints(db, ledger, { userId: one.buyer.id, creatorId, amount: 7 });
  expect(given).toMatchObject({ balance: 7 });
  expect(await one.owed()).toEqual([100]);
});

test('PAY19 refunds, gifts and earnings at once lose nothing and make up nothing', async () => {
  const { friend, buyer, buy, tell, gift, earn, balance, owed } = await stage();
  const purchases = await Promise.all(Array.from({ length: 8 }, buy));
  await Promise.all(purchases.map((purchase) => tell(purchase, PAID)));
  const refused = (error: unknown) => expect(error).toMatchObject({ code: 'INSUFFICIENT_POINTS' });
  await Promise.all([
    ...purchases.flatMap((purchase) => [tell(purchase, back(200, 'a')), tell(purchase, back(299, 'b'))]),
    ...Array.from({ length: 20 }, () => gift(30).catch(refused)),
    ...Array.from({ length: 20 }, () => gift(10, friend, buyer).catch(refused)),
    ...Array.from({ length: 10 }, () => earn(5)),
  ]);
  const debts = (await owed()).reduce((sum, points) => sum + points, 0);
  expect((await balance()) + (await balance(friend)) - debts).toBe(50);
  await expectCleanAudit();
});

test('PAY17 of a deleted user nothing is taken or given', async () => {
  const { buyer, buy, tell, owed } = await stage();
  const purchase = await buy();
  await tell(purchase, PAID);
  await tell(purchase, { ...DISPUTED, ...usd(250) });
  const { db } = t.database;
  await db.execute(sql`delete from point_balances where user_id = ${buyer.id}`);
  await db.execute(sql`update "user" set deleted_at = now(), user_name = 'deleted-' || left(id, 8),
    name = 'Deleted user', first_name = 'Deleted', last_name = 'user', email = left(id, 8) || '@deleted.invalid'
    where id = ${buyer.id}`);
  await tell(purchase, WON);
  expect(await owed()).toEqual([0]);
  await tell(purchase, back(499, 'after all'));
  expect(await owed()).toEqual([50]);
  expect(await rows(db, sql`select 1 from point_balances where user_id = ${buyer.id}`)).toEqual([]);
});
