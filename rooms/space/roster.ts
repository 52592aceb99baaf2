import type { Client } from '@colyseus/core';
import { nanoid } from 'nanoid';
import type { Actor } from '#domain/actor.ts';
import type { Stay } from '#domain/events/attendance.ts';
import { createBucket, talkBudget } from './space-messages.ts';

/** One player in the room, from the way in until they are gone for good. */
export type Entry = {
  readonly sessionId: string;
  readonly actor: Actor;
  /** Names the avatar in movement frames. */
  readonly index: number;
  /** The socket, replaced on every reconnection. */
  client: Client;
  stayId: string;
  /** When this stay began, ISO 8601 on the database's clock. */
  enteredAt: string;
  /** Whether the stay has its visit at the event that is live. */
  hasVisit: boolean;
  isDropped: boolean;
  /** What is being written of the visit: a drop and the return after it keep their order. */
  turn: Promise<unknown>;
  /** Movement frames were left out for this client: it needs to hear where everybody is. */
  isBehind: boolean;
  /** The last pose that the player sent, as it came; undefined before the first. */
  pose: Uint8Array | undefined;
  readonly talk: ReturnType<typeof createBucket>;
  /** Ends the wait for a dropped player. */
  giveUp: (() => void) | undefined;
};

export type Roster = ReturnType<typeof createRoster>;

const INDEXES = 65_536;

/** Who is in the room. Indexes go round, so that one that was just given back is not another's at once. */
export function createRoster() {
  const entries = new Map<string, Entry>();
  const taken = new Set<number>();
  let next = 0;

  function freeIndex(): number {
    while (taken.has(next)) next = (next + 1) % INDEXES;
    const index = next;
    next = (next + 1) % INDEXES;
    taken.add(index);
    return index;
  }

  return {
    add(client: Client, actor: Actor, enteredAt: string): Entry {
      const entry: Entry = {
        sessionId: client.sessionId,
        actor,
        client,
        enteredAt,
        index: freeIndex(),
        stayId: nanoid(),
        hasVisit: false,
        isDropped: false,
        turn: Promise.resolve(),
        isBehind: false,
        pose: undefined,
        talk: createBucket(talkBudget, Date.now),
        giveUp: undefined,
      };
      entries.set(entry.sessionId, entry);
      return entry;
    },

    /** Takes an entry out; false where it is gone already. */
    remove(entry: Entry): boolean {
      if (entries.get(entry.sessionId) !== entry) return false;
      taken.delete(entry.index);
      return entries.delete(entry.sessionId);
    },

    get: (sessionId: string): Entry | undefined => entries.get(sessionId),
    ofUser: (userId: string): Entry[] =>
      [...entries.values()].filter((entry) => entry.actor.userId === userId),
    all: (): Entry[] => [...entries.values()],
    present: (): Entry[] => [...entries.values()].filter((entry) => !entry.isDropped),
  };
}

/** A fresh stay for a player whose last one ended while they were here. */
export function beginStay(entry: Entry, enteredAt: string): void {
  entry.stayId = nanoid();
  entry.enteredAt = enteredAt;
  entry.hasVisit = false;
}

export const stayOf = ({ stayId, enteredAt, actor }: Entry): Stay => ({
  stayId,
  enteredAt,
  userId: actor.userId,
});
