import { sql } from 'drizzle-orm';
import { rows, type Tx } from '#db/client.ts';
import type { Transact } from '#db/transact.ts';
import type { Actor } from '../actor.ts';
import { type Clock, isoTime } from '../clock.ts';
import { found } from '../errors.ts';
import { assertOwner } from '../ownership.ts';
import { creditOf } from './attendance-sql.ts';
import { attendedAt, headcountOf } from './headcount-sql.ts';

/** How many were there in one minute of an event. */
export type MinuteCount = {
  /** Minutes since the event went live. */
  minute: number;
  /** Users who were there in it, at one moment or another. */
  users: number;
  /** The most of them at once. */
  peak: number;
};

export type EventReport = {
  eventPublicId: string;
  name: string;
  isLive: boolean;
  startedAt: Date | null;
  endedAt: Date | null;
  /** Up to when an event that is live is reported. */
  reportedAt: Date;
  /** The most users at once. */
  peak: number;
  /** Minute by minute, for a week at most. */
  minutes: MinuteCount[];
  uniqueAttendees: number;
  /** Seconds that all users together were there while it was live. */
  attendedSeconds: number;
  /** Of those, what counts for the reward so far: the visits that are closed. */
  creditedSeconds: number;
  /** What the ledger paid for it. */
  pointsIssued: number;
  budget: number | null;
  /** Orders of the creator's store from the start to the end or until now, but for cancelled ones. */
  sales: { orders: number; points: number };
};

type Reported = {
  id: number;
  creatorId: number;
  ownerUserId: string;
  publicId: string;
  name: string;
  isLive: boolean;
  startedAt: string | null;
  endedAt: string | null;
  reportedAt: string;
  budget: number | null;
};

type Totals = {
  uniqueAttendees: number;
  attendedSeconds: number;
  creditedSeconds: number;
  pointsIssued: number;
  orders: number;
  orderPoints: number;
};

export type Reports = ReturnType<typeof createReports>;

/** What became of an event, for its creator. */
export function createReports({ transact, clock }: { transact: Transact; clock: Clock }) {
  async function reported(tx: Tx, actor: Actor, publicId: string): Promise<Reported> {
    const [event] = await rows<Reported>(
      tx,
      sql`select e.id, c.id as "creatorId", c.user_id as "ownerUserId", e.public_id as "publicId", e.name,
            e.is_live as "isLive", ${isoTime(sql`e.started_at`)} as "startedAt",
            ${isoTime(sql`e.ended_at`)} as "endedAt", ${isoTime(clock.now)} as "reportedAt",
            e.reward_budget as budget
          from events e join spaces s on s.id = e.space_id join worlds w on w.id = s.world_id
          join creators c on c.id = w.creator_id
          where e.public_id = ${publicId}`,
    );
    const owned = found(event, 'EVENT_NOT_FOUND');
    assertOwner(actor, owned.ownerUserId);
    return owned;
  }

  async function totals(tx: Tx, { id, creatorId }: Reported): Promise<Totals> {
    const [summed] = await rows<Totals>(
      tx,
      sql`select
            (select count(distinct user_id)::int from event_attendance where event_id = ${id}) as "uniqueAttendees",
            (select seconds::float8 from (${attendedAt(id, clock.now)}) attended) as "attendedSeconds",
            (select coalesce(sum(seconds), 0)::float8 from (${creditOf(sql`v.event_id = ${id}`)}) credit)
              as "creditedSeconds",
            (select coalesce(sum(amount), 0)::float8 from point_transactions
              where type = 'earn' and reference_type = 'event' and reference_id = ${id}) as "pointsIssued",
            count(o.id)::int as orders, coalesce(sum(o.total_points), 0)::float8 as "orderPoints"
          from events e left join orders o
            on o.creator_id = ${creatorId} and o.status in ('completed', 'shipped')
            and o.created_at >= e.started_at and o.created_at < coalesce(e.ended_at, ${clock.now})
          where e.id = ${id}`,
    );
    return summed as Totals;
  }

  async function headcount(tx: Tx, { id }: Reported): Promise<{ peak: number; minutes: MinuteCount[] }> {
    const [counted] = await rows<{ peak: number; minutes: MinuteCount[] }>(tx, headcountOf(id, clock.now));
    return counted as { peak: number; minutes: MinuteCount[] };
  }

  return {
    /**
     * The report of the actor's event, as of one moment, while it is live and after.
     * @throws DomainError EVENT_NOT_FOUND, NOT_THE_OWNER
     */
    of: (actor: Actor, eventPublicId: string): Promise<EventReport> =>
      transact(
        async (tx) => {
          const event = await reported(tx, actor, eventPublicId);
          const { orders, orderPoints, ...summed } = await totals(tx, event);
          return {
            eventPublicId: event.publicId,
            name: event.name,
            isLive: event.isLive,
            startedAt: momentOf(event.startedAt),
            endedAt: momentOf(event.endedAt),
            reportedAt: new Date(event.reportedAt),
            ...(await headcount(tx, event)),
            ...summed,
            budget: event.budget,
            sales: { orders, points: orderPoints },
          };
        },
        { snapshot: true },
      ),
  };
}

const momentOf = (text: string | null): Date | null => (text === null ? null : new Date(text));
