import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { type Database, rows, type Tx } from '#db/client.ts';
import { creatorPointsConfig, creators, pointsPackages, pointsPurchases, user } from '#db/schema/index.ts';
import type { Transact } from '#db/transact.ts';
import type { Actor } from '../actor.ts';
import { DomainError, found } from '../errors.ts';
import { assertExpected } from '../expected-price.ts';
import { type Answered, once } from '../idempotency.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { byId, type Page, type PageRequest, readPage } from '../paging.ts';
import type { PaymentProvider } from '../payments.ts';
import { balanceOf } from './balances.ts';
import type { FollowUps } from './follow-ups.ts';
import { POINTS_LIMIT } from './ledger.ts';
import { CURRENCY, centsOf } from './purchase-rules.ts';
import { holdPayment, type Settlement } from './settlement.ts';

export type PurchaseRecord = {
  purchase: typeof pointsPurchases.$inferSelect;
  packagePublicId: string;
  creatorPublicId: string;
  creatorUserName: string;
  pointsName: string;
};

const newestFirst = byId<PurchaseRecord>('descending', pointsPurchases.id, ({ purchase }) => purchase.id);

/** A package, and what the buyer was shown of it: US dollars such as `4.99`, and the points with the bonus. */
export type Wanted = {
  packageId: string;
  expectedUSD?: string | undefined;
  expectedPoints?: number | undefined;
};

export type Purchases = ReturnType<typeof createPurchases>;

type Needs = {
  database: Database;
  transact: Transact;
  settlement: Settlement;
  outbox: Outbox;
  followUps: FollowUps;
  /** Those that can be reached; new purchases are paid with the first. */
  providers: readonly PaymentProvider[];
  report: (error: unknown) => void;
};

/** Long enough for a provider to come back. Seconds. */
const RETRY_SECONDS = 5;

