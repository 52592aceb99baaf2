import { setTimeout as sleep } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows } from '#db/client.ts';
import { products } from '#db/schema/index.ts';
import { createTransact } from '#db/transact.ts';
import { audit } from '#operations/audit.ts';
import { createLocalFacts } from '#redis/local-facts.ts';
import { actorOf, buildCreator, buildProduct, buildUser, givePoints } from '#test/builders.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { databaseClock } from '../clock.ts';
import { createInventory } from '../inventory/inventory.ts';
import { createLedger } from '../points/ledger.ts';
import { createCheckout } from './checkout.ts';

let t: TestDatabase;

beforeAll(async () => {
  t = await openTestDatabase();
});
afterAll(async () => {
  const broken = (await audit(t.database.db)).filter(({ violations }) => violations > 0);
  await t.close();
  expect(broken).toEqual([]);
});

test.each<[what: string, change: Partial<typeof products.$inferInsert>, code: string | undefined]>([
  ['gets dearer', { pricePoints: 11 }, 'SOLD_OUT'],
  ['gets cheaper', { pricePoints: 9 }, 'SOLD_OUT'],
  ['is retired', { isActive: false }, 'SOLD_OUT'],
  ['gets a limit', { maxPerUser: 1 }, 'SOLD_OUT'],
  ['is there once', { maxQuantity: 1, currentStock: 1 }, 'SOLD_OUT'],
  ['is there twice', { maxQuantity: 2, currentStock: 2 }, undefined],
  ['gets another name', { name: 'Renamed' }, undefined],
])('CHK3 CHK11 a purchase that waits while the product %s', async (_what, change, code) => {
  const { db } = t.database;
  const clock = databaseClock;
  const ledger = createLedger({ clock });
  const transact = createTransact(db, console.error);
  const facts = createLocalFacts(console.error);
  const checkout = createCheckout({ transact, clock, facts, ledger, inventory: createInventory() });
  const { id: creatorId } = await buildCreator(db);
  const product = await buildProduct(db, { creatorId, maxQuantity: 5, pricePoints: 10 });
  const buyer = await buildUser(db);
  await givePoints(db, ledger, { userId: buyer.id, creatorId, amount: 100 });

  const held = Promise.withResolvers<void>();
  const someoneWaits = Promise.withResolvers<void>();
  const changing = db.transaction(async (tx) => {
    await tx.update(products).set({ name: 'Held' }).where(eq(products.id, product.id));
    held.resolve();
    await someoneWaits.promise;
    await tx.update(products).set(change).where(eq(products.id, product.id));
  });
  await held.promise;
  const lines = [{ productId: product.publicId, quantity: 2 }];
  const bought = checkout.purchase(actorOf(buyer), lines, 'key').then(
    ({ answer }) => answer.balance,
    (error) => error.code,
  );
  const waiting = sql`select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await rows(db, waiting)).length === 0) await sleep(5);
  someoneWaits.resolve();
  await changing;
  expect(await bought).toBe(code ?? 80);
});
