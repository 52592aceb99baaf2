import { type SQL, sql } from 'drizzle-orm';
import { type Database, jsonRows, rows, type Tx, textSet } from '#db/client.ts';
import { afterCommit, type Transact } from '#db/transact.ts';
import { type Clock, isoTime } from '../clock.ts';
import type { Award, FactBus } from '../facts.ts';
import type { Ledger } from '../points/ledger.ts';
import { creditOf, goesOn, isStale, lastSeen, lastThere, pointsForSeconds } from './attendance-sql.ts';

/** One stay of a user in a space, as whoever watches over it (a room) knows it. */
export type Stay = {
  /** Unique for each stay: opening the same one twice opens one visit. */
  stayId: string;
  userId: string;
  /** When the stay began, ISO 8601, on the database's clock. */
  enteredAt: string;
};

/** How the stays begin that a process watches over. */
export const stayPrefix = (processId: string): string => `${processId}:`;

/** What the rewards of an event need to know of it. */
type RewardedEvent = {
  id: number;
  publicId: string;
  name: string;
  creatorId: number;
  ownerUserId: string;
  pointsPerMinute: number;
  rewardBudget: number | null;
};

export type Attendance = ReturnType<typeof createAttendance>;

type Needs = { database: Database; transact: Transact; clock: Clock; facts: FactBus; ledger: Ledger };

