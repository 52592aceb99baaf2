import { eq, type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows } from '#db/client.ts';
import * as schema from '#db/schema/index.ts';
import { databaseClock } from '#domain/clock.ts';
import { createBelongings } from '#domain/inventory/belongings.ts';
import { createInventory } from '#domain/inventory/inventory.ts';
import { createGifts } from '#domain/points/gifts.ts';
import { createHolds } from '#domain/points/holds.ts';
import { createSettlement } from '#domain/points/settlement.ts';
import { createCheckout } from '#domain/store/checkout.ts';
import { createRefunds } from '#domain/store/refunds.ts';
import { createLocalFacts } from '#redis/local-facts.ts';
import { createServices } from '#test/attendance/services.ts';
import {
  actorOf,
  buildAvatar,
  buildCreator,
  buildEvent,
  buildProduct,
  buildPurchase,
  buildSpace,
  buildUser,
  buildWearable,
  buildWorld,
} from '#test/builders.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { breakages } from './audit/breakages.ts';
import { type AuditLine, audit, auditSnapshot } from './audit.ts';

const NAMES = [
  'balances',
  'amounts',
  'stock',
  'orders',
  'purchases',
  'ownership',
  'rewards',
  'visits',
  'append-only',
  'earnings',
  'leavings',
  'gifts',
];

let t: TestDatabase;
beforeAll(async () => {
  t = await openTestDatabase();
});
afterAll(() => t.close());

const violated = (lines: AuditLine[]) =>
  lines.filter(({ violations }) => violations > 0).map(({ name, examples }) => ({ name, examples }));

/** A player who attended, bought points, spent them on a hat and posters, gave and used some, and wears the hat. */
async function populate() {
  const { db } = t.database;
  const { transact, ledger, attendance, events, outbox } = createServices(t.database);
  const inventory = createInventory();
  const facts = createLocalFacts(() => {});
  const checkout = createCheckout({ transact, clock: databaseClock, facts, ledger, inventory });
  const owner = await buildUser(db, { role: 'creator' });
  const player = await buildUser(db);
  const creator = await buildCreator(db, { userId: owner.id });
  const space = await buildSpace(db, { worldId: (await buildWorld(db, { creatorId: creator.id })).id });

  const startedAt = new Date(Date.now() - 600_000);
  const live = { spaceId: space.id, isLive: true, startedAt, pointsPerMinute: 10 };
  for (const rewardBudget of [null, 5]) {
    const event = await buildEvent(db, { ...live, rewardBudget });
    const stays = [owner, player].map(({ id }) => ({
      stayId: id,
      userId: id,
      enteredAt: startedAt.toISOString(),
    }));
    await attendance.open(event.id, stays);
    await events.end(actorOf(owner), event.publicId);
  }

  const settlement = createSettlement({
    transact,
    clock: databaseClock,
    ledger,
    outbox,
    report: console.error,
  });
  const paid = await buildPurchase(db, { creatorId: creator.id, userId: player.id });
  await buildPurchase(db, { creatorId: creator.id, userId: player.id });
  await settlement.record(paid.paymentProvider, {
    id: 'paid',
    kind: 'succeeded',
    paymentId: paid.paymentId,
    occurredAt: new Date(),
    amountCents: 499,
    currency: 'USD',
  });

  const hat = await buildWearable(db, { creatorId: creator.id });
  const hatProduct = await buildProduct(db, {
    creatorId: creator.id,
    productType: 'avatar',
    itemId: hat.id,
    maxQuantity: 3,
  });
  const poster = await buildProduct(db, { creatorId: creator.id });
  const free = await buildProduct(db, { creatorId: creator.id, pricePoints: 0 });
  const lines = [hatProduct, poster].map(({ publicId }) => ({ productId: publicId, quantity: 1 }));
  await checkout.purchase(actorOf(player), lines, undefined);
  const rare = await buildProduct(db, { creatorId: creator.id, maxQuantity: 3 });
  const regretted = [{ productId: rare.publicId, quantity: 2 }];
  const { answer } = await checkout.purchase(actorOf(player), regretted, undefined);
  const refunds = createRefunds({ transact, clock: databaseClock, facts, ledger, inventory });
  await refunds.refund(actorOf(owner), answer.orderNumber, undefined);
  await checkout.purchase(actorOf(player), [{ productId: free.publicId, quantity: 4 }], undefined);
  const holds = createHolds({ clock: databaseClock, windowSeconds: 0 });
  const belongings = createBelongings({ transact, facts, inventory, holds });
  const { userInventory: held } = schema;
  const [entry] = await db.select().from(held).where(eq(held.productId, free.id));
  const use = { inventoryId: entry?.publicId as string, quantity: 1 };
  await belongings.transfer(actorOf(player), { ...use, toUserName: owner.userName }, undefined);
  await belongings.consume(actorOf(player), use, undefined);
  const gifts = createGifts({ transact, ledger, holds });
  const points = { creatorId: creator.publicId, amount: 5 };
  const said = { toUserName: owner.userName, message: 'For you' };
  await gifts.give(actorOf(player), { ...points, ...said }, undefined);
  await gifts.grant(actorOf(owner), { ...points, userName: player.userName, reason: 'Well done' }, undefined);
  const avatar = await buildAvatar(db, { userId: player.id, baseModelId: hat.baseModelId });
  await db
    .insert(schema.avatarEquippedItems)
    .values({ userAvatarId: avatar.id, slotName: 'hat', itemId: hat.id });
}

