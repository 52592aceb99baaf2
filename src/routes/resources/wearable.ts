import { z } from 'zod';
import type { OwnedWearable } from '#domain/avatars/avatars.ts';
import type { ItemRecord } from '#domain/avatars/catalogue.ts';
import { idSchema, metadataAnswerSchema, timeSchema } from '#http/schemas.ts';

/** A wearable of the catalogue. */
export const wearableSchema = z
  .object({
    id: idSchema,
    productId: idSchema.nullable(),
    creatorId: idSchema.nullable(),
    baseModelId: idSchema,
    slotName: z.string(),
    meshUrl: z.string().nullable(),
    textureUrl: z.string().nullable(),
    thumbnailUrl: z.string(),
    metadata: metadataAnswerSchema,
    incompatibleWith: z.array(idSchema),
    createdAt: timeSchema,
  })
  .meta({ id: 'Wearable' });

export const presentWearable = ({ item, ...record }: ItemRecord): z.input<typeof wearableSchema> => ({
  id: item.publicId,
  productId: record.productPublicId,
  creatorId: record.creatorPublicId,
  baseModelId: record.baseModelPublicId,
  slotName: item.slotName,
  meshUrl: item.meshUrl,
  textureUrl: item.textureUrl,
  thumbnailUrl: item.thumbnailUrl,
  metadata: item.metadata,
  incompatibleWith: record.incompatibleWith,
  createdAt: item.createdAt.toISOString(),
});

/** A wearable that the user owns. */
export const ownedWearableSchema = z
  .object({
    itemId: idSchema,
    baseModelId: idSchema,
    slotName: z.string(),
    meshUrl: z.string().nullable(),
    textureUrl: z.string().nullable(),
    thumbnailUrl: z.string(),
    source: z.enum(['purchase', 'reward', 'starter', 'gift']),
    acquiredAt: timeSchema,
  })
  .meta({ id: 'OwnedWearable' });

export const presentOwnedWearable = ({
  id: _id,
  ...owned
}: OwnedWearable): z.input<typeof ownedWearableSchema> => ({
  ...owned,
  acquiredAt: owned.acquiredAt.toISOString(),
});
