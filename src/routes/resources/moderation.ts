import { z } from 'zod';
import type { Announcement, Kicked } from '#domain/worlds/moderation.ts';
import { countSchema, idSchema, timeSchema } from '#http/schemas.ts';

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

/** What everybody in a space was told. */
export const announcementSchema = z
  .object({ spaceId: idSchema, userName: z.string(), text: z.string(), sentAt: timeSchema })
  .meta({ id: 'Announcement' });

export const presentAnnouncement = ({
  spacePublicId,
  ...announcement
}: Announcement): z.input<typeof announcementSchema> => ({ spaceId: spacePublicId, ...announcement });
