import { z } from 'zod';
import { httpsUrlSchema, printable } from '#domain/accounts/account-rules.ts';
import type { Catalogue } from '#domain/avatars/catalogue.ts';
import { listRoute, route } from '#http/route.ts';
import { idSchema, metadataSchema, shortText, slotNameSchema } from '#http/schemas.ts';
import { baseModelSchema, presentBaseModel, slotTypeSchema } from '../resources/base-model.ts';
import { presentPage } from '../resources/page.ts';
import { presentWearable, wearableSchema } from '../resources/wearable.ts';

const slotInput = z.strictObject({
  slotName: slotNameSchema,
  slotType: slotTypeSchema,
  displayOrder: z.int().min(0).max(1000),
});

const baseModelInput = z.strictObject({
  name: shortText,
  meshUrl: httpsUrlSchema,
  skeletonUrl: httpsUrlSchema,
  thumbnailUrl: httpsUrlSchema.nullable().optional(),
  rigType: printable(1, 50),
  slots: z
    .array(slotInput)
    .min(1)
    .max(50)
    .refine(
      (slots) => new Set(slots.map((slot) => slot.slotName)).size === slots.length,
      'must name each slot once',
    ),
});

const wearableInput = z.strictObject({
  baseModelId: idSchema,
  slotName: slotNameSchema,
  meshUrl: httpsUrlSchema.nullable().optional(),
  textureUrl: httpsUrlSchema.nullable().optional(),
  thumbnailUrl: httpsUrlSchema,
  metadata: metadataSchema.nullable().optional(),
  incompatibleWith: z.array(idSchema).max(100).optional(),
});

/** Base models with their slots, and the wearables made for them. */
export function avatarCatalogueRoutes({ catalogue }: { catalogue: Catalogue }) {
  return [
    listRoute({
      path: '/avatars/base-models',
      operationId: 'listBaseModels',
      summary: 'The base models of avatars, with their slots',
      access: 'public',
      response: baseModelSchema,
      handle: async ({ page }) => presentPage(await catalogue.baseModels(page), presentBaseModel),
    }),
    route({
      method: 'post',
      path: '/avatars/base-models',
      operationId: 'addBaseModel',
      summary: 'Add a base model',
      access: 'admin',
      status: 201,
      body: baseModelInput,
      response: baseModelSchema,
      handle: async ({ actor, body }) => presentBaseModel(await catalogue.addBaseModel(actor, body)),
    }),
    listRoute({
      path: '/avatars/items',
      operationId: 'listWearables',
      summary: 'The wearables, the oldest first',
      access: 'public',
      query: z.strictObject({ baseModelId: idSchema.optional(), slotName: slotNameSchema.optional() }),
      response: wearableSchema,
      handle: async ({ query, page }) => presentPage(await catalogue.items(query, page), presentWearable),
    }),
    route({
      method: 'post',
      path: '/avatars/items',
      operationId: 'addWearable',
      summary: "Add a wearable: yours to sell, or the platform's own when an admin adds it",
      access: 'creator',
      status: 201,
      body: wearableInput,
      response: wearableSchema,
      errors: ['NOT_A_CREATOR', 'BASE_MODEL_NOT_FOUND', 'SLOT_MISMATCH', 'ITEM_NOT_FOUND'],
      handle: async ({ actor, body }) => presentWearable(await catalogue.addItem(actor, body)),
    }),
  ];
}