/** Visits: opened, kept alive, closed and paid. The clock is the database's. */
export function createAttendance({ database: { db }, transact, clock, facts, ledger }: Needs) {
  /**
   * Closes the visits of one event that `which` selects (of `v`), and pays for what they add. Locks in the
   * order event, visits, balances: two closings of one user meet at the balance, and the later one sees both.
   * The event is locked even without a budget: an end waits for the closings under way, and they for it.
   */
  async function closeAndPay(
    tx: Tx,
    event: RewardedEvent,
    which: SQL,
    end = lastThere(clock.now),
  ): Promise<Award[]> {
    const lock = event.rewardBudget === null ? sql`share` : sql`update`;
    const closed = await rows<{ id: number; userId: string }>(
      tx,
      sql`with event as (select id from events where id = ${event.id} for ${lock}),
          open as (
            select v.id from event_attendance v join event on event.id = v.event_id
            where v.left_at is null and ${which}
            order by v.id for update of v
          )
          update event_attendance v set left_at = ${end},
            duration = floor(extract(epoch from ${end} - v.joined_at))::int
          from open where v.id = open.id
          returning v.id, v.user_id as "userId"`,
    );
    const rewarded = closed.filter((visit) => visit.userId !== event.ownerUserId);
    if (rewarded.length === 0 || event.pointsPerMinute === 0) return [];
    await ledger.lockBalances(
      tx,
      event.creatorId,
      rewarded.map((visit) => visit.userId),
    );
    return pay(
      tx,
      event,
      rewarded.map((visit) => visit.id),
    );
  }

  /** Pays what the visits just closed have added to what their users are due. */
  async function pay(tx: Tx, event: RewardedEvent, visitIds: number[]): Promise<Award[]> {
    const closedNow = sql`select jsonb_array_elements_text(${JSON.stringify(visitIds)}::text::jsonb)::int`;
    const entries = await ledger.postAll(
      tx,
      {
        creatorId: event.creatorId,
        type: 'earn',
        source: 'experience',
        referenceType: 'event',
        referenceId: event.id,
        description: `Attended ${event.name}`,
      },
      {
        atMost: visitIds.length,
        from: sql`paid`,
        ctes: sql`
          closed as (
            select user_id, max(id) as visit_id from event_attendance where id in (${closedNow}) group by user_id
          ),
          credit as (${creditOf(sql`v.event_id = ${event.id} and v.user_id in (select user_id from closed)`)}),
          earned as (
            select user_id, sum(points_earned)::int as points from event_attendance
            where event_id = ${event.id} and user_id in (select user_id from closed) group by user_id
          ),
          due as (
            select c.visit_id, c.user_id, ${pointsForSeconds(sql`credit.seconds`)} - earned.points as amount
            from closed c join credit using (user_id) join earned using (user_id)
            join events e on e.id = ${event.id}
          ),
          granted as (
            select visit_id, user_id, ${withinBudget(event)} as amount from due where amount > 0
          ),
          paid as (
            update event_attendance v set points_earned = v.points_earned + g.amount
            from granted g where v.id = g.visit_id and g.amount > 0
            returning v.user_id, g.amount
          )`,
      },
    );
    return entries.map(({ userId, amount, balance }) => ({ userId, earned: amount, balance }));
  }

  function announce(tx: Tx, event: RewardedEvent, awards: Award[]): void {
    if (awards.length === 0) return;
    afterCommit(tx, () =>
      facts.publish('PointsAwarded', { eventId: event.id, publicEventId: event.publicId, awards }),
    );
  }

  async function closeIn(tx: Tx, eventId: number, which: SQL, end?: SQL): Promise<Award[]> {
    const event = await rewardedEvent(tx, eventId);
    if (!event) return [];
    const awards = await closeAndPay(tx, event, which, end);
    announce(tx, event, awards);
    return awards;
  }

  const closeWhere = (eventId: number, which: SQL): Promise<Award[]> =>
    transact((tx) => closeIn(tx, eventId, which));

  return {
    /** The time on the clock that visits are measured by, ISO 8601. */
    async now(): Promise<string> {
      const [row] = await rows<{ now: string }>(db, sql`select ${isoTime(clock.now, 'US')} as now`);
      return (row as { now: string }).now;
    },

    /**
     * Opens a visit for each stay, from the later of its beginning and the event's. Does nothing for an event
     * that is not live, for a stay that has its visit, or for a deleted user. Waits for an end and for a deletion
     * that are under way, in this order, and then opens none.
     */
    async open(eventId: number, stays: readonly Stay[]): Promise<void> {
      if (stays.length === 0) return;
      await db.execute(sql`
        with event as (select id, started_at from events where id = ${eventId} and is_live for share),
        stays as (select * from ${jsonRows(stays)} as s("userId" text, "stayId" text, "enteredAt" timestamptz)),
        there as (
          select u.id from event, "user" u where u.id in (select "userId" from stays) and u.deleted_at is null
          order by u.id for key share of u
        )
        insert into event_attendance (user_id, event_id, stay_id, joined_at, last_seen_at)
        select s."userId", event.id, s."stayId", greatest(s."enteredAt", event.started_at), ${clock.now}
        from event, stays s join there on there.id = s."userId"
        on conflict (event_id, stay_id) do nothing`);
    },

    /** Keeps the visits of these stays alive; returns the stays whose visit goes on. */
    async heartbeat(eventId: number, stayIds: readonly string[]): Promise<Set<string>> {
      const alive = await rows<{ stayId: string }>(
        db,
        sql`with alive as (
              select v.id from event_attendance v
              where v.event_id = ${eventId} and ${goesOn(clock.now)} and v.stay_id in ${textSet(stayIds)}
              order by v.id for update
            )
            update event_attendance v set last_seen_at = greatest(v.last_seen_at, ${clock.now})
            from alive where v.id = alive.id
            returning v.stay_id as "stayId"`,
      );
      return new Set(alive.map((visit) => visit.stayId));
    },

    /**
     * Remembers that the connections of stays are lost: unless one returns, its visit ends here, or at its last heartbeat
     * where that stopped before.
     */
    async drop(stayIds: readonly string[]): Promise<void> {
      await db.execute(sql`
        with dropped as (
          select v.id from event_attendance v
          where v.stay_id in ${textSet(stayIds)} and ${goesOn(clock.now)} and v.dropped_at is null
          order by v.id for update
        )
        update event_attendance v set dropped_at = ${clock.now}, last_seen_at = greatest(v.last_seen_at, ${clock.now})
        from dropped where v.id = dropped.id`);
    },

    /**
     * The connections are back, and the time between counts. Returns the stays whose visit goes on: one that was closed
     * meanwhile, was not kept alive, or never was, is not among them.
     */
    async resume(stayIds: readonly string[]): Promise<Set<string>> {
      const resumed = await rows<{ stayId: string }>(
        db,
        sql`with back as (
              select v.id from event_attendance v
              where v.stay_id in ${textSet(stayIds)} and ${goesOn(clock.now)}
              order by v.id for update
            )
            update event_attendance v set dropped_at = null, last_seen_at = greatest(v.last_seen_at, ${clock.now})
            from back where v.id = back.id
            returning v.stay_id as "stayId"`,
      );
      return new Set(resumed.map(({ stayId }) => stayId));
    },

    /**
     * Another room goes on with a stay, under a name of its own: whatever the first one writes of it from now on finds
     * nothing. False where no visit goes on.
     */
    async takeOver(stayId: string, byStayId: string): Promise<boolean> {
      const taken = await rows(
        db,
        sql`update event_attendance v set stay_id = ${byStayId}, dropped_at = null,
              last_seen_at = greatest(v.last_seen_at, ${clock.now})
            where v.stay_id = ${stayId} and ${goesOn(clock.now)} returning v.id`,
      );
      return taken.length > 0;
    },

    /** Closes and pays the open visits of these stays at an event. Closing what is closed does nothing. */
    close: (eventId: number, stayIds: readonly string[]): Promise<Award[]> =>
      closeWhere(eventId, sql`v.stay_id in ${textSet(stayIds)}`),

    /** Closes and pays every open visit of an event, within the transaction that ends it at this moment. */
    async closeAll(tx: Tx, eventId: number, now = clock.now): Promise<void> {
      await closeIn(tx, eventId, sql`true`, lastThere(now));
    },

    /**
     * Closes and pays the open visits of a user in a space, within the caller's transaction. Answers with how
     * many there were.
     */
    async closeOfUser(tx: Tx, spaceId: number, userId: string): Promise<number> {
      const open = await rows<{ eventId: number; visits: number }>(
        tx,
        sql`select e.id as "eventId", count(*)::int as visits from event_attendance v join events e on e.id = v.event_id
            where e.space_id = ${spaceId} and v.user_id = ${userId} and v.left_at is null
            group by e.id order by e.id`,
      );
      for (const { eventId } of open) await closeIn(tx, eventId, sql`v.user_id = ${userId}`);
      return open.reduce((sum, { visits }) => sum + visits, 0);
    },

    /** Closes and pays every open visit of a user, within the transaction that deletes the account. */
    async closeAllOf(tx: Tx, userId: string): Promise<void> {
      const open = await rows<{ eventId: number }>(
        tx,
        sql`select distinct v.event_id as "eventId" from event_attendance v
            where v.user_id = ${userId} and v.left_at is null order by v.event_id`,
      );
      for (const { eventId } of open) {
        const event = await rewardedEvent(tx, eventId);
        if (event) announce(tx, event, await closeAndPay(tx, event, sql`v.user_id = ${userId}`));
      }
    },

    /**
     * Closes the visits whose heartbeat stopped, at their last heartbeat, and those left open at an event that
     * is over. Any process may run it at any time. Answers with how many events had such visits.
     */
    async sweep(): Promise<number> {
      const stale = sql`${isStale(clock.now)}`;
      const found = await rows<{ eventId: number }>(
        db,
        sql`select distinct v.event_id as "eventId" from event_attendance v join events e on e.id = v.event_id
            where v.left_at is null and (${stale} or e.ended_at is not null) limit 100`,
      );
      for (const { eventId } of found) {
        const over = sql`exists (select 1 from events e where e.id = v.event_id and e.ended_at is not null)`;
        await closeWhere(eventId, sql`(${stale} or ${over})`);
      }
      return found.length;
    },

    /**
     * Closes at their last heartbeat, and pays, the visits that a process watched over which is dead. Any number of
     * processes may do so. Whoever shows the headcount is told.
     */
    async abandon(processId: string): Promise<void> {
      const watched = sql`v.left_at is null and starts_with(v.stay_id, ${stayPrefix(processId)})`;
      const found = await rows<{ eventId: number; spaceId: number }>(
        db,
        sql`select distinct v.event_id as "eventId", e.space_id as "spaceId"
            from event_attendance v join events e on e.id = v.event_id where ${watched} order by 1`,
      );
      for (const { eventId, spaceId } of found) {
        await transact(async (tx) => {
          await closeIn(tx, eventId, watched, lastSeen);
          afterCommit(tx, () => facts.publish('EventChanged', { spaceId, eventId }));
        });
      }
    },

    /** How many users are at an event now, in all instances and processes. */
    async headcount(eventId: number): Promise<number> {
      const [row] = await rows<{ count: number }>(
        db,
        sql`select count(distinct user_id)::int as count from event_attendance v
            where v.event_id = ${eventId} and v.left_at is null and v.dropped_at is null`,
      );
      return row?.count ?? 0;
    },
  };
}

/** What is left of the budget goes to the users in the order of their visits. */
function withinBudget(event: RewardedEvent): SQL {
  if (event.rewardBudget === null) return sql`amount`;
  return sql`greatest(0, least(amount, ${event.rewardBudget}
    - (select coalesce(sum(points_earned), 0) from event_attendance where event_id = ${event.id})
    - coalesce(sum(amount) over (order by visit_id rows between unbounded preceding and 1 preceding), 0)))::int`;
}

async function rewardedEvent(tx: Tx, eventId: number): Promise<RewardedEvent | undefined> {
  const [event] = await rows<RewardedEvent>(
    tx,
    sql`select e.id, e.public_id as "publicId", e.name, c.id as "creatorId", c.user_id as "ownerUserId",
          e.points_per_minute as "pointsPerMinute", e.reward_budget as "rewardBudget"
        from events e join spaces s on s.id = e.space_id join worlds w on w.id = s.world_id
        join creators c on c.id = w.creator_id
        where e.id = ${eventId}`,
  );
  return event;
}
