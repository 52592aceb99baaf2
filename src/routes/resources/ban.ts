import { z } from 'zod';
import type { BanRecord, Kicked } from '#domain/worlds/moderation.ts';
import { countSchema, idSchema, timeSchema } from '#http/schemas.ts';

/** Somebody who is kept out of a space. */
export const banSchema = z
  .object({
    spaceId: idSchema,
    userName: z.string(),
    reason: z.string().nullable(),
    until: timeSchema.nullable().describe('When it ends by itself; empty for a ban without end.'),
    bannedBy: z
      .string()
      .nullable()
      .describe('The userName of who banned them; empty where that account is gone.'),
    createdAt: timeSchema,
  })
  .meta({ id: 'Ban' });

export const presentBan = (
  { ban, userName, bannedBy }: BanRecord,
  spaceId: string,
): z.input<typeof banSchema> => ({
  spaceId,
  userName,
  reason: ban.reason,
  until: ban.until?.toISOString() ?? null,
  bannedBy,
  createdAt: ban.createdAt.toISOString(),
});

/** Somebody who was sent out of a space. */
export const kickedSchema = z
  .object({
    spaceId: idSchema,
    userName: z.string(),
    connections: countSchema.describe(
      'How many of their connections were closed; 0 for who was there without entering a room.',
    ),
  })
  .meta({ id: 'Kicked' });

export const presentKicked = (kicked: Kicked): z.input<typeof kickedSchema> => ({
  spaceId: kicked.spacePublicId,
  userName: kicked.userName,
  connections: kicked.connections,
});
