import { z } from 'zod';
import type { Actor } from '#domain/actor.ts';
import type { ProductRecord } from '#domain/store/products.ts';
import { countSchema, idSchema, metadataAnswerSchema, timeSchema } from '#http/schemas.ts';

export const productTypeSchema = z.enum([
  'avatar',
  'collectible',
  'digital_asset',
  'merchandise',
  'access_pass',
  'custom',
]);

export const productSchema = z
  .object({
    id: idSchema,
    creatorId: idSchema,
    name: z.string(),
    description: z.string().nullable(),
    productType: productTypeSchema,
    digitalAssetUrl: z
      .string()
      .nullable()
      .optional()
      .describe('Only for the creator who sells it; buyers find it in their inventory.'),
    itemId: idSchema.nullable(),
    pricePoints: countSchema,
    isActive: z.boolean(),
    maxQuantity: countSchema.nullable(),
    currentStock: countSchema.nullable(),
    maxPerUser: countSchema.nullable().describe('How many one user may buy; null for as many as they like.'),
    releaseDate: timeSchema.nullable(),
    metadata: metadataAnswerSchema,
    displayOrder: z.int().nullable(),
    createdAt: timeSchema,
    updatedAt: timeSchema,
  })
  .meta({ id: 'Product' });

/** A product as `viewer` may see it: what is sold is shown to its creator only. */
export function presentProduct(
  record: ProductRecord,
  viewer: Actor | undefined,
): z.input<typeof productSchema> {
  const { product } = record;
  return {
    id: product.publicId,
    creatorId: record.creatorPublicId,
    name: product.name,
    description: product.description,
    productType: product.productType,
    ...(viewer?.userId === record.ownerUserId && { digitalAssetUrl: product.digitalAssetUrl }),
    itemId: record.itemPublicId,
    pricePoints: product.pricePoints,
    isActive: product.isActive,
    maxQuantity: product.maxQuantity,
    currentStock: product.currentStock,
    maxPerUser: product.maxPerUser,
    releaseDate: product.releaseDate?.toISOString() ?? null,
    metadata: product.metadata,
    displayOrder: product.displayOrder,
    createdAt: product.createdAt.toISOString(),
    updatedAt: product.updatedAt.toISOString(),
  };
}
