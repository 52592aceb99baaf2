import { sql } from 'drizzle-orm';
import { boolean, check, decimal, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, moment, points, pointsLimit, publicId } from '../columns.ts';
import { user } from './auth.ts';
import { creators } from './creators.ts';

export const creatorPointsConfig = pgTable('creator_points_config', {
  id: id(),
  creatorId: integer()
    .notNull()
    .unique()
    .references(() => creators.id, { onDelete: 'cascade' }),
  pointsName: text().notNull().default('Points'),
  pointsSymbol: text().notNull().default('🪙'),
  createdAt: createdAt(),
});

export const pointsPackages = pgTable(
  'points_packages',
  {
    id: id(),
    publicId: publicId(),
    creatorId: integer()
      .notNull()
      .references(() => creators.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    pointsAmount: integer().notNull(),
    priceUSD: decimal('price_usd', { precision: 10, scale: 2 }).notNull(),
    bonusPoints: integer().notNull().default(0),
    isActive: boolean().notNull().default(true),
    displayOrder: integer().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index().on(t.creatorId),
    index().on(t.isActive),
    index().on(t.creatorId, t.displayOrder, t.id),
    check(
      'points_packages_amounts',
      sql`${t.pointsAmount} > 0 and ${t.bonusPoints} >= 0 and ${t.priceUSD} > 0`,
    ),
  ],
);

export const pointsPurchases = pgTable(
  'points_purchases',
  {
    id: id(),
    transactionId: uuid().notNull().unique(),
    userId: text()
      .notNull()
      .references(() => user.id),
    creatorId: integer()
      .notNull()
      .references(() => creators.id),
    packageId: integer()
      .notNull()
      .references(() => pointsPackages.id),
    pointsReceived: points().notNull(),
    amountUSD: decimal('amount_usd', { precision: 10, scale: 2 }).notNull(),
    paymentProvider: text().notNull(),
    paymentId: text().notNull(),
    status: text({ enum: ['pending', 'completed', 'failed', 'refunded'] })
      .notNull()
      .default('pending'),
    purchasedAt: moment().notNull().defaultNow(),
    /** Where the buyer pays; empty until the provider has answered, and where it works with a secret instead. */
    paymentUrl: text(),
    /** What the buyer's client pays with, where the provider has no page of its own. */
    paymentClientSecret: text(),
    /** What of the amount went back, or is disputed, as the payment's events say. */
    refundedUSD: decimal('refunded_usd', { precision: 10, scale: 2 }).notNull().default('0'),
    /**
     * When it was called off, because its creator or its buyer had left before it was paid. It gives no points, and
     * money that comes for it goes back.
     */
    cancelledAt: moment(),
    /** Points that went with that money and have not been taken back yet. */
    pointsOwed: points().notNull().default(0),
  },
  (t) => [
    index().on(t.userId),
    index().on(t.creatorId),
    index().on(t.status),
    unique('points_purchases_payment_unique').on(t.paymentProvider, t.paymentId),
    /** For calling off what is not paid when a creator or a buyer leaves. */
    index('points_purchases_unpaid_index')
      .on(t.creatorId, t.userId)
      .where(sql`${t.status} in ('pending', 'failed')`),
    check('points_purchases_amounts', sql`${t.pointsReceived} > 0 and ${t.amountUSD} >= 0`),
    check(
      'points_purchases_refund_within_amount',
      sql`${t.refundedUSD} between 0 and ${t.amountUSD} and ${t.pointsOwed} between 0 and ${t.pointsReceived}`,
    ),
    check(
      'points_purchases_status_known',
      sql`${t.status} in ('pending', 'completed', 'failed', 'refunded')`,
    ),
  ],
);

/**
 * What payment providers told of payments, each event once; those that come before their payment is known wait
 * here. What becomes of a purchase is worked out from them. The database refuses UPDATE, DELETE and TRUNCATE.
 */
export const paymentEvents = pgTable(
  'payment_events',
  {
    id: id(),
    provider: text().notNull(),
    /** The provider's own id of the event: told twice, it is the same. */
    eventId: text().notNull(),
    paymentId: text().notNull(),
    kind: text({
      enum: ['succeeded', 'failed', 'refunded', 'disputed', 'dispute_won', 'dispute_lost'],
    }).notNull(),
    /** The provider's id of the refund or dispute that it is about; empty where it is about the payment. */
    reference: text(),
    amountCents: integer(),
    /** ISO 4217, upper case. */
    currency: text(),
    occurredAt: moment().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique().on(t.provider, t.eventId),
    index().on(t.provider, t.paymentId),
    check(
      'payment_events_kind_known',
      sql`${t.kind} in ('succeeded', 'failed', 'refunded', 'disputed', 'dispute_won', 'dispute_lost')`,
    ),
    check(
      'payment_events_amounts',
      sql`(${t.amountCents} is null) = (${t.currency} is null) and coalesce(${t.amountCents}, 0) >= 0`,
    ),
  ],
);

export const pointBalances = pgTable(
  'point_balances',
  {
    id: id(),
    userId: text()
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    creatorId: integer()
      .notNull()
      .references(() => creators.id),
    balance: points().notNull().default(0),
    /** All that the user has ever earned of them, spent or not: the sum of the ledger's `earn` rows. */
    totalEarned: points().notNull().default(0),
    lastUpdated: moment().notNull().defaultNow(),
  },
  (t) => [
    unique().on(t.userId, t.creatorId),
    index().on(t.userId),
    index().on(t.creatorId),
    /** For the leaderboard. NOT NULL or not, the index and the order by must say the same of nulls. */
    index('point_balances_leaderboard_index')
      .on(t.creatorId, t.totalEarned.desc().nullsFirst(), t.id)
      .where(sql`${t.totalEarned} > 0`),
    check('point_balances_not_negative', sql`${t.balance} >= 0`),
    /** Its name is what the ledger knows a full balance by. */
    check(
      'point_balances_within_limit',
      sql`${t.balance} <= ${pointsLimit} and ${t.totalEarned} <= ${pointsLimit}`,
    ),
    check('point_balances_total_earned_not_negative', sql`${t.totalEarned} >= 0`),
  ],
);

/** The ledger. The database refuses UPDATE, DELETE and TRUNCATE on it: a correction is a new row. */
export const pointTransactions = pgTable(
  'point_transactions',
  {
    id: id(),
    transactionId: uuid().notNull().unique(),
    userId: text()
      .notNull()
      .references(() => user.id),
    creatorId: integer()
      .notNull()
      .references(() => creators.id),
    amount: points().notNull(),
    balance: points().notNull(),
    type: text({ enum: ['earn', 'spend', 'purchase', 'refund', 'gift'] }).notNull(),
    source: text({ enum: ['store', 'package_purchase', 'experience', 'admin'] }).notNull(),
    referenceType: text(),
    referenceId: integer(),
    description: text(),
    createdAt: createdAt(),
  },
  (t) => [
    index().on(t.userId, t.creatorId),
    index().on(t.userId, t.id),
    index().on(t.type),
    index().on(t.createdAt),
    index('point_transactions_reference_index').on(t.referenceType, t.referenceId),
    check('point_transactions_amount_not_zero', sql`${t.amount} <> 0`),
    check('point_transactions_balance_not_negative', sql`${t.balance} >= 0`),
    check(
      'point_transactions_within_limit',
      sql`abs(${t.amount}) <= ${pointsLimit} and ${t.balance} <= ${pointsLimit}`,
    ),
    check('point_transactions_type_known', sql`${t.type} in ('earn', 'spend', 'purchase', 'refund', 'gift')`),
    check(
      'point_transactions_source_known',
      sql`${t.source} in ('store', 'package_purchase', 'experience', 'admin')`,
    ),
  ],
);

/**
 * What was said with points that a user gave away or an admin granted. Who got how many is in the ledger, whose
 * rows refer to it.
 */
export const pointGifts = pgTable(
  'point_gifts',
  {
    id: id(),
    giftId: uuid().notNull().unique(),
    /** Who gave, or granted. */
    userId: text()
      .notNull()
      .references(() => user.id),
    /** Goes when its author does. */
    message: text(),
    createdAt: createdAt(),
  },
  (t) => [index().on(t.userId, t.id)],
);

/** What a write that names itself with an `Idempotency-Key` answered the first time. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    id: id(),
    userId: text()
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    key: text().notNull(),
    /** SHA-256 of the operation and its body, in hexadecimal: the same key with another body is refused. */
    requestHash: text().notNull(),
    /** The answer, as JSON text so that a replay is the same to the byte. */
    answer: text().notNull(),
    /** Another user whom the answer names; what it says of them goes with their account. */
    aboutUserId: text().references(() => user.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (t) => [
    unique().on(t.userId, t.key),
    index().on(t.createdAt),
    index('idempotency_keys_about_user_index').on(t.aboutUserId).where(sql`${t.aboutUserId} is not null`),
  ],
);
