import { type SQL, sql } from 'drizzle-orm';
import { type Database, rows, type Tx } from '#db/client.ts';
import type { Clock } from '../clock.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { PaymentEvent, PaymentProvider } from '../payments.ts';
import { CURRENCY, centsOf } from './purchase-rules.ts';
import type { Settlement } from './settlement.ts';

export type CallOffs = ReturnType<typeof createCallOffs>;

type Needs = {
  database: Database;
  clock: Clock;
  outbox: Outbox;
  settlement: Settlement;
  providers: readonly PaymentProvider[];
};

/** Whose purchases are called off: those of a creator's points, or those that a user began. */
export type Leaver = { creatorId: number } | { userId: string };

type CalledOff = {
  provider: string;
  paymentId: string;
  /** Whether the provider has named the payment; before, nobody can pay it. */
  isStarted: boolean;
  isPaid: boolean;
  isBack: boolean;
  amountUSD: string;
};

/**
 * Purchases of points whose creator or buyer leaves before they are paid. Their payments are cancelled at the provider;
 * money that comes all the same goes back. Both are tasks: a provider is asked in no transaction, and again until it
 * answers.
 */
export function createCallOffs({ database: { db }, clock, outbox, settlement, providers }: Needs) {
  const unpaidOf = (leaver: Leaver): SQL =>
    'creatorId' in leaver ? sql`creator_id = ${leaver.creatorId}` : sql`user_id = ${leaver.userId}`;

  async function calledOff(transactionId: string): Promise<CalledOff | undefined> {
    const [purchase] = await rows<CalledOff>(
      db,
      sql`select payment_provider as provider, payment_id as "paymentId",
            coalesce(payment_url, payment_client_secret) is not null as "isStarted",
            refunded_usd = amount_usd as "isBack", amount_usd::text as "amountUSD",
            exists (
              select 1 from payment_events e where e.provider = payment_provider
                and e.payment_id = points_purchases.payment_id and e.kind = 'succeeded') as "isPaid"
          from points_purchases where transaction_id = ${transactionId}::uuid and cancelled_at is not null`,
    );
    return purchase;
  }

  function providerOf({ provider, paymentId }: CalledOff): PaymentProvider {
    const found = providers.find(({ name }) => name === provider);
    if (found) return found;
    throw new Error(
      `Payment ${paymentId} must be cancelled or given back at ${provider}, which is not set up here: set PAYMENT_PROVIDER to it, or do it there.`,
    );
  }

  return {
    /**
     * Calls off what is not paid, in the transaction in which somebody leaves. The caller has locked the creator or the
     * user, so that no payment of theirs is settled meanwhile.
     */
    async callOff(tx: Tx, leaver: Leaver): Promise<void> {
      const called = await rows<{ transactionId: string }>(
        tx,
        sql`update points_purchases set cancelled_at = ${clock.now}, status = 'failed'
            where ${unpaidOf(leaver)} and status in ('pending', 'failed') and cancelled_at is null
            returning transaction_id::text as "transactionId"`,
      );
      await outbox.enqueueAll(
        tx,
        'purchase.call-off',
        called.map((payload) => ({ payload, key: payload.transactionId })),
      );
    },

    /** Cancels the payment of a purchase that was called off, or gives its money back. Network calls. */
    async carryOut(transactionId: string): Promise<undefined> {
      const purchase = await calledOff(transactionId);
      if (!purchase?.isStarted || purchase.isBack) return;
      const provider = providerOf(purchase);
      const { paymentId } = purchase;
      const money = { amountCents: centsOf(purchase.amountUSD), currency: CURRENCY };
      const events: readonly PaymentEvent[] = purchase.isPaid
        ? await provider.refundPayment({ transactionId, paymentId, ...money })
        : await provider.cancelPayment(paymentId);
      for (const event of events) await settlement.record(provider.name, event);
    },
  };
}
