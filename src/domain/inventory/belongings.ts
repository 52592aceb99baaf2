import { sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { rows, type Tx } from '#db/client.ts';
import { afterCommit, type Transact } from '#db/transact.ts';
import { holdSomebodyElse } from '../accounts/receiver.ts';
import type { Actor } from '../actor.ts';
import { found } from '../errors.ts';
import type { FactBus } from '../facts.ts';
import { type About, type Answered, once } from '../idempotency.ts';
import type { Holds } from '../points/holds.ts';
import type { Departed, Inventory } from './inventory.ts';

/** So many of one's own entry, by its public id. */
export type Use = { inventoryId: string; quantity: number };
export type Transfer = Use & { toUserName: string };

/** What was used up, and how many are left. Times are ISO 8601. */
export type Consumed = Use & { productId: string; name: string; remaining: number; consumedAt: string };

/** What was given away, and how many are left. `transferId` is in the books of both sides. */
export type Transferred = Transfer & {
  transferId: string;
  productId: string;
  name: string;
  remaining: number;
  transferredAt: string;
};

type Entry = {
  productId: number;
  creatorId: number;
  productPublicId: string;
  name: string;
  itemId: number | null;
};

export type Belongings = ReturnType<typeof createBelongings>;

type Needs = { transact: Transact; facts: FactBus; inventory: Inventory; holds: Holds };

/** What users do with what they own: give it away, or use it up. Anything that can be owned can be both. */
export function createBelongings({ transact, facts, inventory, holds }: Needs) {
  /** The actor's entry. Its product is held as a purchase holds it, before any entry is locked. */
  async function entryOf(tx: Tx, { userId }: Actor, publicId: string): Promise<Entry> {
    const [entry] = await rows<Entry>(
      tx,
      sql`select p.id as "productId", p.public_id as "productPublicId", p.name, p.item_id as "itemId",
            p.creator_id as "creatorId"
          from user_inventory i join products p on p.id = i.product_id
          where i.public_id = ${publicId} and i.user_id = ${userId} and i.quantity > 0
          for key share of p`,
    );
    return found(entry, 'INVENTORY_NOT_FOUND');
  }

  /** Everybody sees that it is no longer worn, once it is certain. */
  function tellWhatCameOff(tx: Tx, { userId }: Actor, { cameOff }: Departed): void {
    if (cameOff) afterCommit(tx, () => facts.publish('OutfitChanged', { userId }));
  }

  async function transfer(tx: Tx, actor: Actor, request: Transfer, about: About): Promise<Transferred> {
    const receiver = await holdSomebodyElse(tx, actor, request.toUserName);
    about(receiver.id);
    const { productPublicId, name, creatorId, ...entry } = await entryOf(tx, actor, request.inventoryId);
    const { inventoryId, quantity } = request;
    const account = { userId: actor.userId, creatorId };
    await holds.assertTransferable(tx, account, { productId: entry.productId, quantity });
    const transferId = uuidv7();
    const departure = {
      ...entry,
      userId: actor.userId,
      quantity,
      entryId: inventoryId,
      reference: transferId,
    };
    const departed = await inventory.transfer(tx, departure, receiver.id);
    tellWhatCameOff(tx, actor, departed);
    return {
      transferId,
      inventoryId,
      productId: productPublicId,
      name,
      quantity,
      toUserName: receiver.userName,
      remaining: departed.remaining,
      transferredAt: departed.at,
    };
  }

  async function consume(tx: Tx, actor: Actor, { inventoryId, quantity }: Use): Promise<Consumed> {
    const { productPublicId, name, productId, itemId } = await entryOf(tx, actor, inventoryId);
    const departure = {
      ...{ productId, itemId, quantity },
      ...{ userId: actor.userId, entryId: inventoryId, reference: uuidv7() },
    };
    const departed = await inventory.consume(tx, departure);
    tellWhatCameOff(tx, actor, departed);
    const { remaining, at: consumedAt } = departed;
    return { inventoryId, productId: productPublicId, name, quantity, remaining, consumedAt };
  }

  return {
    /** Gives so many of an entry to another user. What is worn comes off. */
    transfer: (actor: Actor, request: Transfer, key: string | undefined): Promise<Answered<Transferred>> =>
      transact((tx) =>
        once(tx, { userId: actor.userId, name: 'inventory.transfer', key, request }, (about) =>
          transfer(tx, actor, request, about),
        ),
      ),

    /** Uses up so many of an entry. What is worn comes off. */
    consume: (actor: Actor, request: Use, key: string | undefined): Promise<Answered<Consumed>> =>
      transact((tx) =>
        once(tx, { userId: actor.userId, name: 'inventory.consume', key, request }, () =>
          consume(tx, actor, request),
        ),
      ),
  };
}
