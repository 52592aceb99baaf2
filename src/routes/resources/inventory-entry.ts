import { z } from 'zod';
import type { InventoryRecord } from '#domain/inventory/holdings.ts';
import { countSchema, idSchema, timeSchema } from '#http/schemas.ts';
import { productTypeSchema } from './product.ts';

/** So many of a product, owned by the user who asks. */
export const inventoryEntrySchema = z
  .object({
    id: idSchema,
    productId: idSchema,
    creatorId: idSchema,
    name: z.string(),
    productType: productTypeSchema,
    quantity: countSchema,
    itemId: idSchema.nullable(),
    digitalAssetUrl: z.string().nullable(),
    acquiredAt: timeSchema,
  })
  .meta({ id: 'InventoryEntry' });

export const presentInventoryEntry = (record: InventoryRecord): z.input<typeof inventoryEntrySchema> => ({
  id: record.entry.publicId,
  productId: record.product.publicId,
  creatorId: record.creatorPublicId,
  name: record.product.name,
  productType: record.product.productType,
  quantity: record.entry.quantity,
  itemId: record.itemPublicId,
  digitalAssetUrl: record.product.digitalAssetUrl,
  acquiredAt: record.entry.acquiredAt.toISOString(),
});

const countFields = {
  entries: countSchema.describe('Products of which one has some.'),
  items: z.int().min(0).describe('How many of them, all together.'),
};

export const inventoryOverviewSchema = z
  .object({
    ...countFields,
    byType: z.partialRecord(productTypeSchema, z.object(countFields)),
    byCreator: z
      .array(z.object({ creatorId: idSchema, ...countFields }))
      .describe('The creators of whom one has most, the most first; at most 100.'),
  })
  .meta({ id: 'InventoryOverview' });

const departedFields = {
  inventoryId: idSchema,
  productId: idSchema,
  name: z.string(),
  quantity: countSchema.describe('How many left.'),
  remaining: countSchema.describe('How many of the entry are still there; with 0 it is no longer listed.'),
};

/** What was given away. */
export const transferredSchema = z
  .object({ transferId: z.uuid(), ...departedFields, toUserName: z.string(), transferredAt: timeSchema })
  .meta({ id: 'InventoryTransfer' });

/** What was used up. */
export const consumedSchema = z
  .object({ ...departedFields, consumedAt: timeSchema })
  .meta({ id: 'InventoryConsumption' });
