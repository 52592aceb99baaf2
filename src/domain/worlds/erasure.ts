import { asc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { eventAttendance, events, spaces } from '#db/schema/index.ts';
import { afterCommit } from '#db/transact.ts';
import { DomainError } from '../errors.ts';
import type { FactBus } from '../facts.ts';

/**
 * Erases these spaces with their events, and closes their rooms. The events are locked first: a visit that is
 * being opened is waited for, and then stands in the way.
 * @param spaceIds locked by the caller, so that no event is added meanwhile
 * @throws DomainError SPACE_HAS_HISTORY where anybody attended an event, EVENT_IS_LIVE where somebody may any moment
 */
export async function eraseSpaces(tx: Tx, facts: FactBus, spaceIds: readonly number[]): Promise<void> {
  if (spaceIds.length === 0) return;
  const held = await tx
    .select({ id: events.id, isLive: events.isLive })
    .from(events)
    .where(inArray(events.spaceId, [...spaceIds]))
    .orderBy(asc(events.id))
    .for('update');
  const visits = await tx
    .select({ id: eventAttendance.id })
    .from(eventAttendance)
    .innerJoin(events, eq(events.id, eventAttendance.eventId))
    .where(inArray(events.spaceId, [...spaceIds]))
    .limit(1);
  if (visits.length > 0) {
    throw new DomainError(
      'SPACE_HAS_HISTORY',
      'People attended events there, and what they earned refers to them. Make the space inactive instead.',
    );
  }
  if (held.some(({ isLive }) => isLive)) throw new DomainError('EVENT_IS_LIVE', 'End the event first.');
  await tx.delete(spaces).where(inArray(spaces.id, [...spaceIds]));
  afterCommit(tx, () => {
    for (const spaceId of spaceIds) facts.publish('SpaceClosed', { spaceId });
  });
}
