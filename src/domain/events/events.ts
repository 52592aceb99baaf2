import { and, asc, eq, gte, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { Database, Executor, Tx } from '#db/client.ts';
import { violatedUnique } from '#db/constraint.ts';
import { readByPlan } from '#db/row-mapper.ts';
import { creators, eventAttendance, events, spaces, worlds } from '#db/schema/index.ts';
import { afterCommit, type Transact } from '#db/transact.ts';
import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import { requireCreator } from '../creators/creators.ts';
import { DomainError, found } from '../errors.ts';
import type { FactBus } from '../facts.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Again } from '../outbox/tasks.ts';
import { assertOwner, owner } from '../ownership.ts';
import { byKey, type Page, type PageRequest, preparedPages } from '../paging.ts';
import type { Quotas } from '../quotas.ts';
import { matches, refersTo } from '../search.ts';
import { holdSteadyTime } from '../steady-clock.ts';
import type { Attendance } from './attendance.ts';
import { assertCanEnd, assertCanStart, assertMayChange, assertMayErase } from './event-rules.ts';
import { createHardLimit } from './hard-limit.ts';

export type EventReward = {
  pointsPerMinute: number;
  minimumSeconds: number;
  maximumPoints: number | null;
  budget: number | null;
};

export type NewEvent = {
  spaceId: string;
  name: string;
  description?: string | null | undefined;
  startTime: Date;
  endTime: Date;
  reward?: Partial<EventReward> | undefined;
};

/** What of an event changes; `isLive` starts or ends it. */
export type EventChanges = Partial<Omit<NewEvent, 'spaceId'>> & { isLive?: boolean | undefined };

export type EventFilter = {
  spaceId?: string | undefined;
  isLive?: boolean | undefined;
  /** Looked for in the names. */
  search?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
};

export type Events = ReturnType<typeof createEvents>;

type Needs = {
  database: Database;
  transact: Transact;
  /** The time that attendance is measured by. */
  clock: Clock;
  /** For what is due at some time of day. */
  deadlines: Clock;
  facts: FactBus;
  attendance: Attendance;
  outbox: Outbox;
  quotas: Quotas;
  maximumOverrunMinutes: number;
};

/** The columns of an event as the outside sees them, with whose it is. */
const selection = {
  event: events,
  spacePublicId: spaces.publicId,
  creatorPublicId: creators.publicId,
  ownerUserId: owner,
  creatorUserId: creators.userId,
};

export type EventRecord = {
  event: typeof events.$inferSelect;
  spacePublicId: string;
  creatorPublicId: string;
  /** Who may change it. */
  ownerUserId: string | null;
  /** Who earns nothing at it. */
  creatorUserId: string;
};

const byStart = byKey(
  'ascending',
  {
    column: events.startTime,
    of: ({ event }: EventRecord) => event.startTime.toISOString(),
    bind: (text) => sql`${text}::timestamptz`,
  },
  events.id,
  ({ event }) => event.id,
);

/** Live events: scheduled, taken live, ended. */
export function createEvents(needs: Needs) {
  const { database, transact, clock, deadlines, facts, attendance, quotas } = needs;
  const { db } = database;
  const hardLimit = createHardLimit(needs);

  const select = (executor: Executor) =>
    executor
      .select(selection)
      .from(events)
      .innerJoin(spaces, eq(spaces.id, events.spaceId))
      .innerJoin(worlds, eq(worlds.id, spaces.worldId))
      .innerJoin(creators, eq(creators.id, worlds.creatorId));

  const byPublicId = readByPlan(
    select(db)
      .where(eq(events.publicId, sql.placeholder('publicId')))
      .prepare('event_by_public_id'),
  );

  async function owned(tx: Tx, actor: Actor, publicId: string): Promise<EventRecord> {
    const [record] = await select(tx).where(eq(events.publicId, publicId)).for('update', { of: events });
    const event = found(record, 'EVENT_NOT_FOUND');
    assertOwner(actor, event.ownerUserId);
    return event;
  }

  async function change(
    tx: Tx,
    id: number,
    values: Partial<typeof events.$inferInsert> | Record<string, SQL>,
  ) {
    if (Object.keys(values).length > 0) await tx.update(events).set(values).where(eq(events.id, id));
    const [record] = await select(tx).where(eq(events.id, id));
    return record as EventRecord;
  }

  async function goLive(tx: Tx, record: EventRecord): Promise<EventRecord> {
    const { id, spaceId, isLive } = record.event;
    assertCanStart(record.event);
    if (isLive) return record;
    await assertOwnerStays(tx, record);
    await tx.execute(holdSteadyTime);
    const started = await change(tx, id, { isLive: sql`true`, startedAt: clock.now });
    await hardLimit.expectEnd(tx, id);
    afterCommit(tx, () => facts.publish('EventWentLive', { spaceId, eventId: id }));
    return started;
  }

  /** Of what a client sends, only what differs is a change: sending an event back as it is does nothing. */
  async function apply(tx: Tx, record: EventRecord, changes: EventChanges): Promise<EventRecord> {
    const { event } = record;
    const values = differing(event, columns(changes));
    if (Object.keys(values).length === 0) return record;
    assertMayChange(event, values);
    afterCommit(tx, () => facts.publish('EventChanged', { spaceId: event.spaceId, eventId: event.id }));
    const changed = await change(tx, event.id, values);
    if (event.isLive) await hardLimit.expectEnd(tx, event.id);
    return changed;
  }

  /**
   * Ends an event for all at once, now or as of another moment; then its visits are closed and paid, in transactions of
   * their own, before the caller of `transact` goes on. Not before a visit that was paid already, which may be later.
   */
  async function endLive(tx: Tx, record: EventRecord, asOf?: SQL): Promise<EventRecord> {
    const { id, spaceId } = record.event;
    const wantedEnd = asOf ?? clock.now;
    const endedAt = sql`greatest(${wantedEnd}, ${events.startedAt},
      (select max(v.left_at) from event_attendance v where v.event_id = ${id}))`;
    const ended = await change(tx, id, { isLive: sql`false`, endedAt });
    afterCommit(tx, () => facts.publish('EventEnded', { spaceId, eventId: id }));
    afterCommit(tx, () => attendance.settleEnded(id));
    return ended;
  }

  // Said outright and not by a value, so that the index of the live events can serve it.
  const listed = preparedPages('events', byStart, (when, beginning) =>
    select(db).where(
      and(
        isNull(creators.retiredAt),
        when('spaceId', (spaceId) => refersTo(events.spaceId, spaces, spaceId) as SQL),
        when('isLive', () => sql`${events.isLive}`),
        when('isNotLive', () => sql`not ${events.isLive}`),
        when('search', (term) => matches(events.nameFolded, term) as SQL),
        when('from', (from) => gte(events.endTime, from)),
        when('to', (to) => lt(events.startTime, to)),
        beginning,
      ),
    ),
  );

  return {
    async schedule(actor: Actor, wanted: NewEvent): Promise<EventRecord> {
      return transact(async (tx) => {
        const creator = await requireCreator(tx, actor);
        const [space] = await tx
          .select({ id: spaces.id, ownerUserId: owner })
          .from(spaces)
          .innerJoin(worlds, eq(worlds.id, spaces.worldId))
          .innerJoin(creators, eq(creators.id, worlds.creatorId))
          .where(eq(spaces.publicId, wanted.spaceId))
          .for('key share', { of: spaces });
        const { id: spaceId, ownerUserId } = found(space, 'SPACE_NOT_FOUND');
        assertOwner(actor, ownerUserId);
        assertMayChange({ ...wanted, isLive: false, endedAt: null }, {});
        await quotas.assertOneMore(tx, 'events', creator.id);
        const [made] = await tx
          .insert(events)
          .values({
            ...columns(wanted),
            name: wanted.name,
            startTime: wanted.startTime,
            endTime: wanted.endTime,
            spaceId,
          })
          .returning({ id: events.id });
        const { id } = made as { id: number };
        afterCommit(tx, () => facts.publish('EventChanged', { spaceId, eventId: id }));
        const [record] = await select(tx).where(eq(events.id, id));
        return record as EventRecord;
      });
    },

    async get(publicId: string): Promise<EventRecord> {
      const [record] = await byPublicId.execute({ publicId });
      return found(record, 'EVENT_NOT_FOUND');
    },

    list: ({ isLive, from, to, ...filter }: EventFilter, request: PageRequest): Promise<Page<EventRecord>> =>
      listed(
        {
          ...filter,
          isLive: isLive || undefined,
          isNotLive: isLive === false || undefined,
          from: from?.toISOString(),
          to: to?.toISOString(),
        },
        request,
      ),

    /** Changes an event, and starts or ends it where `isLive` says so. */
    async update(actor: Actor, publicId: string, changes: EventChanges): Promise<EventRecord> {
      return transact(async (tx) => {
        const changed = await apply(tx, await owned(tx, actor, publicId), changes);
        if (changes.isLive === true) return goLive(tx, changed);
        return changes.isLive === false && changed.event.isLive ? endLive(tx, changed) : changed;
      }).catch(refuseSecondLive);
    },

    /** Takes an event live now. Of an event that is live it answers what is. */
    async start(actor: Actor, publicId: string): Promise<EventRecord> {
      return transact(async (tx) => goLive(tx, await owned(tx, actor, publicId))).catch(refuseSecondLive);
    },

    /**
     * Ends an event now, and closes and pays its visits: all of them before it returns, unless there are so many that it
     * takes seconds. Of an ended event it answers what is.
     */
    async end(actor: Actor, publicId: string): Promise<EventRecord> {
      return transact(async (tx) => {
        const record = await owned(tx, actor, publicId);
        assertCanEnd(record.event);
        return record.event.isLive ? endLive(tx, record) : record;
      });
    },

    /**
     * Ends and pays every live event of a creator, within the transaction that removes the creator: `lockLeaving` has
     * locked them.
     */
    async endAllOf(tx: Tx, creatorId: number): Promise<void> {
      const live = await select(tx)
        .where(and(eq(creators.id, creatorId), eq(events.isLive, true)))
        .orderBy(asc(events.id));
      for (const record of live) await endLive(tx, record);
    },

    /** Erases an event that nobody was at. Waits for a visit that is being opened, and then refuses. */
    async remove(actor: Actor, publicId: string): Promise<void> {
      await transact(async (tx) => {
        const { event } = await owned(tx, actor, publicId);
        const visits = await tx
          .select({ id: eventAttendance.id })
          .from(eventAttendance)
          .where(eq(eventAttendance.eventId, event.id))
          .limit(1);
        assertMayErase(event, visits.length > 0);
        await tx.delete(events).where(eq(events.id, event.id));
        afterCommit(tx, () => facts.publish('EventChanged', { spaceId: event.spaceId, eventId: event.id }));
      });
    },

    /**
     * Ends and pays an event that is at its hard limit, as of that limit. One that has time left, since its end was
     * moved, is to be looked at again then; one that has ended stays as it is.
     */
    async endAtLimit(eventId: number): Promise<Again | undefined> {
      return transact(async (tx) => {
        const [record] = await select(tx)
          .where(and(eq(events.id, eventId), eq(events.isLive, true)))
          .for('update', { of: events });
        if (!record) return undefined;
        const againInSeconds = await hardLimit.secondsLeft(tx, eventId);
        if (againInSeconds > 0) return { againInSeconds };
        await endLive(tx, record, hardLimit.moment);
        return undefined;
      });
    },

    expectEnds: hardLimit.expectEnds,

    /** The event that a space shows: the live one, else the next to come, else none. */
    async currentIn(spaceId: number): Promise<typeof events.$inferSelect | undefined> {
      const [event] = await db
        .select()
        .from(events)
        .where(
          and(
            eq(events.spaceId, spaceId),
            sql`${events.endedAt} is null and (${events.isLive} or ${events.endTime} > ${deadlines.now})`,
          ),
        )
        .orderBy(sql`${events.isLive} desc`, asc(events.startTime), asc(events.id))
        .limit(1);
      return event;
    },
  };
}

/** Makes the creator's removal wait for what is begun, or refuses to begin it where the removal came first. */
async function assertOwnerStays(tx: Tx, { creatorPublicId }: EventRecord): Promise<void> {
  const [creator] = await tx
    .select({ id: creators.id })
    .from(creators)
    .where(and(eq(creators.publicId, creatorPublicId), isNull(creators.retiredAt)))
    .for('key share');
  if (!creator) throw new DomainError('NOT_THE_OWNER');
}

function refuseSecondLive(error: unknown): never {
  if (violatedUnique(error) === 'events_one_live_per_space') throw new DomainError('SPACE_HAS_LIVE_EVENT');
  throw error;
}

type Columns = Partial<typeof events.$inferInsert>;

/** The values that are not what the event has already. */
function differing(event: EventRecord['event'], values: Columns): Columns {
  const same = (a: unknown, b: unknown) =>
    a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;
  const has = event as Record<string, unknown>;
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => !same(has[name], value)));
}

/** What of a request goes into which column; what is not given stays as it is. */
function columns({ reward, isLive: _isLive, ...rest }: EventChanges): Columns {
  const values = {
    ...rest,
    pointsPerMinute: reward?.pointsPerMinute,
    minimumSeconds: reward?.minimumSeconds,
    maximumPoints: reward?.maximumPoints,
    rewardBudget: reward?.budget,
  };
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => value !== undefined && name !== 'spaceId'),
  );
}
