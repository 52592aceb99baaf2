import { z } from 'zod';
import type { AccountExport } from '#domain/accounts/export.ts';
import { countSchema, idSchema, metadataAnswerSchema, pointsSumSchema, timeSchema } from '#http/schemas.ts';
import { accountSchema, presentAccount } from './account.ts';
import { creationsSchema } from './creator-export.ts';
import { orderSchema } from './order.ts';
import { transactionSchema } from './points.ts';
import { ownedWearableSchema } from './wearable.ts';

const text = z.string();

const identityFields = {
  signIns: z.array(z.strictObject({ providerId: text, createdAt: timeSchema, updatedAt: timeSchema })),
  sessions: z.array(
    z.strictObject({
      ipAddress: text.nullable(),
      userAgent: text.nullable(),
      createdAt: timeSchema,
      expiresAt: timeSchema,
    }),
  ),
  formerUserNames: z.array(z.strictObject({ userName: text, releasedAt: timeSchema })),
  requests: z.array(z.strictObject({ idempotencyKey: text, createdAt: timeSchema })),
};

const equippedSchema = z.strictObject({
  slotName: text,
  itemId: idSchema,
  colorVariant: metadataAnswerSchema,
  equippedAt: timeSchema,
});

const sanctionFields = z.strictObject({
  spaceId: idSchema,
  reason: text.nullable(),
  until: timeSchema.nullable(),
  createdAt: timeSchema,
});

const belongingsFields = {
  avatars: z.array(
    z.strictObject({
      id: idSchema,
      baseModelId: idSchema,
      name: text,
      isActive: z.boolean(),
      equipped: z.array(equippedSchema),
      createdAt: timeSchema,
      updatedAt: timeSchema,
    }),
  ),
  wearables: z.array(
    ownedWearableSchema.pick({ itemId: true, slotName: true, source: true, acquiredAt: true }).strict(),
  ),
  inventory: z.array(
    z.strictObject({
      id: idSchema,
      productId: idSchema,
      creatorId: idSchema,
      name: text,
      quantity: countSchema,
      orderNumber: z.uuid().nullable(),
      metadata: metadataAnswerSchema,
      acquiredAt: timeSchema,
    }),
  ),
  memberships: z.array(
    z.strictObject({
      tribeId: idSchema,
      name: text,
      role: z.enum(['member', 'moderator', 'admin']),
      joinedAt: timeSchema,
    }),
  ),
  bans: z.array(sanctionFields),
  mutes: z.array(sanctionFields),
};

const booksFields = {
  balances: z.array(
    z.strictObject({ creatorId: idSchema, balance: pointsSumSchema, lastUpdated: timeSchema }),
  ),
  transactions: z.array(transactionSchema.strict()),
  orders: z.array(orderSchema.extend({ notes: text.nullable() }).strict()),
  purchases: z.array(
    z.strictObject({
      transactionId: z.uuid(),
      creatorId: idSchema,
      packageId: idSchema,
      pointsReceived: pointsSumSchema,
      amountUSD: text,
      refundedUSD: text,
      paymentProvider: text,
      paymentId: text,
      status: z.enum(['pending', 'completed', 'failed', 'refunded']),
      purchasedAt: timeSchema,
      cancelledAt: timeSchema.nullable(),
    }),
  ),
  movements: z.array(
    z.strictObject({
      productId: idSchema,
      quantity: z.int().describe('Positive for what came, negative for what went.'),
      kind: z.enum(['purchase', 'transfer_in', 'transfer_out', 'consume', 'refund', 'erase']),
      reference: z.uuid().describe("An order's number, or an id that both sides of a transfer share."),
      createdAt: timeSchema,
    }),
  ),
  visits: z.array(
    z.strictObject({
      eventId: idSchema,
      eventName: text,
      joinedAt: timeSchema,
      leftAt: timeSchema.nullable(),
      duration: countSchema.nullable(),
      pointsEarned: pointsSumSchema,
      metadata: metadataAnswerSchema,
    }),
  ),
};

/** Everything that is kept about the user who asks. No password and no token is in it. */
export const accountExportSchema = z
  .strictObject({
    exportedAt: timeSchema,
    account: accountSchema,
    creator: creationsSchema.nullable(),
    ...identityFields,
    ...belongingsFields,
    ...booksFields,
  })
  .meta({ id: 'AccountExport' });

/** What is answered, with lists that are still to be read. */
export const presentAccountExport = ({ account, ...data }: AccountExport) => ({
  ...data,
  account: presentAccount(account),
});
