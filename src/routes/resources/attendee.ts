import { z } from 'zod';
import type { AttendeeRecord } from '#domain/events/attendees.ts';
import type { CheckIn } from '#domain/events/check-in.ts';
import { countSchema, idSchema, timeSchema } from '#http/schemas.ts';

/** Somebody at an event, as everybody may know it. */
export const attendeeSchema = z
  .object({
    userName: z.string(),
    joinedAt: timeSchema.describe('When they came first.'),
    isThereNow: z.boolean(),
  })
  .meta({ id: 'Attendee' });

export const presentAttendee = (attendee: AttendeeRecord): z.input<typeof attendeeSchema> => ({
  userName: attendee.userName,
  joinedAt: attendee.joinedAt.toISOString(),
  isThereNow: attendee.isThereNow,
});

/** A visit without a 3D client, which lasts while it is asked for again. */
export const checkInSchema = z
  .object({
    eventId: idSchema,
    heartbeatSeconds: countSchema.describe(
      'Call again so often: after 60 seconds without a call the visit is closed.',
    ),
    joinedAt: timeSchema,
  })
  .meta({ id: 'CheckIn' });

export const presentCheckIn = (checkIn: CheckIn): z.input<typeof checkInSchema> => ({
  eventId: checkIn.eventPublicId,
  heartbeatSeconds: checkIn.heartbeatSeconds,
  joinedAt: checkIn.joinedAt.toISOString(),
});
