import { type SQL, sql } from 'drizzle-orm';
import { rows, type Tx } from '#db/client.ts';
import { isRowRefused } from '#db/constraint.ts';
import { isolateRefused } from '#db/isolate.ts';
import { afterCommit, inSavepoint, type Transact } from '#db/transact.ts';
import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';
import type { Award, FactBus } from '../facts.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { reasonOf } from '../outbox/outbox-rules.ts';
import type { Ledger } from '../points/ledger.ts';
import { isStale, lastThere } from './attendance-sql.ts';
import { createPayout, type LastVisit, type RewardedEvent } from './payout.ts';

/** Which open visits of an event are closed, as a condition on visit `v`. */
export type Selection = {
  which: SQL;
  /** When they end; as `lastThere` says if not given. */
  end?: SQL;
  /** The most visits at once, the oldest first. Visits that somebody else is writing are passed over. */
  atMost?: number;
};

export type Closed = {
  awards: Award[];
  /** How many open visits there were, also those that could not be closed. */
  found: number;
};

type VisitOfUser = { id: number; userId: string };

/** A visit could not be closed, or its user not be paid. The cause says why. */
class NotSettled extends Error {
  override name = 'NotSettled';
  constructor(what: string, eventId: number, userId: string, cause: unknown) {
    super(`${what} of user ${userId} at event ${eventId}; it is tried again.`, { cause });
  }
}

export type Closing = ReturnType<typeof createClosing>;

type Needs = {
  transact: Transact;
  clock: Clock;
  facts: FactBus;
  ledger: Ledger;
  outbox: Outbox;
  report: (error: unknown) => void;
};

/** What could not be done for a user: part of the key of its task, so that the sweeper and the audit know which. */
const FAILURES = { closed: 'Could not close a visit', paid: 'Could not pay for the visits' };
type Failure = keyof typeof FAILURES;

/** What `duration` can hold, in seconds. */
const LONGEST_DURATION = 2_147_483_647;

const isLeftToTask = (key: SQL): SQL =>
  sql`exists (select 1 from outbox_tasks t where t.kind = 'attendance.settle' and t.key = ${key})`;

/** Of visit `v`: that a task, waiting or parked, is to close what its user left open at this event. */
export const isUserLeftToTask = isLeftToTask(sql`v.event_id || ':closed:' || v.user_id`);
/** The same of its event as a whole. */
export const isEventLeftToTask = isLeftToTask(sql`v.event_id::text`);

/** Whether an error is about what is being closed or paid, so that other users can be served without it. */
const isOfOneUser = (error: unknown): boolean => error instanceof DomainError || isRowRefused(error);

/**
 * Closes visits and pays for them. Locks in the order event, visits, balances: two closings of one user meet at the
 * balance, and the later one sees both.
 *
 * Many are closed and paid in a few statements. Where the database refuses one of these, the same is done again in
 * savepoints, which single out the users that it refuses (`isolateRefused`): their visits are closed if that is
 * possible, what was not done is reported, and a task of its own tries again.
 */
