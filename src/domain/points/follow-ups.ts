import { sql } from 'drizzle-orm';
import { type Database, rows, type Tx } from '#db/client.ts';
import type { Clock } from '../clock.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Again } from '../outbox/tasks.ts';
import type { PaymentProvider } from '../payments.ts';
import { LAST_AGE, nextFollowUp } from './follow-up-rules.ts';
import type { Settlement } from './settlement.ts';

export type FollowUps = ReturnType<typeof createFollowUps>;

type Needs = {
  database: Database;
  clock: Clock;
  outbox: Outbox;
  settlement: Settlement;
  providers: readonly PaymentProvider[];
  report: (error: unknown) => void;
};

/** A purchase that is not paid, as far as we know. */
type Awaited = {
  provider: string;
  paymentId: string;
  /** Whether the provider has named the payment; before, nobody can pay it. */
  isStarted: boolean;
  ageSeconds: number;
};

/** Payments are asked about at their provider: the webhook that would tell of one may never come. */
export function createFollowUps({ database: { db }, clock, outbox, settlement, providers, report }: Needs) {
  async function awaited(transactionId: string): Promise<Awaited | undefined> {
    const [purchase] = await rows<Awaited>(
      db,
      sql`select payment_provider as provider, payment_id as "paymentId",
            coalesce(payment_url, payment_client_secret) is not null as "isStarted",
            floor(extract(epoch from ${clock.now} - purchased_at))::float8 as "ageSeconds"
          from points_purchases
          where transaction_id = ${transactionId} and status in ('pending', 'failed')`,
    );
    return purchase;
  }

  /** Settles what the provider says of a payment as its webhooks would; true once nothing more is awaited. */
  async function settle(provider: PaymentProvider, paymentId: string): Promise<boolean> {
    let isOver = false;
    const isWanted = (paymentId: string) => settlement.isWanted(provider.name, paymentId);
    for (const event of await provider.lookUp(paymentId, isWanted)) {
      const { outcome } = await settlement.record(provider.name, event);
      if (outcome?.isMismatched) report(new Error(`Payment ${paymentId} is not what was agreed.`));
      if (event.kind === 'succeeded') isOver = true;
    }
    return isOver;
  }

  return {
    /** Has a purchase that begins in this transaction followed until it is paid. */
    async expectPayment(tx: Tx, transactionId: string): Promise<void> {
      const due = sql`${clock.now} + make_interval(secs => ${nextFollowUp(0)})`;
      await outbox.enqueue(tx, 'purchase.follow-up', { transactionId }, { key: transactionId, due });
    },

    /** Asks about a purchase, if it is not paid yet; answers with when to ask again. A network call. */
    async ask(transactionId: string): Promise<Again | undefined> {
      const purchase = await awaited(transactionId);
      if (!purchase) return undefined;
      const provider = providers.find(({ name }) => name === purchase.provider);
      if (provider && purchase.isStarted && (await settle(provider, purchase.paymentId))) return undefined;
      const againInSeconds = nextFollowUp(purchase.ageSeconds);
      return againInSeconds === undefined ? undefined : { againInSeconds };
    },

    /** Has every purchase followed that should be, such as were begun before there was an outbox. */
    async expectPayments(tx: Tx): Promise<void> {
      const forgotten = await rows<{ transactionId: string }>(
        tx,
        sql`select transaction_id::text as "transactionId" from points_purchases p
            where status = 'pending' and purchased_at > ${clock.now} - make_interval(secs => ${LAST_AGE})
              and not exists (
                select 1 from outbox_tasks task
                where task.kind = 'purchase.follow-up' and task.key = p.transaction_id::text
              )`,
      );
      for (const { transactionId } of forgotten)
        await outbox.enqueue(tx, 'purchase.follow-up', { transactionId }, { key: transactionId });
    },
  };
}
