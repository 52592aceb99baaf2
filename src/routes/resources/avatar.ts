import { z } from 'zod';
import type { AvatarRecord, EquippedRecord } from '#domain/avatars/avatars.ts';
import { idSchema, metadataAnswerSchema, timeSchema } from '#http/schemas.ts';

export const avatarSchema = z
  .object({
    id: idSchema,
    baseModelId: idSchema,
    name: z.string(),
    isActive: z.boolean(),
    createdAt: timeSchema,
    updatedAt: timeSchema,
  })
  .meta({ id: 'Avatar' });

export const presentAvatar = ({ avatar, baseModelPublicId }: AvatarRecord): z.input<typeof avatarSchema> => ({
  id: avatar.publicId,
  baseModelId: baseModelPublicId,
  name: avatar.name,
  isActive: avatar.isActive,
  createdAt: avatar.createdAt.toISOString(),
  updatedAt: avatar.updatedAt.toISOString(),
});

const equippedSchema = z
  .object({
    slotName: z.string(),
    itemId: idSchema,
    meshUrl: z.string().nullable(),
    textureUrl: z.string().nullable(),
    thumbnailUrl: z.string(),
    colorVariant: metadataAnswerSchema,
    equippedAt: timeSchema,
  })
  .meta({ id: 'EquippedItem' });

/** What an avatar wears. */
export const equipmentSchema = z
  .object({ avatarId: idSchema, equipped: z.array(equippedSchema) })
  .meta({ id: 'Equipment' });

export const presentEquipment = (
  avatarId: string,
  worn: EquippedRecord[],
): z.input<typeof equipmentSchema> => ({
  avatarId,
  equipped: worn.map((item) => ({ ...item, equippedAt: item.equippedAt.toISOString() })),
});
