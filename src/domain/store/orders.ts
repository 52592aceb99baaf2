import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { creators, orderItems, orders, products } from '#db/schema/index.ts';
import type { Actor } from '../actor.ts';
import { byId, type Page, type PageRequest, readPage } from '../paging.ts';

export type OrderRecord = {
  order: typeof orders.$inferSelect;
  creatorPublicId: string;
  items: { item: typeof orderItems.$inferSelect; productPublicId: string; productName: string }[];
};

const newestFirst = byId('descending', orders.id, ({ order }: { order: OrderRecord['order'] }) => order.id);

export type Orders = ReturnType<typeof createOrders>;

/** The orders of a user, the newest first. */
export function createOrders({ database: { db } }: { database: Database }) {
  return {
    async list(actor: Actor, request: PageRequest): Promise<Page<OrderRecord>> {
      const page = await readPage(request, newestFirst, (beginning) =>
        db
          .select({ order: orders, creatorPublicId: creators.publicId })
          .from(orders)
          .innerJoin(creators, eq(creators.id, orders.creatorId))
          .where(and(eq(orders.userId, actor.userId), beginning)),
      );
      const ids = page.items.map(({ order }) => order.id);
      const items =
        ids.length === 0
          ? []
          : await db
              .select({ item: orderItems, productPublicId: products.publicId, productName: products.name })
              .from(orderItems)
              .innerJoin(products, eq(products.id, orderItems.productId))
              .where(inArray(orderItems.orderId, ids));
      return {
        ...page,
        items: page.items.map((record) => ({
          ...record,
          items: items.filter(({ item }) => item.orderId === record.order.id),
        })),
      };
    },
  };
}
