import { z } from 'zod';
import type { MyAttendance, VisitRecord } from '#domain/events/my-attendance.ts';
import { countSchema, idSchema, pointsSumSchema, timeSchema } from '#http/schemas.ts';
import { rewardSchema } from './event.ts';

const visitSchema = z
  .object({
    joinedAt: timeSchema,
    leftAt: timeSchema.nullable(),
    duration: countSchema.nullable().describe('Whole seconds; empty while the visit lasts.'),
    creditedFrom: timeSchema.nullable(),
    creditedTo: timeSchema.nullable(),
    pointsEarned: pointsSumSchema,
  })
  .meta({ id: 'Visit' });

/** Why a user has the points that an event gave them. */
export const myAttendanceSchema = z
  .object({
    eventId: idSchema,
    reward: rewardSchema,
    visits: z.array(visitSchema),
    creditedSeconds: countSchema,
    points: pointsSumSchema.describe('What the reward rule gives for the credited seconds.'),
    pointsEarned: pointsSumSchema.describe('What has been paid.'),
  })
  .meta({ id: 'MyAttendance' });

export const presentMyAttendance = (attendance: MyAttendance): z.input<typeof myAttendanceSchema> => ({
  eventId: attendance.eventPublicId,
  reward: attendance.rule,
  visits: attendance.visits.map(presentVisit),
  creditedSeconds: attendance.creditedSeconds,
  points: attendance.points,
  pointsEarned: attendance.pointsEarned,
});

const presentVisit = (visit: VisitRecord): z.input<typeof visitSchema> => ({
  joinedAt: visit.joinedAt.toISOString(),
  leftAt: visit.leftAt?.toISOString() ?? null,
  duration: visit.duration,
  creditedFrom: visit.creditedFrom?.toISOString() ?? null,
  creditedTo: visit.creditedTo?.toISOString() ?? null,
  pointsEarned: visit.pointsEarned,
});