/** Points for money: a purchase waits for its payment, and the points come when the provider says so. */
export function createPurchases(needs: Needs) {
  const { transact, settlement, outbox, followUps, providers, report } = needs;
  const { db } = needs.database;

  const select = (which: SQL | undefined) =>
    db
      .select({
        purchase: pointsPurchases,
        packagePublicId: pointsPackages.publicId,
        creatorPublicId: creators.publicId,
        creatorUserName: user.userName,
        pointsName: creatorPointsConfig.pointsName,
      })
      .from(pointsPurchases)
      .innerJoin(pointsPackages, eq(pointsPackages.id, pointsPurchases.packageId))
      .innerJoin(creators, eq(creators.id, pointsPurchases.creatorId))
      .innerJoin(creatorPointsConfig, eq(creatorPointsConfig.creatorId, creators.id))
      .innerJoin(user, eq(user.id, creators.userId))
      .where(which);

  async function ofTransaction(transactionId: string): Promise<PurchaseRecord> {
    const [record] = await select(eq(pointsPurchases.transactionId, transactionId));
    return found(record, 'PURCHASE_NOT_FOUND');
  }

  /** Writes the purchase down as it is offered at this moment, to be followed until it is paid. Until the provider names the payment, it has our name. */
  async function open(tx: Tx, actor: Actor, { packageId, ...expected }: Wanted, provider: string) {
    const transactionId = uuidv7();
    const [opened] = await rows<{ creatorId: number; points: number; price: string }>(
      tx,
      sql`insert into points_purchases (transaction_id, user_id, creator_id, package_id, points_received,
            amount_usd, payment_provider, payment_id)
          select ${transactionId}::uuid, ${actor.userId}, k.creator_id, k.id, k.points_amount::bigint + k.bonus_points,
            k.price_usd, ${provider}, ${transactionId}
          from points_packages k join creators c on c.id = k.creator_id
          where k.public_id = ${packageId} and k.is_active and c.retired_at is null
          for key share of c
          returning creator_id as "creatorId", points_received as points, amount_usd::text as price`,
    );
    const { creatorId, points, price } = found(opened, 'PACKAGE_NOT_FOUND');
    assertExpected([
      { path: 'expectedUSD', expected: expected.expectedUSD, current: price },
      { path: 'expectedPoints', expected: expected.expectedPoints, current: points },
    ]);
    assertFits(await balanceOf(tx, actor.userId, creatorId), points);
    await followUps.expectPayment(tx, transactionId);
    return { transactionId };
  }

  /**
   * Asks the provider for the payment; what it told of it already is settled with it. A purchase that was called off
   * meanwhile has its payment cancelled.
   * @throws DomainError CREATOR_RETIRED for one that was called off
   */
  async function startPayment({ purchase, ...record }: PurchaseRecord): Promise<void> {
    const { transactionId, pointsReceived, paymentProvider } = purchase;
    if (purchase.cancelledAt) throw new DomainError('CREATOR_RETIRED');
    const provider = available(providers.find(({ name }) => name === paymentProvider));
    const started = await provider
      .startPayment({
        transactionId,
        amountCents: centsOf(purchase.amountUSD),
        currency: CURRENCY,
        description: `${pointsReceived} ${record.pointsName} of ${record.creatorUserName}`,
      })
      .catch((error) => {
        report(error);
        const detail = 'The payment provider does not answer.';
        throw new DomainError('PAYMENTS_UNAVAILABLE', { detail, retryAfterSeconds: RETRY_SECONDS });
      });
    const { paymentId } = started;
    const isCalledOff = await transact(async (tx) => {
      await holdPayment(tx, provider.name, paymentId);
      const [begun] = await tx
        .update(pointsPurchases)
        .set({
          paymentId,
          paymentUrl: 'paymentUrl' in started ? started.paymentUrl : null,
          paymentClientSecret: 'clientSecret' in started ? started.clientSecret : null,
        })
        .where(and(eq(pointsPurchases.transactionId, transactionId), isNotStarted))
        .returning({ cancelledAt: pointsPurchases.cancelledAt });
      await settlement.settle(tx, provider.name, paymentId);
      if (!begun?.cancelledAt) return false;
      await outbox.enqueue(tx, 'purchase.call-off', { transactionId }, { key: transactionId });
      return true;
    });
    if (isCalledOff) throw new DomainError('CREATOR_RETIRED');
  }

  return {
    /**
     * Begins to buy a package. Asked again with the same key, goes on where it stopped, and answers as the first
     * time whatever has become of the purchase.
     * @throws DomainError PACKAGE_NOT_FOUND, PAYMENTS_DISABLED, PAYMENTS_UNAVAILABLE, CREATOR_RETIRED; PRICE_CHANGED where
     *   the package is not as `wanted` expects
     */
    async start(actor: Actor, wanted: Wanted, key: string | undefined): Promise<Answered<PurchaseRecord>> {
      const { name: provider } = available(providers[0]);
      const operation = {
        userId: actor.userId,
        name: 'points.purchase-package',
        key,
        request: wanted,
      };
      const { answer, replayed } = await transact((tx) =>
        once(tx, operation, () => open(tx, actor, wanted, provider)),
      );
      const opened = await ofTransaction(answer.transactionId);
      const isStarted = opened.purchase.paymentUrl ?? opened.purchase.paymentClientSecret;
      if (!isStarted) await startPayment(opened);
      const record = isStarted ? opened : await ofTransaction(answer.transactionId);
      const asBegun = { status: 'pending' as const, refundedUSD: '0.00', cancelledAt: null };
      const purchase = { ...record.purchase, ...asBegun };
      return { answer: { ...record, purchase }, replayed };
    },

    /** One of the user's own purchases. */
    async get(actor: Actor, transactionId: string): Promise<PurchaseRecord> {
      const record = await ofTransaction(transactionId);
      if (record.purchase.userId !== actor.userId) throw new DomainError('PURCHASE_NOT_FOUND');
      return record;
    },

    /** The user's purchases, the newest first. */
    list: (actor: Actor, request: PageRequest): Promise<Page<PurchaseRecord>> =>
      readPage(request, newestFirst, (beginning) =>
        select(and(eq(pointsPurchases.userId, actor.userId), beginning)),
      ),

    /** The purchase that a payment is for. */
    async ofPayment(provider: string, paymentId: string): Promise<PurchaseRecord | undefined> {
      const { paymentProvider, paymentId: payment } = pointsPurchases;
      const [record] = await select(and(eq(paymentProvider, provider), eq(payment, paymentId)));
      return record;
    },
  };
}

const isNotStarted = and(isNull(pointsPurchases.paymentUrl), isNull(pointsPurchases.paymentClientSecret));

/** Refuses before money is taken. What the balance becomes until the payment is not known here. */
function assertFits(balance: number, points: number): void {
  if (balance + points <= POINTS_LIMIT) return;
  throw new DomainError(
    'BALANCE_LIMIT_REACHED',
    `You have ${balance} of this creator's points. With ${points} more you would exceed the limit of ${POINTS_LIMIT}.`,
  );
}

function available(provider: PaymentProvider | undefined): PaymentProvider {
  if (!provider) throw new DomainError('PAYMENTS_DISABLED', 'This server takes no payments.');
  return provider;
}
