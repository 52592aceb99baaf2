import { sql } from 'drizzle-orm';
import { type Database, jsonRows, rows, type Tx, textSet } from '#db/client.ts';
import { isRowRefused } from '#db/constraint.ts';
import { type Isolated, isolateRefused } from '#db/isolate.ts';
import type { Transact } from '#db/transact.ts';
import { type Clock, isoTime } from '../clock.ts';
import type { Award, FactBus } from '../facts.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Ledger } from '../points/ledger.ts';
import { goesOn, lastSeen } from './attendance-sql.ts';
import { createClosing } from './closing.ts';
import { createSettling } from './settling.ts';

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

export type Attendance = ReturnType<typeof createAttendance>;

type Needs = {
  database: Database;
  transact: Transact;
  clock: Clock;
  facts: FactBus;
  ledger: Ledger;
  outbox: Outbox;
  /** Takes what went wrong for one user or one event while the others went on. */
  report: (error: unknown) => void;
};

/** Visits: opened, kept alive, closed and paid. The clock is the database's. */
export function createAttendance(needs: Needs) {
  const { clock, facts, report } = needs;
  const { db } = needs.database;
  const closing = createClosing(needs);
  const settling = createSettling({ ...needs, closing });

  async function openAll(eventId: number, stays: readonly Stay[]): Promise<never[]> {
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
    return [];
  }

  /**
   * Writes the visits of many stays in one statement, and where the database refuses that, in parts: a visit that
   * cannot be written is reported and keeps no other from being written.
   */
  async function write<Output>(
    stayIds: readonly string[],
    statement: (part: readonly string[]) => Promise<Output[]>,
  ): Promise<Isolated<string, Output>> {
    const written = await isolateRefused(stayIds, statement, isRowRefused);
    for (const { error } of written.refused) report(error);
    return written;
  }

  return {
    ...settling,

    /** The time on the clock that visits are measured by, ISO 8601. */
    async now(): Promise<string> {
      const [row] = await rows<{ now: string }>(db, sql`select ${isoTime(clock.now, 'US')} as now`);
      return (row as { now: string }).now;
    },

    /**
     * Opens a visit for each stay, from the later of its beginning and the event's. Does nothing for an event
     * that is not live, for a stay that has its visit, or for a deleted user. Waits for an end and for a deletion
     * that are under way, in this order, and then opens none.
     * @returns the stays whose visit the database refused, with the reason; the others have theirs
     */
    async open(eventId: number, stays: readonly Stay[]): Promise<Map<string, unknown>> {
      const { refused } = await isolateRefused(stays, (part) => openAll(eventId, part), isRowRefused);
      return new Map(refused.map(({ input, error }) => [input.stayId, error]));
    },

    /** Keeps the visits of these stays alive; returns the stays whose visit goes on. */
    async heartbeat(eventId: number, stayIds: readonly string[]): Promise<Set<string>> {
      const { outputs, refused } = await write(stayIds, (part) =>
        rows<{ stayId: string }>(
          db,
          sql`with alive as (
                select v.id from event_attendance v
                where v.event_id = ${eventId} and ${goesOn(clock.now)} and v.stay_id in ${textSet(part)}
                order by v.id for update
              )
              update event_attendance v set last_seen_at = greatest(v.last_seen_at, ${clock.now})
              from alive where v.id = alive.id
              returning v.stay_id as "stayId"`,
        ),
      );
      // A visit that cannot be written is open all the same: no second one may be opened beside it.
      return new Set([...outputs.map(({ stayId }) => stayId), ...refused.map(({ input }) => input)]);
    },

    /**
     * Remembers that the connections of stays are lost: unless one returns, its visit ends here, or at its last heartbeat
     * where that stopped before.
     */
    async drop(stayIds: readonly string[]): Promise<void> {
      await write(stayIds, (part) =>
        rows(
          db,
          sql`with dropped as (
                select v.id from event_attendance v
                where v.stay_id in ${textSet(part)} and ${goesOn(clock.now)} and v.dropped_at is null
                order by v.id for update
              )
              update event_attendance v set dropped_at = ${clock.now}, last_seen_at = greatest(v.last_seen_at, ${clock.now})
              from dropped where v.id = dropped.id
              returning v.id`,
        ),
      );
    },

    /**
     * The connections are back, and the time between counts. Returns the stays whose visit goes on: one that was closed
     * meanwhile, was not kept alive, or never was, is not among them.
     */
    async resume(stayIds: readonly string[]): Promise<Set<string>> {
      const { outputs } = await write(stayIds, (part) =>
        rows<{ stayId: string }>(
          db,
          sql`with back as (
                select v.id from event_attendance v
                where v.stay_id in ${textSet(part)} and ${goesOn(clock.now)}
                order by v.id for update
              )
              update event_attendance v set dropped_at = null, last_seen_at = greatest(v.last_seen_at, ${clock.now})
              from back where v.id = back.id
              returning v.stay_id as "stayId"`,
        ),
      );
      return new Set(outputs.map(({ stayId }) => stayId));
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
    async close(eventId: number, stayIds: readonly string[]): Promise<Award[]> {
      const { awards } = await closing.close(eventId, { which: sql`v.stay_id in ${textSet(stayIds)}` });
      return awards;
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
      for (const { eventId } of open)
        await closing.closeIn(tx, eventId, { which: sql`v.user_id = ${userId}` });
      return open.reduce((sum, { visits }) => sum + visits, 0);
    },

    /** Closes and pays every open visit of a user, within the transaction that deletes the account. */
    async closeAllOf(tx: Tx, userId: string): Promise<void> {
      const open = await rows<{ eventId: number }>(
        tx,
        sql`select distinct v.event_id as "eventId" from event_attendance v
            where v.user_id = ${userId} and v.left_at is null order by v.event_id`,
      );
      for (const { eventId } of open)
        await closing.closeIn(tx, eventId, { which: sql`v.user_id = ${userId}` });
    },

    /**
     * Closes at their last heartbeat, and pays, the visits that a process watched over which is dead. Any number of
     * processes may do so. Whoever shows the headcount is told. What fails is reported, and left to the sweeper.
     */
    async abandon(processId: string): Promise<void> {
      const watched = sql`v.left_at is null and starts_with(v.stay_id, ${stayPrefix(processId)})`;
      const found = await rows<{ eventId: number; spaceId: number }>(
        db,
        sql`select distinct v.event_id as "eventId", e.space_id as "spaceId"
            from event_attendance v join events e on e.id = v.event_id where ${watched} order by 1`,
      );
      for (const { eventId, spaceId } of found) {
        await closing.close(eventId, { which: watched, end: lastSeen }).catch(report);
        facts.publish('EventChanged', { spaceId, eventId });
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
