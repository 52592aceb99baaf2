import { z } from 'zod';
import type { CreatorRecord } from '#domain/creators/creators.ts';
import { idSchema, timeSchema } from '#http/schemas.ts';

export const creatorSchema = z
  .object({
    id: idSchema,
    userName: z.string(),
    name: z.string(),
    bio: z.string().nullable(),
    pointsName: z.string(),
    pointsSymbol: z.string(),
    worldId: idSchema.nullable(),
    tribeId: idSchema.nullable(),
    storeId: idSchema.nullable().describe('Null while the store is closed.'),
    createdAt: timeSchema,
    updatedAt: timeSchema,
    retiredAt: timeSchema
      .nullable()
      .describe('When they stopped being one; they are on record for what refers to them.'),
  })
  .meta({ id: 'Creator' });

export function presentCreator(record: CreatorRecord): z.input<typeof creatorSchema> {
  const { creator, userName, name } = record;
  return {
    id: creator.publicId,
    userName,
    name,
    bio: creator.bio,
    pointsName: creator.pointsName,
    pointsSymbol: record.pointsSymbol,
    worldId: record.worldPublicId,
    tribeId: record.tribePublicId,
    storeId: record.storePublicId,
    createdAt: creator.createdAt.toISOString(),
    updatedAt: creator.updatedAt.toISOString(),
    retiredAt: creator.retiredAt?.toISOString() ?? null,
  };
}

/** What became of a creator who was removed. */
export const removalSchema = z
  .object({ creatorId: idSchema, outcome: z.enum(['retired', 'erased']) })
  .meta({ id: 'CreatorRemoval' });
