import { and, asc, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { creators, eventAttendance, events, spaces, user, worlds } from '#db/schema/index.ts';
import { Overtaken } from '#db/transact.ts';

export type LeavingCreator = Pick<typeof creators.$inferSelect, 'id' | 'publicId' | 'userId' | 'retiredAt'>;

/** What is locked for somebody who leaves. */
export type Leaving = {
  /** Whether the account is there; one that was deleted meanwhile is not. */
  isThere: boolean;
  /** The creator that they are or were. */
  creator: LeavingCreator | undefined;
};

const isDue = (userId: string, isAccount: boolean): SQL | undefined => {
  const ownEvents = and(eq(creators.userId, userId), isNull(events.endedAt));
  const visited = sql`${events.id} in (select ${eventAttendance.eventId} from ${eventAttendance}
    where ${eventAttendance.userId} = ${userId} and ${eventAttendance.leftAt} is null)`;
  return isAccount ? or(ownEvents, visited) : ownEvents;
};

/** The events that a user's leaving is about: their own that have not ended, and those that they are at. */
const eventsOf = (tx: Tx, userId: string, isAccount: boolean) =>
  tx
    .select({ id: events.id, isLive: events.isLive })
    .from(events)
    .innerJoin(spaces, eq(spaces.id, events.spaceId))
    .innerJoin(worlds, eq(worlds.id, spaces.worldId))
    .innerJoin(creators, eq(creators.id, worlds.creatorId))
    .where(isDue(userId, isAccount))
    .orderBy(asc(events.id));

/**
 * Locks what somebody leaves: `account` with everything of the user, `creator` for the creator alone. In the
 * order world, spaces, events, user, creator, which lies before the balances; whoever opens a visit locks the event
 * before the user, too. From here on nothing can go live at the creator's, and no visit of the user can open.
 * @throws Overtaken where an event went live or a visit opened after the events were locked
 */
export async function lockLeaving(tx: Tx, userId: string, what: 'account' | 'creator'): Promise<Leaving> {
  const isAccount = what === 'account';
  await tx
    .select({ id: worlds.id })
    .from(worlds)
    .innerJoin(creators, eq(creators.id, worlds.creatorId))
    .where(eq(creators.userId, userId))
    .for('no key update', { of: worlds });
  await tx
    .select({ id: spaces.id })
    .from(spaces)
    .innerJoin(worlds, eq(worlds.id, spaces.worldId))
    .innerJoin(creators, eq(creators.id, worlds.creatorId))
    .where(eq(creators.userId, userId))
    .orderBy(asc(spaces.id))
    .for('no key update', { of: spaces });
  const held = await eventsOf(tx, userId, isAccount).for('update', { of: events });
  const [there] = await tx
    .select({ id: user.id })
    .from(user)
    .where(and(eq(user.id, userId), isNull(user.deletedAt)))
    .for(isAccount ? 'update' : 'no key update');
  const { id, publicId, retiredAt } = creators;
  const [creator] = await tx
    .select({ id, publicId, userId: creators.userId, retiredAt })
    .from(creators)
    .where(eq(creators.userId, userId))
    .for('update');
  const locked = new Set(held.map((event) => event.id));
  const now = await eventsOf(tx, userId, isAccount);
  if (now.some((event) => event.isLive && !locked.has(event.id))) throw new Overtaken();
  return { isThere: there !== undefined, creator };
}
