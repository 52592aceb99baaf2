import { z } from 'zod';
import type { BalanceRecord, TransactionRecord } from '#domain/points/balances.ts';
import type { Given, Granted } from '#domain/points/gifts.ts';
import type { Leader } from '#domain/points/leaderboard.ts';
import type { PackageRecord } from '#domain/points/packages.ts';
import type { PurchaseRecord } from '#domain/points/purchases.ts';
import { countSchema, idSchema, pointsSumSchema, timeSchema } from '#http/schemas.ts';

export const balanceSchema = z
  .object({
    creatorId: idSchema,
    creatorUserName: z.string(),
    pointsName: z.string(),
    pointsSymbol: z.string(),
    balance: pointsSumSchema,
    lastUpdated: timeSchema.nullable(),
  })
  .meta({ id: 'Balance' });

export const presentBalance = (record: BalanceRecord): z.input<typeof balanceSchema> => ({
  creatorId: record.creatorId,
  creatorUserName: record.creatorUserName,
  pointsName: record.pointsName,
  pointsSymbol: record.pointsSymbol,
  balance: record.balance,
  lastUpdated: record.lastUpdated?.toISOString() ?? null,
});

export const transactionTypeSchema = z.enum(['earn', 'spend', 'purchase', 'refund', 'gift']);

/** One row of the ledger: what was added, and the balance after it. */
export const transactionSchema = z
  .object({
    transactionId: z.uuid(),
    creatorId: idSchema,
    amount: z.int(),
    balance: pointsSumSchema,
    type: transactionTypeSchema,
    source: z.enum(['store', 'package_purchase', 'experience', 'admin']),
    referenceType: z.string().nullable(),
    referenceId: z
      .string()
      .nullable()
      .describe(
        "An order's number, a purchase's or a gift's id, an event's or a tribe's, where it refers to one that is still there.",
      ),
    description: z.string().nullable(),
    message: z.string().nullable().describe('What was said with it, where it was given.'),
    createdAt: timeSchema,
  })
  .meta({ id: 'PointTransaction' });

export const presentTransaction = (record: TransactionRecord): z.input<typeof transactionSchema> => ({
  transactionId: record.transaction.transactionId,
  creatorId: record.creatorPublicId,
  amount: record.transaction.amount,
  balance: record.transaction.balance,
  type: record.transaction.type,
  source: record.transaction.source,
  referenceType: record.transaction.referenceType,
  referenceId:
    record.orderNumber ??
    record.purchaseTransactionId ??
    record.giftId ??
    record.eventPublicId ??
    record.tribePublicId,
  description: record.transaction.description,
  message: record.message,
  createdAt: record.transaction.createdAt.toISOString(),
});

const giftFields = { giftId: z.uuid(), creatorId: idSchema };

/** Points that were given to another user, and what is left of them. */
export const givenSchema = z
  .object({
    ...giftFields,
    toUserName: z.string(),
    amount: countSchema,
    message: z.string().nullable(),
    balance: pointsSumSchema,
    givenAt: timeSchema,
  })
  .meta({ id: 'PointGift' });

export const presentGiven = (given: Given): z.input<typeof givenSchema> => given;

/** Points that an admin gave. */
export const grantedSchema = z
  .object({
    ...giftFields,
    userName: z.string(),
    amount: countSchema,
    reason: z.string(),
    grantedAt: timeSchema,
  })
  .meta({ id: 'PointGrant' });

export const presentGranted = (granted: Granted): z.input<typeof grantedSchema> => granted;

/** US dollars, a decimal such as `4.99`. */
const dollarsSchema = z.string().regex(/^\d+\.\d{2}$/);

export const packageSchema = z
  .object({
    id: idSchema,
    creatorId: idSchema,
    name: z.string(),
    pointsAmount: countSchema,
    bonusPoints: countSchema,
    priceUSD: dollarsSchema,
    isActive: z.boolean(),
    displayOrder: z.int(),
    createdAt: timeSchema,
  })
  .meta({ id: 'PointsPackage' });

export const presentPackage = (record: PackageRecord): z.input<typeof packageSchema> => ({
  id: record.package.publicId,
  creatorId: record.creatorPublicId,
  name: record.package.name,
  pointsAmount: record.package.pointsAmount,
  bonusPoints: record.package.bonusPoints,
  priceUSD: record.package.priceUSD,
  isActive: record.package.isActive,
  displayOrder: record.package.displayOrder,
  createdAt: record.package.createdAt.toISOString(),
});

/** Somebody's place among those who earned a creator's points. */
export const leaderSchema = z
  .object({
    rank: z.int().min(1).describe('One more than the number of users who earned more: 1, 2, 2, 4.'),
    userName: z.string(),
    totalEarned: z.int().min(1).describe('All that they ever earned, spent or not.'),
  })
  .meta({ id: 'Leader' });

export const presentLeader = ({ rank, userName, totalEarned }: Leader): z.input<typeof leaderSchema> => ({
  rank,
  userName,
  totalEarned,
});

/** Points bought with money. They are there once `status` is `completed`. */
export const pointsPurchaseSchema = z
  .object({
    transactionId: z.uuid(),
    creatorId: idSchema,
    packageId: idSchema,
    status: z.enum(['pending', 'completed', 'failed', 'refunded']),
    amountUSD: dollarsSchema,
    refundedUSD: dollarsSchema.describe('What of it went back.'),
    pointsReceived: pointsSumSchema.describe('With the bonus.'),
    paymentProvider: z.string(),
    paymentUrl: z.url().nullable().describe('Where to pay, while there is something to pay.'),
    clientSecret: z.string().nullable().describe('What a client pays with, where the provider has no page.'),
    purchasedAt: timeSchema,
    cancelledAt: timeSchema
      .optional()
      .describe(
        'Only where it was called off, because the creator left before it was paid: it gives no points, and money that was paid goes back.',
      ),
  })
  .meta({ id: 'PointsPurchase' });

export const presentPointsPurchase = ({
  purchase,
  creatorPublicId,
  packagePublicId,
}: PurchaseRecord): z.input<typeof pointsPurchaseSchema> => {
  const isPaid = purchase.status === 'completed' || purchase.status === 'refunded';
  const isOver = isPaid || purchase.cancelledAt !== null;
  return {
    transactionId: purchase.transactionId,
    creatorId: creatorPublicId,
    packageId: packagePublicId,
    status: purchase.status,
    amountUSD: purchase.amountUSD,
    refundedUSD: purchase.refundedUSD,
    pointsReceived: purchase.pointsReceived,
    paymentProvider: purchase.paymentProvider,
    paymentUrl: isOver ? null : purchase.paymentUrl,
    clientSecret: isOver ? null : purchase.paymentClientSecret,
    purchasedAt: purchase.purchasedAt.toISOString(),
    ...(purchase.cancelledAt && { cancelledAt: purchase.cancelledAt.toISOString() }),
  };
};
