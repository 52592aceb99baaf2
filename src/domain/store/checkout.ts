import { sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { jsonRows, rows, type Tx, textSet } from '#db/client.ts';
import { afterCommit, type Transact } from '#db/transact.ts';
import type { Actor } from '../actor.ts';
import { type Clock, isoTime } from '../clock.ts';
import { DomainError } from '../errors.ts';
import type { FactBus, Left } from '../facts.ts';
import { type Answered, once } from '../idempotency.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { balanceOf } from '../points/balances.ts';
import type { Ledger } from '../points/ledger.ts';
import { type Line, type Offer, type PricedLine, priceLines, totalOf } from './checkout-rules.ts';
import { isReleased } from './release-sql.ts';

/** A bought order as the buyer sees it. Times are ISO 8601. */
export type OrderAnswer = {
  orderNumber: string;
  creatorId: string;
  totalPoints: number;
  status: string;
  /** What is left of the creator's points after it. */
  balance: number;
  items: { productId: string; name: string; quantity: number; pointsPerItem: number; totalPoints: number }[];
  createdAt: string;
};

export type Checkout = ReturnType<typeof createCheckout>;

type Needs = { transact: Transact; clock: Clock; facts: FactBus; ledger: Ledger; inventory: Inventory };

/** Buying with points: payment, stock, order and ownership in one transaction. */
export function createCheckout({ transact, clock, facts, ledger, inventory }: Needs) {
  const offers = (tx: Tx, userId: string, productIds: string[]) =>
    rows<Offer & { creatorPublicId: string }>(
      tx,
      sql`select p.id, p.public_id as "publicId", p.creator_id as "creatorId", p.name,
            p.product_type as "productType", p.price_points as "pricePoints", p.is_active and c.retired_at is null as "isActive",
            ${isReleased(clock.now)} as "isReleased",
            p.current_stock as "currentStock", p.item_id as "itemId", c.public_id as "creatorPublicId",
            exists (select 1 from user_avatar_inventory w where w.user_id = ${userId} and w.item_id = p.item_id) as "isOwned"
          from products p join creators c on c.id = p.creator_id
          where p.public_id in ${textSet(productIds)}
          for key share of c`,
    );

  async function openOrder(tx: Tx, userId: string, creatorId: number, totalPoints: number) {
    const [order] = await rows<{ id: number; orderNumber: string; createdAt: string }>(
      tx,
      sql`insert into orders (order_number, user_id, creator_id, total_points, status)
          values (${uuidv7()}, ${userId}, ${creatorId}, ${totalPoints}, 'completed')
          returning id, order_number as "orderNumber",
            ${isoTime(sql`created_at`)} as "createdAt"`,
    );
    return order as { id: number; orderNumber: string; createdAt: string };
  }

  /** Takes the points; answers with the balance after it. */
  async function pay(
    tx: Tx,
    userId: string,
    creatorId: number,
    orderId: number,
    total: number,
  ): Promise<number> {
    if (total === 0) return balanceOf(tx, userId, creatorId);
    const entry = await ledger.post(
      tx,
      {
        creatorId,
        type: 'spend',
        source: 'store',
        referenceType: 'order',
        referenceId: orderId,
        description: 'Bought in the store',
      },
      userId,
      -total,
    );
    if (!entry)
      throw new DomainError('INSUFFICIENT_POINTS', `This costs ${total} points, more than the balance.`);
    await tx.execute(sql`update orders set payment_transaction_id = ${entry.id} where id = ${orderId}`);
    return entry.balance;
  }

  /**
   * Takes the stock in the order of the products' ids, so that two buyers never wait for each other in a ring.
   * Answers with what is left of those that are limited.
   */
  async function takeStock(tx: Tx, lines: readonly PricedLine[]): Promise<Left[]> {
    const wanted = lines.map(({ offer, quantity }) => ({ id: offer.id, quantity, price: offer.pricePoints }));
    await tx.execute(sql`select 1 from products where id in (select id from ${jsonRows(wanted)} as w(id int))
      order by id for update`);
    const taken = await rows<{ productId: string; stock: number | null }>(
      tx,
      sql`update products p set current_stock = p.current_stock - w.quantity
          from ${jsonRows(wanted)} as w(id int, quantity int, price int)
          where p.id = w.id and p.is_active and p.price_points = w.price
            and (p.current_stock is null or p.current_stock >= w.quantity)
          returning p.public_id as "productId", p.current_stock as stock`,
    );
    if (taken.length < lines.length)
      throw new DomainError('SOLD_OUT', 'It was sold, changed or retired just now.');
    return taken.filter((product): product is Left => product.stock !== null);
  }

  async function writeLines(tx: Tx, orderId: number, lines: readonly PricedLine[]): Promise<void> {
    const items = lines.map(({ offer, quantity, totalPoints }) => ({
      productId: offer.id,
      quantity,
      pointsPerItem: offer.pricePoints,
      totalPoints,
      metadata: { name: offer.name, productType: offer.productType, pricePoints: offer.pricePoints },
    }));
    await tx.execute(sql`
      insert into order_items (order_id, product_id, quantity, points_per_item, total_points, metadata)
      select ${orderId}, i."productId", i.quantity, i."pointsPerItem", i."totalPoints", i.metadata
      from ${jsonRows(items)} as i("productId" int, quantity int, "pointsPerItem" int, "totalPoints" int, metadata jsonb)`);
  }

  async function buy(tx: Tx, actor: Actor, lines: readonly Line[]): Promise<OrderAnswer> {
    const offered = await offers(
      tx,
      actor.userId,
      lines.map((line) => line.productId),
    );
    const priced = priceLines(lines, offered);
    const { creatorId, creatorPublicId } = offered[0] as { creatorId: number; creatorPublicId: string };
    const total = totalOf(priced);
    const order = await openOrder(tx, actor.userId, creatorId, total);
    const balance = await pay(tx, actor.userId, creatorId, order.id, total);
    const left = await takeStock(tx, priced);
    if (left.length > 0) afterCommit(tx, () => facts.publish('ProductsChanged', { creatorId, left }));
    await writeLines(tx, order.id, priced);
    await inventory.grant(
      tx,
      actor.userId,
      order,
      priced.map(({ offer, quantity }) => ({ productId: offer.id, quantity, itemId: offer.itemId })),
    );
    return {
      orderNumber: order.orderNumber,
      creatorId: creatorPublicId,
      totalPoints: total,
      status: 'completed',
      balance,
      items: priced.map(({ offer, quantity, totalPoints }) => ({
        productId: offer.publicId,
        name: offer.name,
        quantity,
        pointsPerItem: offer.pricePoints,
        totalPoints,
      })),
      createdAt: order.createdAt,
    };
  }

  return {
    /** Buys products of one creator with that creator's points. */
    purchase: (
      actor: Actor,
      lines: readonly Line[],
      key: string | undefined,
    ): Promise<Answered<OrderAnswer>> =>
      transact((tx) =>
        once(tx, { userId: actor.userId, name: 'store.purchase', key, request: lines }, () =>
          buy(tx, actor, lines),
        ),
      ),
  };
}
