import { type Client, matchMaker } from '@colyseus/core';
import { nanoid } from 'nanoid';
import type { Actor } from '#domain/actor.ts';
import { type Stay, stayPrefix } from '#domain/events/attendance.ts';
import type { Mute } from '#domain/worlds/admission.ts';
import type { Walker } from '../movement/movement.ts';
import { type Budgets, createBudgets } from './budgets.ts';

/** One player in the room, from the way in until they are gone for good. */
export type Entry = {
  readonly sessionId: string;
  /** Replaced where the user is renamed. */
  actor: Actor;
  /** Names the avatar in movement frames. */
  readonly index: number;
  /** With which they return, for as long as they are here. */
  readonly reconnectionToken: string;
  /** The socket, replaced on every reconnection. */
  client: Client;
  stayId: string;
  /** When this stay began, ISO 8601 on the database's clock. */
  enteredAt: string;
  /** Whether the stay has its visit at the event that is live. */
  hasVisit: boolean;
  isDropped: boolean;
  /** A seat in another instance waits for them: the room there goes on with the visit. */
  isMoving: boolean;
  /** What is being written of the visit: a drop and the return after it keep their order. */
  turn: Promise<unknown>;
  /** Where they are; undefined until they are in. */
  walker: Walker | undefined;
  /** What they may still send, by message type. */
  readonly budgets: Budgets;
  /** They may not talk. */
  mute: Mute | undefined;
  /** Ends the wait for a dropped player. */
  giveUp: (() => void) | undefined;
  /** They sent what no honest client sends. */
  hasMisbehaved: boolean;
};

export type Roster = ReturnType<typeof createRoster>;

const INDEXES = 65_536;

/** Begins with the process, so that others can close what a dead one leaves open. */
const newStayId = (): string => stayPrefix(matchMaker.processId) + nanoid();

/** Who is in the room. Indexes go round, so that one that was just given back is not another's at once. */
export function createRoster() {
  const entries = new Map<string, Entry>();
  const byUser = new Map<string, Set<Entry>>();
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
        reconnectionToken: client.reconnectionToken,
        actor,
        client,
        enteredAt,
        index: freeIndex(),
        stayId: newStayId(),
        hasVisit: false,
        isDropped: false,
        isMoving: false,
        turn: Promise.resolve(),
        walker: undefined,
        budgets: createBudgets(),
        mute: undefined,
        giveUp: undefined,
        hasMisbehaved: false,
      };
      entries.set(entry.sessionId, entry);
      byUser.set(actor.userId, (byUser.get(actor.userId) ?? new Set()).add(entry));
      return entry;
    },

    /** Takes an entry out; false where it is gone already. */
    remove(entry: Entry): boolean {
      if (entries.get(entry.sessionId) !== entry) return false;
      taken.delete(entry.index);
      const ofUser = byUser.get(entry.actor.userId);
      ofUser?.delete(entry);
      if (ofUser?.size === 0) byUser.delete(entry.actor.userId);
      return entries.delete(entry.sessionId);
    },

    get: (sessionId: string): Entry | undefined => entries.get(sessionId),
    ofUser: (userId: string): Entry[] => [...(byUser.get(userId) ?? [])],
    hasUser: (userId: string): boolean => byUser.has(userId),
    size: (): number => entries.size,
    all: (): Entry[] => [...entries.values()],
    present: (): Entry[] => [...entries.values()].filter((entry) => !entry.isDropped),
  };
}

/** A fresh stay for a player whose last one ended while they were here. */
export function beginStay(entry: Entry, enteredAt: string): void {
  entry.stayId = newStayId();
  entry.enteredAt = enteredAt;
  entry.hasVisit = false;
}

export const stayOf = ({ stayId, enteredAt, actor }: Entry): Stay => ({
  stayId,
  enteredAt,
  userId: actor.userId,
});
