import { and, asc, eq, sql } from 'drizzle-orm';
import { rows, type Tx } from '#db/client.ts';
import { paymentEvents, pointsPurchases, user } from '#db/schema/index.ts';
import type { Transact } from '#db/transact.ts';
import type { Clock } from '../clock.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { reasonOf } from '../outbox/outbox-rules.ts';
import type { PaymentEvent } from '../payments.ts';
import { balanceOf } from './balances.ts';
import { type Ledger, POINTS_LIMIT, refundOfPurchase } from './ledger.ts';
import { centsOf, dollarsOf, type Outcome, outcomeOf } from './purchase-rules.ts';

type Purchase = typeof pointsPurchases.$inferSelect;
type EventRow = typeof paymentEvents.$inferSelect;

/** What an event led to; no outcome where its payment is not known yet, and the event waits for it. */
export type Recorded = { outcome: Outcome | undefined };

export type Settlement = ReturnType<typeof createSettlement>;

/** A payment came whose points don't fit into the buyer's balance. They are credited once they fit. */
class PointsDoNotFit extends Error {
  override name = 'PointsDoNotFit';
  constructor(provider: string, paymentId: string) {
    super(`The points of payment ${paymentId} of ${provider} don't fit into the buyer's balance.`);
  }
}

type Needs = {
  transact: Transact;
  clock: Clock;
  ledger: Ledger;
  outbox: Outbox;
  report: (error: unknown) => void;
};

/** Makes purchases what their payments' events say: gives the points, once, and takes back those whose money went back. */
export function createSettlement({ transact, clock, ledger, outbox, report }: Needs) {
  /** The points of a purchase that is paid. */
  async function credit(tx: Tx, { id, userId, creatorId, pointsReceived }: Purchase): Promise<void> {
    const posting = { creatorId, type: 'purchase', source: 'package_purchase' } as const;
    const reference = {
      referenceType: 'purchase',
      referenceId: id,
      description: 'Bought a package of points',
    };
    await ledger.post(tx, { ...posting, ...reference }, userId, pointsReceived);
  }

  /**
   * Writes down what has become of a purchase, and moves the points that follow: those that went with the money
   * are taken back as far as the balance goes, and the rest is owed; what was taken for a dispute that is won
   * comes back. The purchase is written first, so that what comes back is not taken for its old debt. Of a
   * deleted user (`canMove` false) nothing is taken or given.
   */
  async function conclude(tx: Tx, purchase: Purchase, outcome: Outcome, canMove: boolean): Promise<void> {
    const { id, userId, creatorId } = purchase;
    const due = outcome.pointsBack - (await takenBack(tx, id));
    const taken = canMove ? Math.min(due, await balanceOf(tx, userId, creatorId)) : 0;
    await tx
      .update(pointsPurchases)
      .set({
        status: outcome.status,
        refundedUSD: dollarsOf(outcome.refundedCents),
        pointsOwed: Math.max(0, due - taken),
      })
      .where(eq(pointsPurchases.id, id));
    if (taken !== 0) await ledger.post(tx, refundOfPurchase(creatorId, id), userId, -taken);
  }

  /**
   * Writes down what has become of a purchase that was called off, or whose creator or buyer is found gone now that it
   * is paid. It gives no points; the money goes back with a task, once this is committed.
   */
  async function giveBack(tx: Tx, { id, transactionId }: Purchase, outcome: Outcome): Promise<void> {
    const { status, refundedCents } = outcome;
    await tx
      .update(pointsPurchases)
      .set({
        status: status === 'refunded' ? 'refunded' : 'failed',
        refundedUSD: dollarsOf(refundedCents),
        cancelledAt: sql`coalesce(${pointsPurchases.cancelledAt}, ${clock.now})`,
      })
      .where(eq(pointsPurchases.id, id));
    if (status === 'completed')
      await outbox.enqueue(tx, 'purchase.call-off', { transactionId }, { key: transactionId });
  }

  /**
   * Brings the purchase of a payment up to date with all events that are there. The caller holds the payment
   * (`holdPayment`), so that no event and no purchase of it appears meanwhile. The purchase itself is locked
   * after the balance: whoever holds a balance may settle what is owed of a purchase.
   * @throws PointsDoNotFit, with nothing written
   */
  async function settleNow(tx: Tx, provider: string, paymentId: string): Promise<Outcome | undefined> {
    const [purchase] = await tx
      .select()
      .from(pointsPurchases)
      .where(and(eq(pointsPurchases.paymentProvider, provider), eq(pointsPurchases.paymentId, paymentId)));
    if (!purchase) return undefined;
    const told = await tx
      .select()
      .from(paymentEvents)
      .where(and(eq(paymentEvents.provider, provider), eq(paymentEvents.paymentId, paymentId)))
      .orderBy(asc(paymentEvents.id));
    const terms = { amountCents: centsOf(purchase.amountUSD), points: purchase.pointsReceived };
    const outcome = outcomeOf(terms, told.map(eventOf));
    const canMove = isPaid(outcome) && !(await isDeleted(tx, purchase.userId));
    const isFirstPaid = isPaid(outcome) && !isPaid(purchase);
    if (purchase.cancelledAt || (isFirstPaid && (!canMove || (await isCalledOff(tx, purchase))))) {
      await giveBack(tx, purchase, outcome);
      return outcome;
    }
    if (canMove) {
      await ledger.lockBalances(tx, purchase.creatorId, [purchase.userId]);
      if (!(await doesFit(tx, purchase, outcome))) throw new PointsDoNotFit(provider, paymentId);
      if (isFirstPaid) await credit(tx, purchase);
    }
    await conclude(tx, purchase, outcome, canMove);
    return outcome;
  }

  /** Whether the buyer's balance, which the caller holds, can take the points that the outcome gives or gives back. */
  async function doesFit(tx: Tx, purchase: Purchase, outcome: Outcome): Promise<boolean> {
    const credited = isPaid(purchase) ? 0 : purchase.pointsReceived;
    const givenBack = (await takenBack(tx, purchase.id)) - outcome.pointsBack;
    const balance = await balanceOf(tx, purchase.userId, purchase.creatorId);
    return balance + credited <= POINTS_LIMIT && balance + credited + givenBack <= POINTS_LIMIT;
  }

  /**
   * Settles a payment as `settleNow` does. Where the points don't fit, the purchase stays as it is, which is reported,
   * and a task tries again: the provider's event is kept all the same, and the provider told so.
   */
  async function settle(tx: Tx, provider: string, paymentId: string): Promise<Outcome | undefined> {
    try {
      return await settleNow(tx, provider, paymentId);
    } catch (error) {
      if (!(error instanceof PointsDoNotFit)) throw error;
      report(error);
      await outbox.enqueueOnce(
        tx,
        'purchase.settle',
        { provider, paymentId },
        { key: `${provider} ${paymentId}`, reason: reasonOf(error) },
      );
      return undefined;
    }
  }

  return {
    /** Writes down what a provider told, once, and does what follows from it. */
    record: (provider: string, event: PaymentEvent): Promise<Recorded> =>
      transact(async (tx) => {
        await holdPayment(tx, provider, event.paymentId);
        await tx
          .insert(paymentEvents)
          .values({ provider, ...columnsOf(event) })
          .onConflictDoNothing();
        return { outcome: await settle(tx, provider, event.paymentId) };
      }),

    settle,

    /** Whether money should still be taken for a payment: not where its purchase has been called off. */
    isWanted: (provider: string, paymentId: string): Promise<boolean> =>
      transact(async (tx) => {
        const [purchase] = await rows<{ isWanted: boolean }>(
          tx,
          sql`select p.cancelled_at is null and c.retired_at is null and u.deleted_at is null as "isWanted"
              from points_purchases p join creators c on c.id = p.creator_id join "user" u on u.id = p.user_id
              where p.payment_provider = ${provider} and p.payment_id = ${paymentId}`,
        );
        return purchase?.isWanted ?? true;
      }),

    /**
     * Tries again to settle a payment whose points did not fit.
     * @throws PointsDoNotFit where they still don't
     */
    retry: (provider: string, paymentId: string): Promise<void> =>
      transact(async (tx) => {
        await holdPayment(tx, provider, paymentId);
        await settleNow(tx, provider, paymentId);
      }),
  };
}

