import { z } from 'zod';
import type { Avatars } from '#domain/avatars/avatars.ts';
import { colorVariantSchema } from '#domain/avatars/look-rules.ts';
import { found } from '#domain/errors.ts';
import { listRoute, route } from '#http/route.ts';
import { idParams, idSchema, noContent, shortText, slotNameSchema } from '#http/schemas.ts';
import { avatarSchema, equipmentSchema, presentAvatar, presentEquipment } from '../resources/avatar.ts';
import { presentPage } from '../resources/page.ts';
import { ownedWearableSchema, presentOwnedWearable } from '../resources/wearable.ts';

/** One's own avatars, what they wear, and what one could put on. */
export function myAvatarRoutes({ avatars }: { avatars: Avatars }) {
  return [
    listRoute({
      path: '/avatars/my-avatars',
      operationId: 'listMyAvatars',
      summary: 'Your avatars, the oldest first',
      access: 'signed-in',
      response: avatarSchema,
      handle: async ({ actor, page }) => presentPage(await avatars.list(actor, page), presentAvatar),
    }),
    route({
      method: 'get',
      path: '/avatars/my-avatar',
      operationId: 'getMyAvatar',
      summary: 'The avatar that you are seen as; made for you if you have none',
      access: 'signed-in',
      response: avatarSchema,
      errors: ['AVATAR_NOT_FOUND'],
      handle: async ({ actor }) =>
        presentAvatar(found(await avatars.ensureActive(actor.userId), 'AVATAR_NOT_FOUND')),
    }),
    route({
      method: 'post',
      path: '/avatars/my-avatars',
      operationId: 'createMyAvatar',
      summary: 'Make an avatar, and be seen as it',
      access: 'signed-in',
      status: 201,
      body: z.strictObject({ baseModelId: idSchema, name: shortText.optional() }),
      response: avatarSchema,
      errors: ['QUOTA_REACHED', 'BASE_MODEL_NOT_FOUND'],
      handle: async ({ actor, body }) => presentAvatar(await avatars.create(actor, body)),
    }),
    route({
      method: 'put',
      path: '/avatars/my-avatars/:avatarId',
      operationId: 'updateMyAvatar',
      summary: 'Rename an avatar, or be seen as it',
      access: 'signed-in',
      params: idParams('avatarId'),
      body: z.strictObject({ name: shortText, isActive: z.literal(true) }).partial(),
      response: avatarSchema,
      errors: ['AVATAR_NOT_FOUND'],
      handle: async ({ actor, params, body }) =>
        presentAvatar(await avatars.update(actor, params.avatarId, body)),
    }),
    route({
      method: 'delete',
      path: '/avatars/my-avatars/:avatarId',
      operationId: 'deleteMyAvatar',
      summary: 'Delete an avatar; you are seen as another one if it was the one you are seen as',
      access: 'signed-in',
      status: 204,
      params: idParams('avatarId'),
      response: noContent,
      errors: ['AVATAR_NOT_FOUND', 'LAST_AVATAR'],
      handle: async ({ actor, params }) => avatars.remove(actor, params.avatarId),
    }),
    route({
      method: 'get',
      path: '/avatars/my-avatars/:avatarId/equipment',
      operationId: 'getEquipment',
      summary: 'What an avatar wears',
      access: 'signed-in',
      params: idParams('avatarId'),
      response: equipmentSchema,
      errors: ['AVATAR_NOT_FOUND'],
      handle: async ({ actor, params: { avatarId } }) =>
        presentEquipment(avatarId, await avatars.equipment(actor, avatarId)),
    }),
    route({
      method: 'post',
      path: '/avatars/my-avatars/:avatarId/equip',
      operationId: 'equip',
      summary: 'Put a wearable on; what is in its slot comes off',
      access: 'signed-in',
      params: idParams('avatarId'),
      body: z.strictObject({
        itemId: idSchema,
        slotName: slotNameSchema.optional(),
        colorVariant: colorVariantSchema.optional().meta({
          description:
            'What you choose for each part of the wearable, up to 256 bytes as JSON; of what `metadata.colors` of the wearable offers, where it has that.',
        }),
      }),
      response: equipmentSchema,
      errors: [
        'AVATAR_NOT_FOUND',
        'ITEM_NOT_FOUND',
        'ITEM_NOT_OWNED',
        'WRONG_BASE_MODEL',
        'SLOT_MISMATCH',
        'ITEM_INCOMPATIBLE',
      ],
      handle: async ({ actor, params: { avatarId }, body }) =>
        presentEquipment(avatarId, await avatars.equip(actor, avatarId, body)),
    }),
    route({
      method: 'post',
      path: '/avatars/my-avatars/:avatarId/unequip',
      operationId: 'unequip',
      summary: 'Take off what is in a slot; an empty slot stays empty',
      access: 'signed-in',
      params: idParams('avatarId'),
      body: z.strictObject({ slotName: slotNameSchema }),
      response: equipmentSchema,
      errors: ['AVATAR_NOT_FOUND'],
      handle: async ({ actor, params: { avatarId }, body }) =>
        presentEquipment(avatarId, await avatars.unequip(actor, avatarId, body.slotName)),
    }),
    listRoute({
      path: '/avatars/inventory',
      operationId: 'listMyWearables',
      summary: 'The wearables that you own, the oldest first',
      access: 'signed-in',
      response: ownedWearableSchema,
      handle: async ({ actor, page }) =>
        presentPage(await avatars.wardrobe(actor, page), presentOwnedWearable),
    }),
  ];
}