test('LED3 a new database holds every invariant', async () => {
  const lines = await audit(t.database.db);
  expect(lines.map(({ name }) => name)).toEqual(NAMES);
  expect(violated(lines)).toEqual([]);
});

test('LED3 a database that was played on holds every invariant', async () => {
  await populate();
  const [written] = await rows(
    t.database.db,
    sql`select (select count(*)::int from point_transactions) as ledger, (select count(*)::int from orders) as orders`,
  );
  expect(written).toEqual({ ledger: 9, orders: 3 });
  expect(violated(await audit(t.database.db))).toEqual([]);
});

class Undo extends Error {}

/** What the audit says after these statements, none of which is kept. */
async function auditAfter(statements: SQL[]): Promise<AuditLine[]> {
  let lines: AuditLine[] = [];
  const { transact } = createServices(t.database);
  const work = transact(async (tx) => {
    for (const statement of statements) await tx.execute(statement);
    lines = await auditSnapshot(tx);
    throw new Undo();
  });
  await expect(work).rejects.toThrow(Undo);
  return lines;
}

test.each(breakages)('LED4 %s: finds %s', async (name, _how, by, also = []) => {
  const found = violated(await auditAfter(by));
  expect(found.map((line) => line.name).sort()).toEqual([name, ...also].sort());
  for (const { examples } of found) {
    expect(examples.length).toBeGreaterThan(0);
    expect(examples.length).toBeLessThanOrEqual(5);
    expect(examples[0]).toHaveProperty('problem');
  }
});

test('LED10 of very many violations all are counted and the first five are listed', async () => {
  const users = 20_000;
  const [line, ...others] = await auditAfter([
    sql`insert into "user" (id, name, first_name, last_name, user_name, email)
        select 'many-' || n, 'M', 'M', 'M', 'many_' || n, n || '@many.example' from generate_series(1, ${users}::int) n`,
    sql`insert into point_balances (user_id, creator_id, balance)
        select 'many-' || n, (select min(id) from creators), 3 from generate_series(1, ${users}::int) n`,
  ]);
  expect(line).toMatchObject({ name: 'balances', violations: users });
  expect(line?.examples).toHaveLength(5);
  expect(new Set(line?.examples.map((example) => example.user_id)).size).toBe(5);
  expect(violated(others)).toEqual([]);
});

test('LED5 the audit changes nothing and sees one moment', async () => {
  const { transact } = createServices(t.database);
  const write = transact((tx) => tx.update(schema.pointBalances).set({ balance: 0 }), { snapshot: true });
  await expect(write).rejects.toMatchObject({ cause: { code: '25006' } });
  const before = await rows(t.database.db, sql`select * from point_transactions order by id`);
  await audit(t.database.db);
  expect(await rows(t.database.db, sql`select * from point_transactions order by id`)).toEqual(before);
});

test('LED4 append-only: finds triggers that are there and refuse nothing', async () => {
  const { db } = t.database;
  await db.execute(sql`create or replace function refuse_ledger_change() returns trigger language plpgsql
    as $$ begin return coalesce(new, old); end $$`);
  const table = 'point_transactions';
  const before = await db.select().from(schema.pointTransactions);
  expect(violated(await audit(db))).toEqual([
    {
      name: 'append-only',
      examples: ['UPDATE', 'DELETE', 'TRUNCATE'].map((statement) => ({
        problem: 'not refused',
        table,
        statement,
      })),
    },
  ]);
  expect(await db.select().from(schema.pointTransactions)).toEqual(before);
  expect(await db.$count(schema.orders, eq(schema.orders.status, 'completed'))).toBe(2);
});
