import type { Admission, PersonNow } from '#domain/worlds/admission.ts';
import type { Entry, Roster } from './roster.ts';
import type { Avatar } from './space-state.ts';

type Needs = {
  admission: Admission;
  roster: Roster;
  /** By sessionId. */
  avatars: { get(sessionId: string): Avatar | undefined };
  /** What went wrong in the background; it is tried again with the next heartbeat. */
  report: (error: unknown) => void;
};

export type Names = ReturnType<typeof createNames>;

/** Keeps the players of a room under the names and roles that they have now. */
export function createNames({ admission, roster, avatars, report }: Needs) {
  function update(entry: Entry, { userName, role }: PersonNow): void {
    const { actor } = entry;
    if (actor.userName === userName && actor.role === role) return;
    entry.actor = { ...actor, userName, role };
    avatars.get(entry.sessionId)?.assign({ userName });
  }

  return {
    renamed(userId: string, userName: string): void {
      for (const entry of roster.ofUser(userId)) update(entry, { userName, role: entry.actor.role });
    },

    /** Reads the names and roles of everybody again: a fact may have been lost, or came while a player came in. */
    async look(): Promise<void> {
      const entries = roster.all();
      if (entries.length === 0) return;
      try {
        const people = await admission.people(entries.map(({ actor }) => actor.userId));
        for (const entry of entries) {
          const person = people.get(entry.actor.userId);
          if (person) update(entry, person);
        }
      } catch (error) {
        report(error);
      }
    },
  };
}
