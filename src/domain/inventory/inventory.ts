import { type SQL, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { jsonRows, rows, type Tx, textSet } from '#db/client.ts';
import { preparedStatement } from '#db/prepared-statement.ts';
import { newPublicId } from '#db/public-id.ts';
import { isoTime } from '../clock.ts';
import { DomainError } from '../errors.ts';

/** What somebody gets: so many of a product, and the wearable in it where there is one. Ids are internal. */
export type Grant = { productId: number; quantity: number; itemId: number | null };

/** Where the values of what an order brings are in somebody's statement. */
export type Granting = {
  userId: SQL;
  orderId: SQL;
  orderNumber: SQL;
  /** A source of rows with "publicId" for a new entry, "productId", quantity and "itemId", one for each product. */
  from: SQL;
};

/** What leaves a user: so many of one of their entries. `reference` is a UUID for the movements of it. */
export type Departure = Grant & { userId: string; entryId: string; reference: string };

/** What became of a departure. `cameOff`: it was worn, and is no more. `at` is ISO 8601. */
export type Departed = { remaining: number; cameOff: boolean; at: string };

type Change = {
  userId: string;
  quantity: number;
  kind: 'transfer_in' | 'transfer_out' | 'consume';
  /** What the entry should tell of how it came about. */
  metadata?: Record<string, unknown>;
};

export type Inventory = ReturnType<typeof createInventory>;

/** The only writer of ownership: of products, of the wearables in them, and of the movements that add up to it. */
export function createInventory() {
  return {
    grant: grantParts,
    bought,

    /**
     * Gives so many to another user. Both entries are locked in the order of their ids, so that transfers that
     * oppose each other never wait in a ring.
     * @throws DomainError INSUFFICIENT_QUANTITY, ALREADY_OWNED for a wearable that the receiver has.
     */
    async transfer(tx: Tx, departure: Departure, toUserId: string): Promise<Departed> {
      const { userId, productId, itemId, quantity, entryId, reference } = departure;
      await openEntry(tx, toUserId, productId);
      const remaining = (await lockEntries(tx, productId, [userId, toUserId]))(userId) - quantity;
      if (remaining < 0) throw insufficient();
      const at = await move(tx, productId, reference, [
        { userId, quantity: -quantity, kind: 'transfer_out' },
        {
          userId: toUserId,
          quantity,
          kind: 'transfer_in',
          metadata: { receivedFrom: entryId, transferId: reference },
        },
      ]);
      const cameOff = itemId !== null && remaining === 0 && (await removeWearable(tx, userId, itemId));
      if (itemId !== null) await addGiven(tx, toUserId, itemId);
      return { remaining, cameOff, at };
    },

    /**
     * Uses up so many.
     * @throws DomainError INSUFFICIENT_QUANTITY
     */
    async consume(tx: Tx, departure: Departure): Promise<Departed> {
      const { userId, productId, itemId, quantity, reference } = departure;
      const remaining = (await lockEntries(tx, productId, [userId]))(userId) - quantity;
      if (remaining < 0) throw insufficient();
      const at = await move(tx, productId, reference, [{ userId, quantity: -quantity, kind: 'consume' }]);
      const cameOff = itemId !== null && remaining === 0 && (await removeWearable(tx, userId, itemId));
      return { remaining, cameOff, at };
    },

    /**
     * Takes from a user what an order had brought, however it was come by: things of one product are alike. The caller
     * has locked the products, so that nobody else is at an entry of these.
     * @throws DomainError ITEMS_GONE where the user no longer holds it all
     */
    async takeBack(
      tx: Tx,
      userId: string,
      orderNumber: string,
      grants: readonly Grant[],
    ): Promise<{ cameOff: boolean }> {
      const taken = await rows<{ itemId: number | null; remaining: number }>(
        tx,
        takeBackSql(userId, orderNumber, grants),
      );
      if (taken.length < grants.length) throw new DomainError('ITEMS_GONE');
      let cameOff = false;
      for (const { itemId, remaining } of taken)
        if (itemId !== null && remaining === 0)
          cameOff = (await removeWearable(tx, userId, itemId)) || cameOff;
      return { cameOff };
    },

    /** Takes everything from a user who is being deleted. Their avatars are gone already; the movements stay. */
    async takeAll(tx: Tx, userId: string): Promise<void> {
      await tx.execute(sql`
        with erased as (
          delete from user_inventory where user_id = ${userId} returning product_id, quantity
        )
        insert into inventory_movements (user_id, product_id, quantity, kind, reference)
        select ${userId}, product_id, -quantity, 'erase', ${uuidv7()}::uuid from erased where quantity > 0`);
      await tx.execute(sql`delete from user_avatar_inventory where user_id = ${userId}`);
    },
  };
}

/**
 * Gives a user what an order paid for, in a statement that does more. The last of these named queries is `dressed`,
 * with a row for each wearable that came into the wardrobe: a wearable is owned once, and its caller must roll back
 * where one is missing.
 */
const grantParts = ({ userId, orderId, orderNumber, from }: Granting): SQL => sql`
  granted as (
    insert into user_inventory as held (public_id, user_id, product_id, order_id, quantity)
    select g."publicId", ${userId}::text, g."productId", ${orderId}, g.quantity from ${from} g order by g."productId"
    on conflict (user_id, product_id) do update set quantity = held.quantity + excluded.quantity,
      order_id = case when held.quantity = 0 then excluded.order_id else held.order_id end,
      acquired_at = case when held.quantity = 0 then excluded.acquired_at else held.acquired_at end,
      metadata = case when held.quantity > 0 then held.metadata end
  ),
  moved_in as (
    insert into inventory_movements (user_id, product_id, quantity, kind, reference)
    select ${userId}::text, g."productId", g.quantity, 'purchase', ${orderNumber}::uuid
    from ${from} g order by g."productId"
  ),
  dressed as (
    insert into user_avatar_inventory (user_id, item_id, source)
    select ${userId}::text, g."itemId", 'purchase' from ${from} g where g."itemId" is not null order by g."productId"
    on conflict (user_id, item_id) do nothing returning item_id
  )`;

/** How many of these products a user bought and did not give back, whoever has them now. */
async function bought(
  tx: Tx,
  userId: string,
  productIds: readonly number[],
): Promise<(productId: number) => number> {
  const counted = await countBought(tx, { userId, productIds: JSON.stringify(productIds) });
  return (productId) => counted.find((product) => product.productId === productId)?.quantity ?? 0;
}

const countBought = preparedStatement<{ productId: number; quantity: number }>(
  sql`select product_id as "productId", sum(quantity)::int as quantity from inventory_movements
      where user_id = ${sql.placeholder('userId')} and kind in ('purchase', 'refund') and product_id in (
        select id::int from jsonb_array_elements_text(${sql.placeholder('productIds')}::text::jsonb) as p(id))
      group by product_id`,
);

const insufficient = () => new DomainError('INSUFFICIENT_QUANTITY', 'That is more than you hold.');

/** Makes a user's entry of a product, with none in it, unless there is one. */
const openEntry = (tx: Tx, userId: string, productId: number) =>
  tx.execute(sql`
    insert into user_inventory (public_id, user_id, product_id, quantity)
    values (${newPublicId()}, ${userId}, ${productId}, 0) on conflict (user_id, product_id) do nothing`);

/** Locks the entries of a product; answers with how many each user holds. */
async function lockEntries(
  tx: Tx,
  productId: number,
  userIds: string[],
): Promise<(userId: string) => number> {
  const locked = await rows<{ userId: string; quantity: number }>(
    tx,
    sql`select user_id as "userId", quantity from user_inventory
        where product_id = ${productId} and user_id in ${textSet(userIds)} order by id for update`,
  );
  return (userId) => locked.find((entry) => entry.userId === userId)?.quantity ?? 0;
}

/** Changes locked entries and writes down how; answers with when that was. */
async function move(tx: Tx, productId: number, reference: string, changes: Change[]): Promise<string> {
  const [written] = await rows<{ at: string }>(
    tx,
    sql`with changes as (
          select * from ${jsonRows(changes)} as c("userId" text, quantity int, kind text, metadata jsonb)
        ),
        moved as (
          update user_inventory held set quantity = held.quantity + c.quantity,
            order_id = case when held.quantity > 0 then held.order_id end,
            acquired_at = case when held.quantity > 0 then held.acquired_at else now() end,
            metadata = coalesce(held.metadata || c.metadata, held.metadata, c.metadata)
          from changes c where held.product_id = ${productId} and held.user_id = c."userId"
        )
        insert into inventory_movements (user_id, product_id, quantity, kind, reference)
        select "userId", ${productId}::int, quantity, kind, ${reference}::uuid from changes
        returning ${isoTime(sql`created_at`)} as at`,
  );
  return (written as { at: string }).at;
}

/** Takes from those entries that hold enough, and writes down so; answers with what is left of each. */
const takeBackSql = (userId: string, orderNumber: string, grants: readonly Grant[]): SQL => sql`
  with wanted as (select * from ${jsonRows(grants)} as w("productId" int, quantity int, "itemId" int)),
  taken as (
    update user_inventory held set quantity = held.quantity - w.quantity
    from wanted w where held.user_id = ${userId} and held.product_id = w."productId" and held.quantity >= w.quantity
    returning held.product_id, w.quantity, w."itemId", held.quantity as remaining
  ),
  written as (
    insert into inventory_movements (user_id, product_id, quantity, kind, reference)
    select ${userId}::text, product_id, -quantity, 'refund', ${orderNumber}::uuid from taken order by product_id
  )
  select "itemId", remaining from taken order by "itemId"`;

async function addGiven(tx: Tx, userId: string, itemId: number): Promise<void> {
  const added = await rows(
    tx,
    sql`insert into user_avatar_inventory (user_id, item_id, source) values (${userId}, ${itemId}, 'gift')
        on conflict (user_id, item_id) do nothing returning id`,
  );
  if (added.length === 0) throw new DomainError('ALREADY_OWNED');
}

/**
 * Takes a wearable out of a user's wardrobe and off all their avatars; answers whether it was worn. The wardrobe
 * goes first: an avatar that is just putting it on holds that row, and is waited for.
 */
async function removeWearable(tx: Tx, userId: string, itemId: number): Promise<boolean> {
  await tx.execute(sql`delete from user_avatar_inventory where user_id = ${userId} and item_id = ${itemId}`);
  const takenOff = await rows(
    tx,
    sql`delete from avatar_equipped_items q using user_avatars a
        where a.id = q.user_avatar_id and a.user_id = ${userId} and q.item_id = ${itemId} returning q.id`,
  );
  return takenOff.length > 0;
}
