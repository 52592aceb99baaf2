import type { Attendance } from '#domain/events/attendance.ts';
import type { Events } from '#domain/events/events.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { beginStay, type Entry, type Roster, stayOf } from './roster.ts';
import type { SpaceEvent } from './space-state.ts';

type Needs = {
  events: Events;
  attendance: Attendance;
  roster: Roster;
  /** The part of the state that shows the event. */
  shown: SpaceEvent;
  spaceId: number;
  /** What went wrong in the background; it is tried again with the next heartbeat. */
  report: (error: unknown) => void;
};

export type EventWatch = ReturnType<typeof createEventWatch>;

/**
 * Watches over the event of a space: shows it, and keeps the visits of the players in this room. The
 * database is asked anew at every hint and every heartbeat, so a hint that got lost is only late.
 */
export function createEventWatch({ events, attendance, roster, shown, spaceId, report }: Needs) {
  let live: { id: number } | undefined;
  /** Reads the event again; calls while it is being read lead to one more reading, not to many. */
  const refresh = oneAtATime(readEvent);

  async function readEvent(): Promise<void> {
    const event = await events.currentIn(spaceId);
    shown.id = event?.publicId ?? '';
    shown.name = event?.name ?? '';
    shown.startTime = event?.startTime.toISOString() ?? '';
    shown.endTime = event?.endTime.toISOString() ?? '';
    shown.isLive = event?.isLive ?? false;
    shown.startedAt = event?.startedAt?.toISOString() ?? '';
    if (live?.id !== event?.id) for (const entry of roster.all()) entry.hasVisit = false;
    live = event?.isLive ? { id: event.id } : undefined;
    await openVisits(roster.present());
    await countHeads();
  }

  async function openVisits(entries: readonly Entry[]): Promise<void> {
    const event = live;
    const without = entries.filter((entry) => !entry.hasVisit);
    if (!event || without.length === 0) return;
    await attendance.open(event.id, without.map(stayOf));
    for (const entry of without) entry.hasVisit = true;
    await closeVisits(
      event.id,
      without.filter((entry) => roster.get(entry.sessionId) !== entry),
    );
  }

  async function closeVisits(eventId: number, entries: readonly Entry[]): Promise<void> {
    const visiting = entries.filter((entry) => entry.hasVisit);
    if (visiting.length === 0) return;
    for (const entry of visiting) entry.hasVisit = false;
    await attendance.close(
      eventId,
      visiting.map((entry) => entry.stayId),
    );
  }

  async function countHeads(): Promise<void> {
    shown.headcount = live ? await attendance.headcount(live.id) : 0;
  }

  /** A visit that was closed while its player was here (the database was away for long) is followed by a new one. */
  async function renewLost(eventId: number): Promise<void> {
    const watched = roster.all().filter((entry) => entry.hasVisit);
    const alive = await attendance.heartbeat(
      eventId,
      watched.map((entry) => entry.stayId),
    );
    const lost = watched.filter((entry) => !alive.has(entry.stayId) && !entry.isDropped);
    if (lost.length === 0) return;
    const now = await attendance.now();
    for (const entry of lost) beginStay(entry, now);
    await openVisits(lost);
  }

  return {
    refresh,

    /** Keeps the visits alive, and catches up with hints that got lost. Never throws. */
    async heartbeat(): Promise<void> {
      try {
        if (live) await renewLost(live.id);
        await refresh();
      } catch (error) {
        report(error);
      }
    },

    async countHeads(): Promise<void> {
      await countHeads().catch(report);
    },

    enter: (entry: Entry): Promise<void> => openVisits([entry]),

    /** The connection is lost; the visit waits for it. */
    drop: (entry: Entry): Promise<void> =>
      inTurn(entry, async () => {
        if (entry.hasVisit) await attendance.drop(entry.stayId);
      }),

    /** The connection is back. Where the visit did not wait, a new one begins. */
    resume: (entry: Entry): Promise<void> =>
      inTurn(entry, async () => {
        if (entry.hasVisit && (await attendance.resume(entry.stayId))) return;
        beginStay(entry, await attendance.now());
        await openVisits([entry]);
      }),

    /** Closes and pays the visits of players who are gone; one that is being opened just now closes itself. */
    async leave(entries: readonly Entry[]): Promise<void> {
      if (live) await closeVisits(live.id, entries);
    },
  };
}

/** Runs what is written of one visit one after the other, whatever becomes of each. */
function inTurn(entry: Entry, work: () => Promise<void>): Promise<void> {
  const done = entry.turn.then(work);
  entry.turn = done.catch(() => {});
  return done;
}
