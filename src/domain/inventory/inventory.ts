import { sql } from 'drizzle-orm';
import { jsonRows, rows, type Tx } from '#db/client.ts';
import { newPublicId } from '#db/public-id.ts';
import { DomainError } from '../errors.ts';

/** What somebody gets: so many of a product, and the wearable in it where there is one. Ids are internal. */
export type Grant = { productId: number; quantity: number; itemId: number | null };

export type Inventory = ReturnType<typeof createInventory>;

/** The only writer of ownership: of products, and of the wearables in them. */
export function createInventory() {
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
  };
}
