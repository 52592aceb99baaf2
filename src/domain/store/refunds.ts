import { sql } from 'drizzle-orm';
import { jsonRows, rows, type Tx } from '#db/client.ts';
import { afterCommit, type Transact } from '#db/transact.ts';
import type { Actor } from '../actor.ts';
import { type Clock, isoTime } from '../clock.ts';
import { DomainError, found } from '../errors.ts';
import type { FactBus } from '../facts.ts';
import { type Answered, once } from '../idempotency.ts';
import type { Grant, Inventory } from '../inventory/inventory.ts';
import { holdCreator } from '../ownership.ts';
import type { Ledger } from '../points/ledger.ts';

/** An order that was given back. Times are ISO 8601. */
export type Refunded = {
  orderNumber: string;
  status: 'cancelled';
  /** What the buyer got back. */
  refundedPoints: number;
  refundedAt: string;
};

type Order = {
  id: number;
  orderNumber: string;
  userId: string;
  creatorId: number;
  totalPoints: number;
  ownerUserId: string | null;
};

export type Refunds = ReturnType<typeof createRefunds>;

type Needs = { transact: Transact; clock: Clock; facts: FactBus; ledger: Ledger; inventory: Inventory };

/** Giving orders back: the points for all that was bought, in one transaction. */
export function createRefunds({ transact, clock, facts, ledger, inventory }: Needs) {
  /** The order, where the actor may know of it: the creator whose store it was in, and admins. */
  async function orderOf(tx: Tx, actor: Actor, orderNumber: string): Promise<Order> {
    await holdCreator(tx, actor);
    const [order] = await rows<Order>(
      tx,
      sql`select o.id, o.order_number as "orderNumber", o.user_id as "userId", o.creator_id as "creatorId",
            o.total_points as "totalPoints", case when c.retired_at is null then c.user_id end as "ownerUserId"
          from orders o join creators c on c.id = o.creator_id where o.order_number = ${orderNumber}::uuid`,
    );
    const { ownerUserId } = found(order, 'ORDER_NOT_FOUND');
    if (ownerUserId !== actor.userId && actor.role !== 'admin') throw new DomainError('ORDER_NOT_FOUND');
    return order as Order;
  }

  /** Keeps the buyer there until this is over. With an account, all that it had is gone. */
  async function holdBuyer(tx: Tx, { userId }: Order): Promise<void> {
    const held = await rows(
      tx,
      sql`select id from "user" where id = ${userId} and deleted_at is null for key share`,
    );
    if (held.length === 0) throw new DomainError('ITEMS_GONE', 'The account of the buyer was deleted.');
  }

  /** The caller holds the buyer's balance, so that of several refunds of an order one comes first. */
  async function assertStands(tx: Tx, { id }: Order): Promise<void> {
    const [order] = await rows<{ status: string }>(tx, sql`select status from orders where id = ${id}`);
    if (order?.status === 'cancelled') throw new DomainError('ALREADY_REFUNDED');
  }

  /** Puts the stock back in the order of the products' ids, as purchases take it; answers with what was bought. */
  async function restock(tx: Tx, { id }: Order): Promise<Grant[]> {
    const bought = await rows<Grant>(
      tx,
      sql`select p.id as "productId", i.quantity, p.item_id as "itemId"
          from order_items i join products p on p.id = i.product_id
          where i.order_id = ${id} order by p.id for update of p`,
    );
    await tx.execute(sql`
      update products p set current_stock = p.current_stock + b.quantity
      from ${jsonRows(bought)} as b("productId" int, quantity int)
      where p.id = b."productId"`);
    return bought;
  }

  async function payBack(tx: Tx, { id, userId, creatorId, totalPoints }: Order): Promise<void> {
    if (totalPoints === 0) return;
    const posting = { creatorId, type: 'refund', source: 'store' } as const;
    const reference = { referenceType: 'order', referenceId: id, description: 'Given back by the store' };
    await ledger.post(tx, { ...posting, ...reference }, userId, totalPoints);
  }

  async function cancel(tx: Tx, { id }: Order): Promise<string> {
    const [cancelled] = await rows<{ at: string }>(
      tx,
      sql`update orders set status = 'cancelled', updated_at = ${clock.now} where id = ${id}
          returning ${isoTime(sql`updated_at`)} as at`,
    );
    return (cancelled as { at: string }).at;
  }

  async function refund(tx: Tx, actor: Actor, orderNumber: string): Promise<Refunded> {
    const order = await orderOf(tx, actor, orderNumber);
    const { userId, totalPoints: refundedPoints } = order;
    await holdBuyer(tx, order);
    await ledger.lockBalances(tx, order.creatorId, [userId]);
    await assertStands(tx, order);
    const bought = await restock(tx, order);
    const { cameOff } = await inventory.takeBack(tx, userId, order.orderNumber, bought);
    await payBack(tx, order);
    const refundedAt = await cancel(tx, order);
    afterCommit(tx, () => {
      facts.publish('ProductsChanged', { creatorId: order.creatorId });
      if (cameOff) facts.publish('OutfitChanged', { userId });
    });
    return { orderNumber: order.orderNumber, status: 'cancelled', refundedPoints, refundedAt };
  }

  return {
    /**
     * Gives all points of an order back for all that it brought. What is worn comes off.
     * @throws DomainError ORDER_NOT_FOUND, ALREADY_REFUNDED, BALANCE_LIMIT_REACHED; ITEMS_GONE where the buyer no
     *   longer holds it all
     */
    refund: (actor: Actor, orderNumber: string, key: string | undefined): Promise<Answered<Refunded>> =>
      transact((tx) =>
        once(tx, { userId: actor.userId, name: 'store.refund', key, request: { orderNumber } }, () =>
          refund(tx, actor, orderNumber),
        ),
      ),
  };
}
