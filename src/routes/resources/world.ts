import { z } from 'zod';
import type { WorldRecord } from '#domain/worlds/worlds.ts';
import { idSchema, timeSchema } from '#http/schemas.ts';

export const worldSchema = z
  .object({
    id: idSchema,
    creatorId: idSchema,
    name: z.string(),
    description: z.string().nullable(),
    createdAt: timeSchema,
  })
  .meta({ id: 'World' });

export const presentWorld = ({ world, creatorPublicId }: WorldRecord): z.input<typeof worldSchema> => ({
  id: world.publicId,
  creatorId: creatorPublicId,
  name: world.name,
  description: world.description,
  createdAt: world.createdAt.toISOString(),
});
