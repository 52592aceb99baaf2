import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, generateId, type IRoomCache, matchMaker } from '@colyseus/core';
import { PROTOCOL } from '../protocol.ts';
import { handoverFor } from './handover.ts';
import type { Entry, Roster } from './roster.ts';
import type { MovedToMessage } from './space-messages.ts';

/** How long the players of an instance that is emptied have to take their seats elsewhere. Milliseconds. */
const GRACE_MS = 10_000;
/** So many seats are asked for at once. */
const SEATS_AT_ONCE = 50;
/** So often in succession seats are looked for in vain, with a pause between. */
const TRIES = 5;
const PAUSE_MS = 200;

type Needs = {
  room: { roomId: string; clients: readonly Client[]; lock(): Promise<void> };
  roster: Roster;
  spaceId: () => string;
  /** A seat as clients of this process should see it. */
  presentSeat: (seat: Seat) => Seat;
  /** Shows a player out who took no other seat. */
  showOut: (entry: Entry) => void;
  report: (error: unknown) => void;
};

export type Seat = ReturnType<typeof matchMaker.buildSeatReservation>;

export type Drain = ReturnType<typeof createDrain>;

/** Empties a room into other instances of its space: a seat there for everybody, and a while to take it. */
export function createDrain({ room, roster, spaceId, presentSeat, showOut, report }: Needs) {
  let draining: Promise<void> | undefined;

  /** An instance with free places; a new one where there is none. This one is locked, and is not found. */
  async function openInstance(): Promise<IRoomCache> {
    const wanted = { spaceId: spaceId(), protocol: PROTOCOL };
    const open = await matchMaker.findOneRoomAvailable('space', wanted);
    return open ?? matchMaker.createRoom('space', wanted);
  }

  async function seatsIn(instance: IRoomCache, entries: readonly Entry[]): Promise<(Seat | undefined)[]> {
    const asked = entries.map((entry) => ({
      sessionId: generateId(),
      options: { spaceId: spaceId(), ...handoverFor(entry, room.roomId) },
      auth: entry.actor,
    }));
    const kept = (await matchMaker.reserveMultipleSeatsFor(instance, asked)) as unknown as boolean[];
    return asked.map(({ sessionId }, n) =>
      kept[n] ? matchMaker.buildSeatReservation(instance, sessionId) : undefined,
    );
  }

  /** Offers seats to some; answers with those for whom there was none. */
  async function offer(entries: readonly Entry[]): Promise<Entry[]> {
    const instance = await openInstance();
    const free = Math.max(1, instance.maxClients - instance.clients);
    const some = entries.slice(0, Math.min(free, SEATS_AT_ONCE));
    for (const entry of some) entry.isMoving = true;
    const seats = await seatsIn(instance, some);
    const without = some.filter((entry, n) => !offerSeat(entry, seats[n]));
    for (const entry of without) entry.isMoving = false;
    return [...without, ...entries.slice(some.length)];
  }

  function offerSeat(entry: Entry, seat: Seat | undefined): boolean {
    if (!seat) return false;
    const message: MovedToMessage = { reservation: presentSeat(seat), reason: 'DRAINED' };
    entry.client.send('moved-to', message);
    return true;
  }

  async function move(entries: readonly Entry[]): Promise<void> {
    let waiting = entries.filter((entry) => !entry.isDropped && !entry.isMoving);
    for (let tries = 0; waiting.length > 0 && tries < TRIES; ) {
      const before = waiting.length;
      try {
        waiting = await offer(waiting);
      } catch (error) {
        report(error);
      }
      if (waiting.length < before) tries = 0;
      else {
        tries += 1;
        await sleep(PAUSE_MS);
      }
      waiting = waiting.filter((entry) => roster.get(entry.sessionId) === entry && !entry.isDropped);
    }
  }

  async function run(): Promise<void> {
    const endsAt = performance.now() + GRACE_MS;
    await room.lock();
    await move(roster.all());
    while (performance.now() < endsAt && roster.all().length > 0) await sleep(50);
    for (const entry of roster.all()) entry.isMoving = false;
  }

  /** Once; who is on their way in is sent on like everybody else. */
  function begin(): Promise<void> {
    draining ??= run().catch(report);
    return draining;
  }

  return {
    /** Offers seats elsewhere; resolves when everybody has gone, or had long enough to. */
    begin,

    /** The same, and shows out who stayed. */
    async empty(): Promise<void> {
      await begin();
      for (const entry of roster.all()) showOut(entry);
    },

    /** Sends on who comes in, or back, while the room is emptied. */
    async sendOn(entry: Entry): Promise<void> {
      if (draining) await move([entry]);
    },

    hasBegun: (): boolean => draining !== undefined,
  };
}
