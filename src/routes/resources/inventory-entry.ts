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
  /** Products of which one has some. */
  entries: countSchema,
  /** How many of them, all together. */
  items: z.int().min(0),
};

export const inventoryOverviewSchema = z
  .object({
    ...countFields,
    byType: z.partialRecord(productTypeSchema, z.object(countFields)),
    /** The creators of whom one has most, the most first; at most 100. */
    byCreator: z.array(z.object({ creatorId: idSchema, ...countFields })),
  })
  .meta({ id: 'InventoryOverview' });

const departedFields = {
  inventoryId: idSchema,
  productId: idSchema,
  name: z.string(),
  /** How many left. */
  quantity: countSchema,
  /** How many of the entry are still there; with 0 it is no longer listed. */
  remaining: countSchema,
};

/** What was given away. */
export const transferredSchema = z
  .object({ transferId: z.uuid(), ...departedFields, toUserName: z.string(), transferredAt: timeSchema })
  .meta({ id: 'InventoryTransfer' });

/** What was used up. */
export const consumedSchema = z
  .object({ ...departedFields, consumedAt: timeSchema })
  .meta({ id: 'InventoryConsumption' });
