import type { Admission } from '#domain/worlds/admission.ts';
import { banText, kickText, type Sanction } from '#domain/worlds/sanction-texts.ts';
import { CloseCode } from '../close-codes.ts';
import type { Entry, Roster } from './roster.ts';
import type { NoticeMessage } from './space-messages.ts';

type Needs = {
  admission: Admission;
  roster: Roster;
  space: () => { id: number };
  /** Takes a player out of the room. */
  depart: (entry: Entry) => void;
  /** What went wrong in the background; it is tried again with the next heartbeat. */
  report: (error: unknown) => void;
};

export type Door = ReturnType<typeof createDoor>;

/** Who has to leave a room, and why: each is told, their socket closes, and their seat is gone. */
export function createDoor({ admission, roster, space, depart, report }: Needs) {
  function expel(
    entry: Entry,
    closeCode: number,
    code: string,
    detail: string,
    terms: Partial<Sanction> = {},
  ): void {
    const notice: NoticeMessage = { code, detail, ...terms };
    entry.client.send('notice', notice);
    if (entry.isDropped) entry.giveUp?.();
    else entry.client.leave(closeCode);
    depart(entry);
  }

  const signOut = (entry: Entry): void =>
    expel(entry, CloseCode.signedOut, 'SIGNED_OUT', 'Your session was ended.');

  function banned(userId: string, ban: Sanction): void {
    for (const entry of roster.ofUser(userId)) expel(entry, CloseCode.banned, 'BANNED', banText(ban), ban);
  }

  return {
    banned,

    /** The same user came in from another device. */
    replace: (older: Entry): void =>
      expel(older, CloseCode.replaced, 'REPLACED', 'You came in from another device.'),

    /** Sends a user out who may come back; answers with how many connections of theirs were here. */
    kick(userId: string, reason: string | null): number {
      const entries = roster.ofUser(userId);
      for (const entry of entries) expel(entry, CloseCode.kicked, 'KICKED', kickText(reason), { reason });
      return entries.length;
    },

    /** The instance is emptied: whoever is still here comes in anew. */
    drained: (entry: Entry): void =>
      expel(entry, CloseCode.drained, 'DRAINED', 'This instance is closed. Join again.'),

    /** They never acknowledged that they are in. */
    notAcknowledged: (entry: Entry): void =>
      expel(entry, CloseCode.notAcknowledged, 'NOT_ACKNOWLEDGED', 'Your client did not finish joining.'),

    /** They have taken the seat that was kept for them in another instance. */
    moved(entry: Entry): void {
      if (entry.isDropped) entry.giveUp?.();
      else entry.client.leave(CloseCode.moved);
      depart(entry);
    },

    signedOut(authSessionId: string): void {
      for (const entry of roster.all()) if (entry.actor.authSessionId === authSessionId) signOut(entry);
    },

    /** The space is no longer open to anybody. */
    close(): void {
      for (const entry of roster.all())
        expel(entry, CloseCode.spaceClosed, 'SPACE_CLOSED', 'The space was closed.');
    },

    /** Finds the revocations that this room was not told of: the fact got lost, or came while the player came in. */
    async lookForEndedSessions(): Promise<void> {
      const entries = roster.all();
      if (entries.length === 0) return;
      try {
        const standing = await admission.standing(entries.map(({ actor }) => actor.authSessionId));
        for (const entry of entries) if (!standing.has(entry.actor.authSessionId)) signOut(entry);
      } catch (error) {
        report(error);
      }
    },

    /** Finds who was banned while nobody told the room, or while they were on their way in. */
    async lookForBans(): Promise<void> {
      const userIds = roster.all().map(({ actor }) => actor.userId);
      if (userIds.length === 0) return;
      try {
        for (const { userId, ban } of await admission.bansAmong(space().id, userIds)) banned(userId, ban);
      } catch (error) {
        report(error);
      }
    },
  };
}