/**
 * Whether the creator is gone or the purchase was called off; a creator who is there stays until the transaction ends.
 * Read after the lock is had: a statement does not see what was committed while it waited.
 */
async function isCalledOff(tx: Tx, { id, creatorId }: Purchase): Promise<boolean> {
  await tx.execute(sql`select 1 from creators where id = ${creatorId} for key share`);
  const [found] = await rows<{ isCalledOff: boolean }>(
    tx,
    sql`select c.retired_at is not null or p.cancelled_at is not null as "isCalledOff"
        from points_purchases p join creators c on c.id = p.creator_id where p.id = ${id}`,
  );
  return found?.isCalledOff ?? true;
}

/** How many points of a purchase the ledger has taken back. */
async function takenBack(tx: Tx, purchaseId: number): Promise<number> {
  const [sum] = await rows<{ points: number }>(
    tx,
    sql`select coalesce(-sum(amount), 0)::bigint as points from point_transactions
        where reference_type = 'purchase' and reference_id = ${purchaseId} and type = 'refund'`,
  );
  return sum?.points ?? 0;
}

/** Whether a user is deleted; who is not, cannot be until the transaction ends. */
async function isDeleted(tx: Tx, userId: string): Promise<boolean> {
  const [found] = await tx
    .select({ deletedAt: user.deletedAt })
    .from(user)
    .where(eq(user.id, userId))
    .for('key share');
  return found?.deletedAt !== null;
}

const isPaid = ({ status }: Pick<Purchase, 'status'>): boolean =>
  status === 'completed' || status === 'refunded';

/** Makes everything about one payment wait for each other, also before we know of it; until the transaction ends. */
export const holdPayment = (tx: Tx, provider: string, paymentId: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`payment ${provider} ${paymentId}`}, 0))`);

function columnsOf({ id: eventId, ...event }: PaymentEvent) {
  return { eventId, ...event };
}

/** An event as it was told; the columns hold one of the union, since only events are written there. */
function eventOf(row: EventRow): PaymentEvent {
  const { eventId: id, paymentId, occurredAt, kind, reference, amountCents, currency } = row;
  return { id, paymentId, occurredAt, kind, reference, amountCents, currency } as PaymentEvent;
}
