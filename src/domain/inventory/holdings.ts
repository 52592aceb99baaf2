import { and, eq, gt, sql } from 'drizzle-orm';
import { type Database, rows } from '#db/client.ts';
import { foldedText } from '#db/folding.ts';
import { avatarItems, creators, products, userInventory } from '#db/schema/index.ts';
import type { Actor } from '../actor.ts';
import { found } from '../errors.ts';
import { byId, byKey, type Order, type Page, type PageRequest, readPage } from '../paging.ts';
import { matches, refersTo } from '../search.ts';

export type InventoryRecord = {
  entry: typeof userInventory.$inferSelect;
  product: typeof products.$inferSelect;
  creatorPublicId: string;
  itemPublicId: string | null;
};

export type InventorySort = 'newest' | 'oldest' | 'name';

export type InventoryFilter = {
  productType?: InventoryRecord['product']['productType'] | undefined;
  creatorId?: string | undefined;
  /** Looked for in the names of the products. */
  search?: string | undefined;
  sort?: InventorySort | undefined;
};

/** How many entries, and how many things in them. */
export type Count = { entries: number; items: number };

export type InventoryOverview = Count & {
  byType: Record<string, Count>;
  /** The creators of whom the user has most, the most first. */
  byCreator: (Count & { creatorId: string })[];
};

export type Holdings = ReturnType<typeof createHoldings>;

/** An overview tells of so many creators at most. */
const CREATORS_IN_OVERVIEW = 100;

const { id } = userInventory;

const idOf = ({ entry }: InventoryRecord): number => entry.id;

const orders: Record<InventorySort, Order<InventoryRecord>> = {
  newest: byId('descending', id, idOf),
  oldest: byId('ascending', id, idOf),
  name: byKey(
    'ascending',
    {
      column: products.nameFolded,
      of: ({ product }) => product.name,
      bind: (name) => foldedText(sql`${name}::text`),
    },
    id,
    idOf,
  ),
};

/** What a user owns, as they see it. */
export function createHoldings({ database: { db } }: { database: Database }) {
  const select = () =>
    db
      .select({
        entry: userInventory,
        product: products,
        creatorPublicId: creators.publicId,
        itemPublicId: avatarItems.publicId,
      })
      .from(userInventory)
      .innerJoin(products, eq(products.id, userInventory.productId))
      .innerJoin(creators, eq(creators.id, products.creatorId))
      .leftJoin(avatarItems, eq(avatarItems.id, products.itemId));

  const heldBy = (actor: Actor) => and(eq(userInventory.userId, actor.userId), gt(userInventory.quantity, 0));

  return {
    async list(actor: Actor, filter: InventoryFilter, request: PageRequest): Promise<Page<InventoryRecord>> {
      const { productType, creatorId, search, sort = 'newest' } = filter;
      return readPage(request, orders[sort], (beginning) =>
        select().where(
          and(
            heldBy(actor),
            productType && eq(products.productType, productType),
            refersTo(products.creatorId, creators, creatorId),
            matches(products.nameFolded, search),
            beginning,
          ),
        ),
      );
    },

    /** One entry of the user's own; somebody else's is not there. */
    async get(actor: Actor, publicId: string): Promise<InventoryRecord> {
      const [record] = await select().where(and(heldBy(actor), eq(userInventory.publicId, publicId)));
      return found(record, 'INVENTORY_NOT_FOUND');
    },

    async overview(actor: Actor): Promise<InventoryOverview> {
      const held = await rows<Count & { productType: string; creatorId: string }>(
        db,
        sql`select p.product_type as "productType", c.public_id as "creatorId",
              count(*)::int as entries, sum(i.quantity)::float8 as items
            from user_inventory i join products p on p.id = i.product_id join creators c on c.id = p.creator_id
            where i.user_id = ${actor.userId} and i.quantity > 0
            group by p.product_type, c.public_id`,
      );
      const byCreator = [...countsBy(held, (one) => one.creatorId)].map(([creatorId, count]) => ({
        creatorId,
        ...count,
      }));
      byCreator.sort((a, b) => b.items - a.items || (a.creatorId < b.creatorId ? -1 : 1));
      return {
        ...sumOf(held),
        byType: Object.fromEntries(countsBy(held, (one) => one.productType)),
        byCreator: byCreator.slice(0, CREATORS_IN_OVERVIEW),
      };
    },
  };
}

const sumOf = (counts: readonly Count[]): Count => ({
  entries: counts.reduce((sum, { entries }) => sum + entries, 0),
  items: counts.reduce((sum, { items }) => sum + items, 0),
});

const countsBy = <T extends Count>(counts: readonly T[], keyOf: (count: T) => string): Map<string, Count> =>
  new Map([...Map.groupBy(counts, keyOf)].map(([key, group]) => [key, sumOf(group)]));
