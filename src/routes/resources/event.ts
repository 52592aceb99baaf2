import { z } from 'zod';
import type { EventRecord } from '#domain/events/events.ts';
import { countSchema, idSchema, timeSchema } from '#http/schemas.ts';

/** What being there is worth: points for each credited minute, and the limits of it. */
export const rewardSchema = z
  .object({
    pointsPerMinute: countSchema,
    minimumSeconds: countSchema,
    maximumPoints: countSchema.nullable(),
    budget: countSchema.nullable(),
  })
  .meta({ id: 'Reward' });

export const eventSchema = z
  .object({
    id: idSchema,
    spaceId: idSchema,
    creatorId: idSchema,
    name: z.string(),
    description: z.string().nullable(),
    startTime: timeSchema,
    endTime: timeSchema,
    isLive: z.boolean(),
    startedAt: timeSchema.nullable(),
    endedAt: timeSchema.nullable(),
    reward: rewardSchema,
    createdAt: timeSchema,
  })
  .meta({ id: 'Event' });

export const presentEvent = ({ event, ...record }: EventRecord): z.input<typeof eventSchema> => ({
  id: event.publicId,
  spaceId: record.spacePublicId,
  creatorId: record.creatorPublicId,
  name: event.name,
  description: event.description,
  startTime: event.startTime.toISOString(),
  endTime: event.endTime.toISOString(),
  isLive: event.isLive,
  startedAt: event.startedAt?.toISOString() ?? null,
  endedAt: event.endedAt?.toISOString() ?? null,
  reward: {
    pointsPerMinute: event.pointsPerMinute,
    minimumSeconds: event.minimumSeconds,
    maximumPoints: event.maximumPoints,
    budget: event.rewardBudget,
  },
  createdAt: event.createdAt.toISOString(),
});
