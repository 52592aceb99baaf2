import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { id, moment, points } from '../columns.ts';
import { user } from './auth.ts';
import { events } from './worlds.ts';

/** One row is one visit: a stay of one user at one event. */
export const eventAttendance = pgTable(
  'event_attendance',
  {
    id: id(),
    userId: text()
      .notNull()
      .references(() => user.id),
    eventId: integer()
      .notNull()
      .references(() => events.id),
    joinedAt: moment().notNull().defaultNow(),
    leftAt: moment(),
    /** Seconds from joinedAt to leftAt, whole. */
    duration: integer(),
    pointsEarned: points().notNull().default(0),
    metadata: jsonb().$type<Record<string, unknown>>(),
    /** Names the stay that opened the visit, so that opening it twice opens one. */
    stayId: text().notNull(),
    /** The last heartbeat: a visit without one for a minute is closed at this moment. */
    lastSeenAt: moment().notNull().defaultNow(),
    /** Set while the connection is lost and may still return. */
    droppedAt: moment(),
  },
  (t) => [
    index().on(t.userId),
    index().on(t.eventId),
    index().on(t.joinedAt),
    index('event_attendance_event_user_index').on(t.eventId, t.userId, t.id),
    /** For who was at an event, in the order of their coming. */
    index().on(t.eventId, t.id),
    uniqueIndex('event_attendance_stay_unique').on(t.eventId, t.stayId),
    index('event_attendance_open_index').on(t.lastSeenAt).where(sql`${t.leftAt} is null`),
    check('event_attendance_left_after_joined', sql`${t.leftAt} is null or ${t.leftAt} >= ${t.joinedAt}`),
    check('event_attendance_closed_has_duration', sql`(${t.leftAt} is null) = (${t.duration} is null)`),
    check('event_attendance_not_negative', sql`coalesce(${t.duration}, 0) >= 0 and ${t.pointsEarned} >= 0`),
  ],
);
