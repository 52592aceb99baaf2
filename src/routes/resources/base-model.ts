import { z } from 'zod';
import type { BaseModelRecord } from '#domain/avatars/catalogue.ts';
import { countSchema, idSchema, timeSchema } from '#http/schemas.ts';

export const slotTypeSchema = z.enum(['mesh_replacement', 'attachment', 'texture_overlay']);

const slotSchema = z
  .object({
    slotName: z.string(),
    slotType: slotTypeSchema,
    maxItems: countSchema,
    displayOrder: z.int(),
  })
  .meta({ id: 'Slot' });

export const baseModelSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    meshUrl: z.string(),
    skeletonUrl: z.string(),
    thumbnailUrl: z.string().nullable(),
    rigType: z.string(),
    slots: z.array(slotSchema),
    createdAt: timeSchema,
  })
  .meta({ id: 'BaseModel' });

export const presentBaseModel = (model: BaseModelRecord): z.input<typeof baseModelSchema> => ({
  id: model.publicId,
  name: model.name,
  meshUrl: model.meshUrl,
  skeletonUrl: model.skeletonUrl,
  thumbnailUrl: model.thumbnailUrl,
  rigType: model.rigType,
  slots: model.slots.map(({ slotName, slotType, maxItems, displayOrder }) => ({
    slotName,
    slotType,
    maxItems,
    displayOrder,
  })),
  createdAt: model.createdAt.toISOString(),
});
