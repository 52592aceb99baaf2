import { and, eq, exists, isNull, min, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '#db/client.ts';
import { eventAttendance, user } from '#db/schema/index.ts';
import { byId, type Page, type PageRequest, readPage } from '../paging.ts';
import type { Events } from './events.ts';

export type AttendeeRecord = {
  userName: string;
  /** When they came first. */
  joinedAt: Date;
  isThereNow: boolean;
};

export type Attendees = ReturnType<typeof createAttendees>;

type Attendee = AttendeeRecord & { id: number };

const inOrderOfComing = byId('ascending', eventAttendance.id, ({ id }: Attendee) => id);

/** Who is and was at an event. */
export function createAttendees({ database: { db }, events }: { database: Database; events: Events }) {
  const visit = alias(eventAttendance, 'visit');
  const firstVisit = (which: SQL | undefined) =>
    db
      .select({ id: min(visit.id) })
      .from(visit)
      .where(which);
  const firstJoined = (which: SQL | undefined) =>
    db
      .select({ at: min(visit.joinedAt) })
      .from(visit)
      .where(which);
  const openVisit = (which: SQL | undefined) =>
    db
      .select({ id: visit.id })
      .from(visit)
      .where(and(which, isNull(visit.leftAt), isNull(visit.droppedAt)));

  return {
    /**
     * Everybody once, in the order in which they came, but for deleted users: the page of who is listed never changes. A user stands
     * where their first visit is, so that a page is read without looking at every visit.
     */
    async list(eventPublicId: string, request: PageRequest): Promise<Page<AttendeeRecord>> {
      const { event } = await events.get(eventPublicId);
      const ofTheSame = and(eq(visit.eventId, event.id), eq(visit.userId, eventAttendance.userId));
      return readPage<Attendee>(request, inOrderOfComing, (beginning) =>
        db
          .select({
            id: eventAttendance.id,
            userName: user.userName,
            joinedAt: sql`${firstJoined(ofTheSame)}`.mapWith(eventAttendance.joinedAt),
            isThereNow: sql<boolean>`${exists(openVisit(ofTheSame))}`,
          })
          .from(eventAttendance)
          .innerJoin(user, eq(user.id, eventAttendance.userId))
          .where(
            and(
              eq(eventAttendance.eventId, event.id),
              isNull(user.deletedAt),
              eq(eventAttendance.id, sql`${firstVisit(ofTheSame)}`),
              beginning,
            ),
          ),
      );
    },
  };
}
