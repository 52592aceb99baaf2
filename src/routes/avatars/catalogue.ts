import { z } from 'zod';
import { httpsUrlSchema } from '#domain/accounts/account-rules.ts';
import type { Catalogue } from '#domain/avatars/catalogue.ts';
import { lookUrlSchema, offeredColorsSchema } from '#domain/avatars/look-rules.ts';
import { printable } from '#domain/text-rules.ts';
import { listRoute, route } from '#http/route.ts';
import { idParams, idSchema, metadataSchema, shortText, slotNameSchema } from '#http/schemas.ts';
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

/** Free but for `colors`, which says what players can choose. */
const wearableMetadata = metadataSchema
  .check((ctx) => {
    if (ctx.value.colors === undefined) return;
    const { error } = offeredColorsSchema.safeParse(ctx.value.colors);
    for (const { path, message } of error?.issues ?? [])
      ctx.issues.push({ code: 'custom', input: ctx.value, path: ['colors', ...path], message });
  })
  .nullable()
  .optional()
  .meta({
    description:
      'Up to 4 000 characters as JSON. `colors` names the parts that players can colour, each with what they can choose or `"any"`: `{ "main": ["#c00", "#00c"], "band": "any" }`. Without it they choose freely.',
  });

/** What of a wearable can change once somebody may own it: how it looks, never what it fits. */
const wearableLook = {
  meshUrl: lookUrlSchema.nullable().optional(),
  textureUrl: lookUrlSchema.nullable().optional(),
  thumbnailUrl: lookUrlSchema,
  metadata: wearableMetadata,
  incompatibleWith: z.array(idSchema).max(100).optional(),
};

const wearableInput = z.strictObject({ baseModelId: idSchema, slotName: slotNameSchema, ...wearableLook });

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
    route({
      method: 'put',
      path: '/avatars/base-models/:baseModelId',
      operationId: 'updateBaseModel',
      summary: 'Change a base model; `slots` names all that it has from then on',
      access: 'admin',
      params: idParams('baseModelId'),
      body: baseModelInput.partial(),
      response: baseModelSchema,
      errors: ['BASE_MODEL_NOT_FOUND', 'SLOT_IN_USE'],
      handle: async ({ actor, params, body }) =>
        presentBaseModel(await catalogue.updateBaseModel(actor, params.baseModelId, body)),
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
      errors: ['QUOTA_REACHED', 'NOT_A_CREATOR', 'BASE_MODEL_NOT_FOUND', 'SLOT_MISMATCH', 'ITEM_NOT_FOUND'],
      handle: async ({ actor, body }) => presentWearable(await catalogue.addItem(actor, body)),
    }),
    route({
      method: 'put',
      path: '/avatars/items/:itemId',
      operationId: 'updateWearable',
      summary: 'Change how your wearable looks, also where it is worn now; an admin changes any',
      access: 'owner',
      params: idParams('itemId'),
      body: z.strictObject(wearableLook).partial(),
      response: wearableSchema,
      errors: ['ITEM_NOT_FOUND', 'NOT_THE_OWNER'],
      handle: async ({ actor, params, body }) =>
        presentWearable(await catalogue.updateItem(actor, params.itemId, body)),
    }),
  ];
}
