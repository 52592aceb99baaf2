import type { FactBus, FactName, Facts } from '#domain/facts.ts';
import type { AdmittedSpace } from '#domain/worlds/admission.ts';
import type { Door } from './door.ts';
import type { DropWatch } from './drop-watch.ts';
import type { EventWatch } from './event-watch.ts';
import type { Mutes } from './mutes.ts';
import type { Names } from './names.ts';
import type { Entry, Roster } from './roster.ts';
import type { AnnouncementMessage, PointsMessage } from './space-messages.ts';

type Listener = {
  room: { roomId: string; broadcast(type: string, message: unknown): void };
  space: () => AdmittedSpace;
  roster: Roster;
  watch: EventWatch;
  door: Door;
  mutes: Mutes;
  names: Names;
  drops: DropWatch;
  /** Reads again whatever facts tell of. */
  lookAgain: () => void;
  /** Shows a player in what they wear now. */
  dress: (entry: Entry) => Promise<void>;
  /** Shows the space as it is now. */
  readSpace: () => Promise<void>;
  report: (error: unknown) => void;
};

type FactOfSpaces = {
  [N in FactName]: Facts[N] extends { spaceId: number } ? N : never;
}[FactName];

/** What a room does when it hears of something that is committed; answers with how to stop. */
export function listenToFacts(
  facts: FactBus,
  { room, space, roster, watch, door, mutes, names, drops, lookAgain, dress, readSpace, report }: Listener,
): () => void {
  const unsubscribe: (() => void)[] = [];
  const on = <N extends FactName>(name: N, handle: (fact: Facts[N]) => void) =>
    unsubscribe.push(facts.subscribe(name, handle));
  /** Of facts about a space, those about this one. */
  const here = <N extends FactOfSpaces>(name: N, handle: (fact: Facts[N]) => void) =>
    on(name, (fact) => {
      if (fact.spaceId === space().id) handle(fact);
    });
  const inBackground = (work: Promise<unknown>): void => void work.catch(report);

  for (const name of ['EventWentLive', 'EventEnded', 'EventChanged'] as const)
    here(name, () => inBackground(watch.refresh()));
  here('PlayerBanned', ({ userId, reason, until }) => door.banned(userId, { reason, until }));
  here('PlayerMuted', ({ userId }) => inBackground(mutes.look(roster.ofUser(userId))));
  here('Announced', ({ userName, text, sentAt }) => {
    const message: AnnouncementMessage = { userName, text, sentAt };
    room.broadcast('announcement', message);
  });
  here('SpaceChanged', () => inBackground(readSpace()));
  here('SpaceClosed', () => door.close());

  on('PlayerMoved', ({ fromRoomId, sessionId }) => {
    const entry = fromRoomId === room.roomId && roster.get(sessionId);
    if (entry) door.moved(entry);
  });
  on('SessionRevoked', ({ sessionId }) => door.signedOut(sessionId));
  on('UserRenamed', ({ userId, userName }) => names.renamed(userId, userName));
  on('OutfitChanged', ({ userId }) => {
    for (const entry of roster.ofUser(userId)) inBackground(dress(entry));
  });
  on('ProductsChanged', ({ creatorId, left = [] }) => {
    if (creatorId === space().creatorId) drops.sold(left);
  });
  on('PointsAwarded', ({ publicEventId, awards }) => {
    for (const { userId, earned, balance } of awards) {
      const message: PointsMessage = { eventId: publicEventId, earned, balance, reason: 'attendance' };
      for (const entry of roster.ofUser(userId)) entry.client.send('points', message);
    }
  });
  on('FactsMissed', lookAgain);

  return () => {
    for (const stop of unsubscribe) stop();
  };
}
