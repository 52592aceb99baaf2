import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { type Database, rows } from '#db/client.ts';
import { isDatabaseAway } from '#db/constraint.ts';
import type { Transact } from '#db/transact.ts';
import type { Clock } from '../clock.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { reasonOf } from '../outbox/outbox-rules.ts';
import type { Again, Tasks } from '../outbox/tasks.ts';
import { isStale } from './attendance-sql.ts';
import { type Closing, isEventLeftToTask, isLeftOpen, isUserLeftToTask } from './closing.ts';

/** How many visits are closed and paid in one transaction: some tenths of a second, for whoever waits for it. */
const CHUNK = 1_000;
/** How long who ends an event waits for its attendees to be paid; the rest is paid afterwards. */
const INLINE_MS = 5_000;
/** How long one sweep goes on, less than the lease of its task. */
const SWEEP_MS = 8_000;
const EVENTS_AT_ONCE = 4;
/** How long a task settles one event, less than its lease. */
const SETTLE_MS = 40_000;

type Needs = {
  database: Database;
  transact: Transact;
  clock: Clock;
  outbox: Outbox;
  closing: Closing;
  report: (error: unknown) => void;
};

/** Closes and pays what is left open: at events that are over, and of visits whose heartbeat stopped. */
export function createSettling({ database: { db }, transact, clock, outbox, closing, report }: Needs) {
  /** Events that this process is settling just now: a sweep does not wait for one that takes long. */
  const underWay = new Set<number>();

  /**
   * Closes and pays what is left open at an event, in chunks, each in a transaction of its own: a process that is
   * killed in between leaves the rest to the next one.
   * @returns whether all was done within `limitMs`
   */
  async function settleEvent(eventId: number, limitMs: number): Promise<boolean> {
    const until = performance.now() + limitMs;
    while (performance.now() < until) {
      const which = sql`${isLeftOpen(clock.now)} and not ${isUserLeftToTask}`;
      const chunk = await closing.close(eventId, { which, atMost: CHUNK });
      if (chunk.found > 0) continue;
      // Visits that somebody else was writing were passed over: wait for them now.
      const rest = await closing.close(eventId, { which });
      if (rest.found === 0) return true;
    }
    return false;
  }

  /** An event that cannot be settled keeps no other waiting: a task of its own tries again, and is parked in the end. */
  async function settleAlone(eventId: number, limitMs: number): Promise<void> {
    underWay.add(eventId);
    try {
      await settleEvent(eventId, limitMs);
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      report(error);
      const options = { key: String(eventId), reason: reasonOf(error) };
      await transact((tx) => outbox.enqueueOnce(tx, 'attendance.settle', { eventId }, options));
    } finally {
      underWay.delete(eventId);
    }
  }

  return {
    /**
     * Closes and pays what an event that is over has left open, as far as it gets in a few seconds; the sweeper does
     * the rest. Never throws.
     */
    async settleEnded(eventId: number): Promise<void> {
      await settleAlone(eventId, INLINE_MS).catch(report);
    },

    /**
     * Closes the visits whose heartbeat stopped, at their last heartbeat, and those left open at an event that
     * is over. Any process may run it at any time. Events are settled a few at a time, each alone, and one that
     * takes long is not waited for. Answers with how many events had such visits.
     */
    async sweep(): Promise<number> {
      const found = await rows<{ eventId: number }>(
        db,
        sql`select distinct v.event_id as "eventId" from event_attendance v join events e on e.id = v.event_id
            where v.left_at is null and (${isStale(clock.now)} or e.ended_at is not null)
              and not ${isEventLeftToTask} and not ${isUserLeftToTask}
            limit 100`,
      );
      const waiting = found.filter(({ eventId }) => !underWay.has(eventId));
      const until = performance.now() + SWEEP_MS;
      const settleInTurn = async () => {
        for (let next = waiting.shift(); next && performance.now() < until; next = waiting.shift())
          await settleAlone(next.eventId, until - performance.now());
      };
      const settled = Promise.all(Array.from({ length: EVENTS_AT_ONCE }, settleInTurn));
      await Promise.race([settled, sleep(SWEEP_MS, undefined, { ref: false })]);
      return found.length;
    },

    /**
     * Tries again what could not be closed or paid: of one user at an event, or of the event as a whole. Throws where
     * it fails again.
     */
    async settle({ eventId, userId }: Tasks['attendance.settle']): Promise<Again | undefined> {
      if (userId === undefined)
        return (await settleEvent(eventId, SETTLE_MS)) ? undefined : { againInSeconds: 0 };
      await closing.settleUser(eventId, userId);
      return undefined;
    },
  };
}
