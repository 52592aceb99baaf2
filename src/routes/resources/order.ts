import { z } from 'zod';
import type { OrderAnswer } from '#domain/store/checkout.ts';
import type { OrderRecord } from '#domain/store/orders.ts';
import type { Refunded } from '#domain/store/refunds.ts';
import { countSchema, idSchema, pointsSumSchema, timeSchema } from '#http/schemas.ts';

const orderStatusSchema = z.enum(['pending', 'completed', 'shipped', 'cancelled']);

const orderItemSchema = z
  .object({
    productId: idSchema,
    name: z.string().describe("The product's name when it was bought."),
    quantity: countSchema,
    pointsPerItem: countSchema,
    totalPoints: pointsSumSchema,
  })
  .meta({ id: 'OrderItem' });

export const orderSchema = z
  .object({
    orderNumber: z.uuid(),
    creatorId: idSchema,
    totalPoints: pointsSumSchema,
    status: orderStatusSchema,
    items: z.array(orderItemSchema),
    createdAt: timeSchema,
  })
  .meta({ id: 'Order' });

/** An order just made, with what is left of the points after it. */
export const purchaseSchema = orderSchema.extend({ balance: pointsSumSchema }).meta({ id: 'Purchase' });

/** An order that was given back. */
export const refundSchema = z
  .object({
    orderNumber: z.uuid(),
    status: z.literal('cancelled'),
    refundedPoints: pointsSumSchema.describe('What the buyer got back: all that the order cost.'),
    refundedAt: timeSchema,
  })
  .meta({ id: 'OrderRefund' });

export const presentRefund = (refunded: Refunded): z.input<typeof refundSchema> => refunded;

export const presentPurchase = (answer: OrderAnswer): z.input<typeof purchaseSchema> => ({
  ...answer,
  status: orderStatusSchema.parse(answer.status),
});

export const presentOrder = ({
  order,
  creatorPublicId,
  items,
}: OrderRecord): z.input<typeof orderSchema> => ({
  orderNumber: order.orderNumber,
  creatorId: creatorPublicId,
  totalPoints: order.totalPoints,
  status: order.status,
  items: items.map(presentOrderItem),
  createdAt: order.createdAt.toISOString(),
});

const presentOrderItem = ({ item, productPublicId, productName }: OrderRecord['items'][number]) => ({
  productId: productPublicId,
  name: typeof item.metadata?.name === 'string' ? item.metadata.name : productName,
  quantity: item.quantity,
  pointsPerItem: item.pointsPerItem,
  totalPoints: item.totalPoints,
});
