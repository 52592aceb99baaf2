import { sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Tx } from '#db/client.ts';
import { preparedStatement } from '#db/prepared-statement.ts';
import { newPublicId } from '#db/public-id.ts';
import { afterCommit, type Transact } from '#db/transact.ts';
import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';
import type { FactBus, Left } from '../facts.ts';
import { type Answered, onceKept } from '../idempotency.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Ledger } from '../points/ledger.ts';
import {
  assertWithinLimits,
  type Line,
  type Offer,
  type PricedLine,
  priceLines,
  refuseOvertaken,
  totalOf,
} from './checkout-rules.ts';
import { type OrderLine, type OrderValues, orderStatement } from './order-sql.ts';
import { isReleased } from './release-sql.ts';
import { isCompleteAliased, isStoreOpen } from './sellable-sql.ts';

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

type OfferOfCreator = Offer & { creatorPublicId: string };

/**
 * Buying with points: payment, stock, order and ownership in one transaction, in as few round trips as it can be:
 * the key is taken and the offers are read in one, and everything is written in another.
 */
export function createCheckout({ transact, clock, facts, ledger, inventory }: Needs) {
  const userId = sql.placeholder('userId');
  const offers = preparedStatement<OfferOfCreator>(
    sql`select p.id, p.public_id as "publicId", p.creator_id as "creatorId", p.name,
          p.product_type as "productType", p.price_points as "pricePoints", p.is_active and c.retired_at is null as "isActive",
          ${isStoreOpen(sql`c.id`)} as "isStoreOpen", ${isCompleteAliased} as "isComplete",
          ${isReleased(clock.now)} as "isReleased",
          p.current_stock as "currentStock", p.max_per_user as "maxPerUser", p.item_id as "itemId",
          c.public_id as "creatorPublicId",
          exists (select 1 from user_avatar_inventory w where w.user_id = ${userId} and w.item_id = p.item_id) as "isOwned"
        from products p join creators c on c.id = p.creator_id left join avatar_items i on i.id = p.item_id
        where p.public_id = any(string_to_array(${sql.placeholder('productIds')}::text, ','))
        for key share of c`,
  );
  const orderPaid = orderStatement(ledger, inventory, true);
  const orderFree = orderStatement(ledger, inventory, false);

  /** Orders of one user come one after the other where a limit counts them. */
  async function assertAllowed(tx: Tx, buyer: string, priced: readonly PricedLine[]): Promise<void> {
    const limited = priced.filter(({ offer }) => offer.maxPerUser !== null).map(({ offer }) => offer.id);
    if (limited.length === 0) return;
    const [, bought] = await Promise.all([
      holdBuyer(tx, { userId: buyer }),
      inventory.bought(tx, buyer, limited),
    ]);
    assertWithinLimits(priced, bought);
  }

  async function buy(
    tx: Tx,
    actor: Actor,
    key: string | undefined,
    priced: readonly PricedLine[],
    { creatorId, creatorPublicId }: OfferOfCreator,
  ): Promise<OrderAnswer> {
    await assertAllowed(tx, actor.userId, priced);
    const total = totalOf(priced);
    const values: OrderValues = {
      userId: actor.userId,
      key: key ?? null,
      creatorId,
      creatorPublicId,
      orderNumber: uuidv7(),
      transactionId: uuidv7(),
      total,
      productIds: priced.map(({ offer }) => offer.id).join(),
      lines: JSON.stringify(priced.map(orderLine)),
      items: JSON.stringify(priced.map(presentLine)),
    };
    const [outcome] = await (total > 0 ? orderPaid : orderFree)(tx, values);
    const { balance, taken, standing, dressed, answer } = outcome as NonNullable<typeof outcome>;
    if (balance === null)
      throw new DomainError('INSUFFICIENT_POINTS', `This costs ${total} points, more than the balance.`);
    if (taken.length < priced.length) refuseOvertaken(priced, standing ?? []);
    if (dressed < priced.filter(({ offer }) => offer.itemId !== null).length)
      throw new DomainError('ALREADY_OWNED');
    const left = taken.filter((product): product is Left => product.stock !== null);
    if (left.length > 0) afterCommit(tx, () => facts.publish('ProductsChanged', { creatorId, left }));
    return JSON.parse(answer as string) as OrderAnswer;
  }

  return {
    /**
     * Buys products of one creator with that creator's points.
     * @throws DomainError PRODUCT_NOT_FOUND, PRODUCT_INACTIVE, STORE_CLOSED, PRODUCT_INCOMPLETE, NOT_RELEASED,
     *   SEVERAL_CREATORS, PRICE_CHANGED, SOLD_OUT, MAX_PER_USER_REACHED, ALREADY_OWNED, INSUFFICIENT_POINTS; INVALID for a product in two lines and several of
     *   a wearable
     */
    purchase: (
      actor: Actor,
      lines: readonly Line[],
      key: string | undefined,
    ): Promise<Answered<OrderAnswer>> => {
      const productIds = lines.map((line) => line.productId).join();
      return transact((tx) =>
        onceKept(
          tx,
          { userId: actor.userId, name: 'store.purchase', key, request: lines },
          () => offers(tx, { userId: actor.userId, productIds }),
          (offered) => buy(tx, actor, key, priceLines(lines, offered), offered[0] as OfferOfCreator),
        ),
      );
    },
  };
}

/** Makes what one user buys wait for what they are buying already; until the transaction ends. */
const holdBuyer = preparedStatement(
  sql`select pg_advisory_xact_lock(hashtextextended('purchases of ' || ${sql.placeholder('userId')}::text, 0))`,
);

const orderLine = ({ offer, quantity, totalPoints }: PricedLine): OrderLine => ({
  productId: offer.id,
  quantity,
  pointsPerItem: offer.pricePoints,
  totalPoints,
  maxPerUser: offer.maxPerUser,
  itemId: offer.itemId,
  publicId: newPublicId(),
  metadata: { name: offer.name, productType: offer.productType, pricePoints: offer.pricePoints },
});

const presentLine = ({ offer, quantity, totalPoints }: PricedLine): OrderAnswer['items'][number] => ({
  productId: offer.publicId,
  name: offer.name,
  quantity,
  pointsPerItem: offer.pricePoints,
  totalPoints,
});
