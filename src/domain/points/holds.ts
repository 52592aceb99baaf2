import { sql } from 'drizzle-orm';
import { rows, type Tx } from '#db/client.ts';
import { type Clock, isoTime } from '../clock.ts';
import { DomainError } from '../errors.ts';
import { balanceOf } from './balances.ts';
import { freeFrom, freePoints, type Hold, heldPoints, windowInWords } from './hold-rules.ts';

/** Whose points of which creator. */
export type Account = { userId: string; creatorId: number };

type HoldRow = Hold & { creditId: number };

export type Holds = ReturnType<typeof createHolds>;

/**
 * Keeps what was bought with money from being given away while its payment is young: a card that was stolen is
 * reported within days, and its points must still be with whoever bought them. Points may be spent at once.
 * @param windowSeconds how long; 0 holds nothing
 */
export function createHolds({ clock, windowSeconds }: { clock: Clock; windowSeconds: number }) {
  /** The holds of an account, in the order in which they end. Points whose money went back are on hold no more. */
  async function holdsOf(tx: Tx, { userId, creatorId }: Account): Promise<HoldRow[]> {
    if (windowSeconds === 0) return [];
    const window = sql`make_interval(secs => ${windowSeconds})`;
    return rows<HoldRow>(
      tx,
      sql`select h.points, h."creditId", ${isoTime(sql`(h.credited_at + ${window})`)} as "freeAt"
          from (
            select sum(t.amount)::float8 as points, min(t.id) as "creditId", min(t.created_at) as credited_at
            from points_purchases p join point_transactions t on t.reference_type = 'purchase'
              and t.reference_id = p.id and t.type in ('purchase', 'refund')
            where p.user_id = ${userId} and p.creator_id = ${creatorId} and p.status = 'completed'
            group by p.id) h
          where h.credited_at > ${clock.now} - ${window}
          order by h.credited_at, h."creditId"`,
    );
  }

  const why = `what was bought in the ${windowInWords(windowSeconds)} can be used, but not given away`;

  /** How many of a product a user bought with points since some ledger row, and did not give back. */
  async function boughtSince(tx: Tx, userId: string, productId: number, creditId: number): Promise<number> {
    const [bought] = await rows<{ quantity: number }>(
      tx,
      sql`select coalesce(sum(i.quantity), 0)::int as quantity
          from orders o join order_items i on i.order_id = o.id
          where o.user_id = ${userId} and i.product_id = ${productId} and i.points_per_item > 0
            and o.status <> 'cancelled' and o.payment_transaction_id > ${creditId}`,
    );
    return bought?.quantity ?? 0;
  }

  /** How many of a product a user holds, read once their other transfers of this kind are over. */
  async function heldOf(tx: Tx, userId: string, productId: number): Promise<number> {
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`transfers on hold of ${userId}`}, 0))`,
    );
    const [entry] = await rows<{ quantity: number }>(
      tx,
      sql`select quantity from user_inventory where user_id = ${userId} and product_id = ${productId}`,
    );
    return entry?.quantity ?? 0;
  }

  return {
    /**
     * Refuses a gift after which the balance would not hold the points that were bought of late. The caller has locked
     * the balance. More than there is, is the ledger's to refuse.
     * @throws DomainError POINTS_ON_HOLD
     */
    async assertGiftable(tx: Tx, account: Account, amount: number): Promise<void> {
      const holds = await holdsOf(tx, account);
      if (holds.length === 0) return;
      const balance = await balanceOf(tx, account.userId, account.creatorId);
      const [free, from] = [freePoints(balance, holds), freeFrom(balance, amount, holds)];
      if (amount <= free || from === undefined) return;
      throw new DomainError('POINTS_ON_HOLD', {
        detail: `You can give away ${free} of these points now: ${why}. You can give away ${amount} from ${from}.`,
        errors: [{ path: 'amount', message: `is more than ${free}, until ${from}`, current: free }],
      });
    },

    /**
     * Refuses to give things away that were bought since the points on hold came, while the balance does not hold those
     * points any more. Of one product, what was bought since stays longest. Transfers of one user that this is about come
     * one after the other. More than is held is the inventory's to refuse.
     * @throws DomainError ITEM_ON_HOLD
     */
    async assertTransferable(
      tx: Tx,
      account: Account,
      { productId, quantity }: { productId: number; quantity: number },
    ): Promise<void> {
      const holds = await holdsOf(tx, account);
      const [first] = holds;
      if (!first) return;
      const balance = await balanceOf(tx, account.userId, account.creatorId);
      if (balance >= heldPoints(holds)) return;
      const held = await heldOf(tx, account.userId, productId);
      if (quantity > held) return;
      const free = Math.max(0, held - (await boughtSince(tx, account.userId, productId, first.creditId)));
      if (quantity <= free) return;
      const last = holds.findIndex((_, index) => balance >= heldPoints(holds.slice(index + 1)));
      const from = holds[last]?.freeAt;
      throw new DomainError('ITEM_ON_HOLD', {
        detail: `You can give away ${free} of it now: ${why}. You can give it away from ${from}.`,
        errors: [{ path: 'quantity', message: `is more than ${free}, until ${from}`, current: free }],
      });
    },
  };
}
