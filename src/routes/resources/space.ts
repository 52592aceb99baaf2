import { z } from 'zod';
import { movementOf } from '#domain/worlds/movement-settings.ts';
import type { SpaceRecord } from '#domain/worlds/spaces.ts';
import { countSchema, idSchema, timeSchema } from '#http/schemas.ts';
import { movementSchema } from './movement.ts';

export const spaceSchema = z
  .object({
    id: idSchema,
    worldId: idSchema,
    creatorId: idSchema,
    name: z.string(),
    spaceType: z.string(),
    isActive: z.boolean(),
    capacity: z.int().min(1),
    movement: movementSchema,
    createdAt: timeSchema,
  })
  .meta({ id: 'Space' });

/** A space with how many players are in it now, in all its instances. */
export const spaceNowSchema = spaceSchema.extend({ playersNow: countSchema }).meta({ id: 'SpaceNow' });

export const presentSpace = (record: SpaceRecord): z.input<typeof spaceSchema> => ({
  id: record.space.publicId,
  worldId: record.worldPublicId,
  creatorId: record.creatorPublicId,
  name: record.space.name,
  spaceType: record.space.spaceType,
  isActive: record.space.isActive,
  capacity: record.space.capacity,
  movement: movementOf(record.space.movement),
  createdAt: record.space.createdAt.toISOString(),
});