export function createClosing({ transact, clock, facts, ledger, outbox, report }: Needs) {
  const pay = createPayout(ledger);
  /** No visit ends after its event, whenever it is closed. `event` is in the statement. */
  const moment = () => sql`least(${clock.now}, (select coalesce(ended_at, 'infinity') from event))`;

  /** The event is locked even without a budget: an end waits for the closings under way, and they for it. */
  const lockedVisits = (event: RewardedEvent, { which, atMost }: Selection): SQL => sql`
    event as materialized (
      select id, ended_at from events where id = ${event.id} for ${event.rewardBudget === null ? sql`share` : sql`update`}
    ),
    open as materialized (
      select v.id, v.user_id from event_attendance v
      where v.event_id = (select id from event) and v.left_at is null and ${which}
      order by v.id ${atMost === undefined ? sql`for update of v` : sql`limit ${atMost} for update of v skip locked`}
    )`;

  /** Ends the visits with these ids; `event` is in the statement. */
  const endVisits = (ids: SQL, end: SQL): SQL => sql`
    update event_attendance v set left_at = ${end}, duration = least(floor(extract(epoch from ${end} - v.joined_at)), ${LONGEST_DURATION})::int
    where v.id = any(${ids}) and v.left_at is null
    returning v.id, v.user_id as "userId"`;

  async function closeTogether(tx: Tx, event: RewardedEvent, selection: Selection): Promise<Closed> {
    const { end = lastThere(moment()) } = selection;
    const visits = await rows<VisitOfUser>(
      tx,
      sql`with ${lockedVisits(event, selection)} ${endVisits(sql`array(select id from open)`, end)}`,
    );
    return { found: visits.length, awards: await pay(tx, event, lastVisits(visits)) };
  }

  async function closeIsolated(tx: Tx, event: RewardedEvent, selection: Selection): Promise<Closed> {
    const { end = lastThere(moment()) } = selection;
    const open = await rows<VisitOfUser>(
      tx,
      sql`with ${lockedVisits(event, selection)} select id, user_id as "userId" from open order by id`,
    );
    const closed = await isolateRefused(
      open,
      (part) =>
        inSavepoint(tx, (inner) =>
          rows<VisitOfUser>(
            inner,
            sql`with event as (select ended_at from events where id = ${event.id})
                ${endVisits(intArray(part.map(({ id }) => id)), end)}`,
          ),
        ),
      isOfOneUser,
    );
    const paid = await isolateRefused(
      lastVisits(closed.outputs),
      (part) => inSavepoint(tx, (inner) => pay(inner, event, part)),
      isOfOneUser,
    );
    for (const { input, error } of closed.refused) await retryLater(tx, event, input.userId, 'closed', error);
    for (const { input, error } of paid.refused) await retryLater(tx, event, input.userId, 'paid', error);
    return { found: open.length, awards: paid.outputs };
  }

  async function retryLater(tx: Tx, event: RewardedEvent, userId: string, failure: Failure, error: unknown) {
    const payload = { eventId: event.id, userId };
    const options = { key: `${event.id}:${failure}:${userId}`, reason: reasonOf(error) };
    await outbox.enqueueOnce(tx, 'attendance.settle', payload, options);
    afterCommit(tx, () => report(new NotSettled(FAILURES[failure], event.id, userId, error)));
  }

  function announce(tx: Tx, event: RewardedEvent, awards: Award[]): void {
    if (awards.length === 0) return;
    afterCommit(tx, () =>
      facts.publish('PointsAwarded', { eventId: event.id, publicEventId: event.publicId, awards }),
    );
  }

  async function closeWith(
    close: typeof closeTogether,
    tx: Tx,
    eventId: number,
    selection: Selection,
  ): Promise<Closed> {
    const event = await rewardedEvent(tx, eventId);
    if (!event) return { found: 0, awards: [] };
    const closed = await close(tx, event, selection);
    announce(tx, event, closed.awards);
    return closed;
  }

  return {
    /** Closes and pays what `selection` names, in a transaction of its own. */
    close: (eventId: number, selection: Selection): Promise<Closed> =>
      transact((tx) => closeWith(closeTogether, tx, eventId, selection)).catch((error) => {
        if (!isOfOneUser(error)) throw error;
        return transact((tx) => closeWith(closeIsolated, tx, eventId, selection));
      }),

    /** The same within a caller's transaction, which goes on whatever cannot be closed or paid. */
    closeIn: (tx: Tx, eventId: number, selection: Selection): Promise<Closed> =>
      closeWith(closeIsolated, tx, eventId, selection),

    /**
     * Closes what one user left open at an event, and pays what all their closed visits there are due. Throws where
     * that fails. A deleted user gets nothing any more.
     */
    settleUser: (eventId: number, userId: string): Promise<void> =>
      transact(async (tx) => {
        const event = await rewardedEvent(tx, eventId);
        if (!event || (await isDeleted(tx, userId))) return;
        const leftOpen = sql`v.user_id = ${userId} and ${isLeftOpen(clock.now)}`;
        await rows(
          tx,
          sql`with ${lockedVisits(event, { which: leftOpen })}
              ${endVisits(sql`array(select id from open)`, lastThere(moment()))}`,
        );
        announce(tx, event, await pay(tx, event, await lastClosedVisit(tx, eventId, userId)));
      }),
  };
}

/** Of open visit `v`, where `event` is in the statement: that its heartbeat stopped or its event is over. */
export const isLeftOpen = (now: SQL): SQL =>
  sql`(${isStale(now)} or (select ended_at from event) is not null)`;

const intArray = (ids: readonly number[]): SQL => sql`string_to_array(${ids.join()}::text, ',')::int[]`;

/** The last of each user's visits, in the order of the users: the order in which balances are locked. */
function lastVisits(visits: readonly VisitOfUser[]): LastVisit[] {
  const last = new Map<string, number>();
  for (const { id, userId } of visits) last.set(userId, Math.max(id, last.get(userId) ?? 0));
  return [...last]
    .map(([userId, visitId]) => ({ userId, visitId }))
    .sort((a, b) => (a.userId < b.userId ? -1 : 1));
}

async function lastClosedVisit(tx: Tx, eventId: number, userId: string): Promise<LastVisit[]> {
  const [last] = await rows<{ visitId: number | null }>(
    tx,
    sql`select max(id) as "visitId" from event_attendance
        where event_id = ${eventId} and user_id = ${userId} and left_at is not null`,
  );
  return last?.visitId ? [{ visitId: last.visitId, userId }] : [];
}

/** Whether a user is deleted; who is not, cannot be until the transaction ends. */
async function isDeleted(tx: Tx, userId: string): Promise<boolean> {
  const there = await rows(
    tx,
    sql`select id from "user" where id = ${userId} and deleted_at is null for key share`,
  );
  return there.length === 0;
}

/**
 * The event, as its rewards need to know it. From here on the transaction's statements are planned for the tables as
 * they are: a plan that was kept from when they were empty compares each visit with each.
 */
async function rewardedEvent(tx: Tx, eventId: number): Promise<RewardedEvent | undefined> {
  const [event] = await rows<RewardedEvent>(
    tx,
    sql`select e.id, e.public_id as "publicId", e.name, c.id as "creatorId", c.user_id as "ownerUserId",
          e.points_per_minute as "pointsPerMinute", e.reward_budget as "rewardBudget",
          set_config('plan_cache_mode', 'force_custom_plan', true) as mode
        from events e join spaces s on s.id = e.space_id join worlds w on w.id = s.world_id
        join creators c on c.id = w.creator_id
        where e.id = ${eventId}`,
  );
  return event;
}
