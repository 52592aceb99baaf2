import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows } from '#db/client.ts';
import { orderItems, orders, userInventory } from '#db/schema/index.ts';
import { audit } from '#operations/audit.ts';
import { buildCreator, buildProduct, buildUser } from '#test/builders.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const [migration] = globSync('drizzle/*_append_only_movements.sql', { cwd: root });
const [backfill] = readFileSync(`${root}${migration}`, 'utf8').split('--> statement-breakpoint');

let t: TestDatabase;
beforeAll(async () => {
  t = await openTestDatabase();
});
afterAll(() => t.close());

const ownership = async () =>
  (await audit(t.database.db)).find(({ name }) => name === 'ownership')?.violations;

test('INV9 the migration writes a movement for what each order brought', async () => {
  const { db } = t.database;
  const creator = await buildCreator(db);
  const [once, twice] = [await buildProduct(db), await buildProduct(db)];
  const buyer = await buildUser(db);
  const order = async (status: 'completed' | 'cancelled', lines: [productId: number, quantity: number][]) => {
    const values = { userId: buyer.id, creatorId: creator.id, totalPoints: 0, status };
    const [made] = await db
      .insert(orders)
      .values({ ...values, orderNumber: crypto.randomUUID() })
      .returning();
    for (const [productId, quantity] of lines)
      await db
        .insert(orderItems)
        .values({ orderId: made?.id as number, productId, quantity, pointsPerItem: 0, totalPoints: 0 });
    return made?.orderNumber;
  };
  const first = await order('completed', [
    [once.id, 2],
    [twice.id, 1],
  ]);
  const second = await order('completed', [[twice.id, 4]]);
  await order('cancelled', [[twice.id, 9]]);
  for (const [productId, quantity] of [
    [once.id, 2],
    [twice.id, 5],
  ] as const)
    await db.insert(userInventory).values({ userId: buyer.id, productId, quantity });

  expect(await ownership()).toBeGreaterThan(0);
  await db.execute(sql.raw(backfill as string));
  expect(await ownership()).toBe(0);
  expect(
    await rows(
      db,
      sql`select product_id as "productId", quantity, reference from inventory_movements order by id`,
    ),
  ).toEqual([
    { productId: once.id, quantity: 2, reference: first },
    { productId: twice.id, quantity: 1, reference: first },
    { productId: twice.id, quantity: 4, reference: second },
  ]);
});
