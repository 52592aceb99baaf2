import { and, desc, eq, gt, lt, sql } from 'drizzle-orm';
import { type Database, jsonRows, rows, type Tx } from '#db/client.ts';
import { newPublicId } from '#db/public-id.ts';
import { avatarItems, creators, products, userInventory } from '#db/schema/index.ts';
import type { Actor } from '../actor.ts';
import { DomainError } from '../errors.ts';
import { type Page, type PageRequest, pageOf } from '../paging.ts';

/** What somebody gets: so many of a product, and the wearable in it where there is one. Ids are internal. */
export type Grant = { productId: number; quantity: number; itemId: number | null };

export type InventoryRecord = {
  entry: typeof userInventory.$inferSelect;
  product: typeof products.$inferSelect;
  creatorPublicId: string;
  itemPublicId: string | null;
};

export type Inventory = ReturnType<typeof createInventory>;

/** The only writer of ownership: of products, and of the wearables in them. */
export function createInventory({ database: { db } }: { database: Database }) {
  return {
    /** Gives a user what an order paid for. A wearable is owned once: ALREADY_OWNED for a second one. */
    async grant(tx: Tx, userId: string, orderId: number, grants: readonly Grant[]): Promise<void> {
      const sorted = [...grants].sort((a, b) => a.productId - b.productId);
      const entries = sorted.map((grant) => ({ ...grant, publicId: newPublicId() }));
      await tx.execute(sql`
        insert into user_inventory (public_id, user_id, product_id, order_id, quantity)
        select g."publicId", ${userId}, g."productId", ${orderId}, g.quantity
        from ${jsonRows(entries)} as g("publicId" text, "productId" int, quantity int)
        on conflict (user_id, product_id) do update set quantity = user_inventory.quantity + excluded.quantity`);
      const wearables = sorted.filter((grant) => grant.itemId !== null);
      if (wearables.length === 0) return;
      const added = await rows(
        tx,
        sql`insert into user_avatar_inventory (user_id, item_id, source)
            select ${userId}, g."itemId", 'purchase' from ${jsonRows(wearables)} as g("itemId" int)
            on conflict (user_id, item_id) do nothing returning id`,
      );
      if (added.length < wearables.length) throw new DomainError('ALREADY_OWNED');
    },

    async list(actor: Actor, request: PageRequest): Promise<Page<InventoryRecord>> {
      const found = await db
        .select({
          entry: userInventory,
          product: products,
          creatorPublicId: creators.publicId,
          itemPublicId: avatarItems.publicId,
        })
        .from(userInventory)
        .innerJoin(products, eq(products.id, userInventory.productId))
        .innerJoin(creators, eq(creators.id, products.creatorId))
        .leftJoin(avatarItems, eq(avatarItems.id, products.itemId))
        .where(
          and(
            eq(userInventory.userId, actor.userId),
            gt(userInventory.quantity, 0),
            request.after && lt(userInventory.id, request.after.id),
          ),
        )
        .orderBy(desc(userInventory.id))
        .limit(request.limit + 1);
      return pageOf(found, request.limit, ({ entry }) => ({ key: '', id: entry.id }));
    },
  };
}
