import { asc, eq, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { eventAttendance, user } from '#db/schema/index.ts';
import { type Page, type PageRequest, pageOf } from '../paging.ts';
import type { Events } from './events.ts';

export type AttendeeRecord = {
  userName: string;
  /** When they came first. */
  joinedAt: Date;
  isThereNow: boolean;
};

export type Attendees = ReturnType<typeof createAttendees>;

/** Who is and was at an event. */
export function createAttendees({ database: { db }, events }: { database: Database; events: Events }) {
  const firstVisit = sql<number>`min(${eventAttendance.id})`;

  return {
    /** Everybody once, in the order in which they came: the page of who is listed never changes. */
    async list(eventPublicId: string, { limit, after }: PageRequest): Promise<Page<AttendeeRecord>> {
      const { event } = await events.get(eventPublicId);
      const attendees = await db
        .select({
          id: firstVisit,
          userName: user.userName,
          joinedAt: sql`min(${eventAttendance.joinedAt})`.mapWith(eventAttendance.joinedAt),
          isThereNow: sql<boolean>`bool_or(${eventAttendance.leftAt} is null and ${eventAttendance.droppedAt} is null)`,
        })
        .from(eventAttendance)
        .innerJoin(user, eq(user.id, eventAttendance.userId))
        .where(eq(eventAttendance.eventId, event.id))
        .groupBy(user.id)
        .having(after && sql`${firstVisit} > ${after.id}`)
        .orderBy(asc(firstVisit))
        .limit(limit + 1);
      return pageOf(attendees, limit, ({ id }) => ({ key: '', id }));
    },
  };
}
