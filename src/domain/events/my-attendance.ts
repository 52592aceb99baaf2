import { and, asc, eq, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { eventAttendance, events } from '#db/schema/index.ts';
import type { Actor } from '../actor.ts';
import type { Events } from './events.ts';
import { creditedSeconds, type Interval, pointsFor, type RewardRule } from './reward-rules.ts';

export type VisitRecord = {
  joinedAt: Date;
  leftAt: Date | null;
  duration: number | null;
  pointsEarned: number;
  /** The part of the visit that counts: within the live time, and empty until the visit is closed. */
  creditedFrom: Date | null;
  creditedTo: Date | null;
};

export type MyAttendance = {
  eventPublicId: string;
  rule: RewardRule & { budget: number | null };
  visits: VisitRecord[];
  /** Seconds of the union of the closed visits while the event was live. */
  creditedSeconds: number;
  /** What the rule gives for that, worked out anew. */
  points: number;
  /** What has been paid: less than `points` only where the budget of the event is spent. */
  pointsEarned: number;
};

export type MyAttendances = ReturnType<typeof createMyAttendances>;

type Needs = { database: Database; events: Events };

/** Why somebody has the points that an event gave them. */
export function createMyAttendances({ database: { db }, events: allEvents }: Needs) {
  /** Milliseconds since the event went live, to the microsecond of the database's clock. */
  const sinceStart = (moment: typeof eventAttendance.joinedAt | typeof eventAttendance.leftAt) =>
    sql<number | null>`(extract(epoch from ${moment} - ${events.startedAt}) * 1000)::float8`;

  const visitsOf = (eventId: number, userId: string) =>
    db
      .select({
        visit: eventAttendance,
        from: sinceStart(eventAttendance.joinedAt),
        to: sinceStart(eventAttendance.leftAt),
      })
      .from(eventAttendance)
      .innerJoin(events, eq(events.id, eventAttendance.eventId))
      .where(and(eq(eventAttendance.eventId, eventId), eq(eventAttendance.userId, userId)))
      .orderBy(asc(eventAttendance.joinedAt), asc(eventAttendance.id));

  /** How long the event was live, in milliseconds; without end while it is. */
  async function liveTime(eventId: number): Promise<Interval> {
    const [event] = await db
      .select({
        to: sql<number | null>`(extract(epoch from ${events.endedAt} - ${events.startedAt}) * 1000)::float8`,
      })
      .from(events)
      .where(eq(events.id, eventId));
    return { from: 0, to: event?.to ?? Number.POSITIVE_INFINITY };
  }

  return {
    async of(actor: Actor, eventPublicId: string): Promise<MyAttendance> {
      const { event, creatorUserId } = await allEvents.get(eventPublicId);
      const visits = await visitsOf(event.id, actor.userId);
      const closed = visits.flatMap(({ from, to }) => (from === null || to === null ? [] : [{ from, to }]));
      const { pointsPerMinute, minimumSeconds, maximumPoints } = event;
      const rule = { pointsPerMinute, minimumSeconds, maximumPoints };
      const seconds = creditedSeconds(closed, await liveTime(event.id));
      return {
        eventPublicId,
        rule: { ...rule, budget: event.rewardBudget },
        visits: visits.map(({ visit }) => ({ ...visit, ...creditedPart(visit, event) })),
        creditedSeconds: seconds,
        points: actor.userId === creatorUserId ? 0 : pointsFor(rule, seconds),
        pointsEarned: visits.reduce((sum, { visit }) => sum + visit.pointsEarned, 0),
      };
    },
  };
}

type Stay = { joinedAt: Date; leftAt: Date | null };
type Live = { startedAt: Date | null; endedAt: Date | null };

/** The part of a closed visit that lies within the live time; none where they do not meet. */
function creditedPart({ joinedAt, leftAt }: Stay, { startedAt, endedAt }: Live) {
  const none = { creditedFrom: null, creditedTo: null };
  if (leftAt === null || startedAt === null) return none;
  const creditedFrom = joinedAt > startedAt ? joinedAt : startedAt;
  const creditedTo = endedAt !== null && endedAt < leftAt ? endedAt : leftAt;
  return creditedTo > creditedFrom ? { creditedFrom, creditedTo } : none;
}
