import type { Attendance } from '#domain/events/attendance.ts';
import { STALE_AFTER_SECONDS } from '#domain/events/attendance-sql.ts';
import type { Events } from '#domain/events/events.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { beginStay, type Entry, type Roster } from './roster.ts';
import type { SpaceEvent } from './space-state.ts';
import { createVisits } from './visits.ts';

/** The heads are counted at most this often, however many come and go. */
const COUNT_EVERY_MS = 1_000;

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
  let isStopped = false;
  /** When the last heartbeat was over, on the process's monotonic clock. */
  let beatAt = performance.now();
  const visits = createVisits({ attendance, roster, live: () => live });
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
    if (!live) shown.headcount = 0;
    if (live && stoodStill()) await beginAnew(roster.present().filter((entry) => !entry.hasVisit));
    await openVisits(roster.present());
    void countHeads();
  }

  /** A visit that cannot be opened is reported, and tried again with the next heartbeat. */
  async function openVisits(entries: readonly Entry[]): Promise<void> {
    for (const error of (await visits.open(entries)).values()) report(error);
  }

  const countInTurn = oneAtATime(async () => {
    const event = live;
    if (!event || isStopped) return;
    const headcount = await attendance.headcount(event.id);
    if (live?.id === event.id) shown.headcount = headcount;
  }, COUNT_EVERY_MS);

  /** Counts who is at the event. Never throws. */
  async function countHeads(): Promise<void> {
    await countInTurn().catch((error) => {
      if (!isStopped) report(error);
    });
  }

  /** Whether this process did nothing for so long that nobody knows who was here meanwhile. */
  const stoodStill = (): boolean => performance.now() - beatAt > STALE_AFTER_SECONDS * 1000;

  /** Has these stays begin now. */
  async function beginAnew(entries: readonly Entry[]): Promise<void> {
    if (entries.length === 0) return;
    const now = await attendance.now();
    for (const entry of entries) beginStay(entry, now);
  }

  /**
   * A visit that ended while its player was here (the database was unavailable, or this process stood still, for longer
   * than a heartbeat allows) is followed by a new one.
   */
  async function renewLost(eventId: number): Promise<void> {
    const watched = roster.all().filter((entry) => entry.hasVisit);
    const alive = await attendance.heartbeat(
      eventId,
      watched.map((entry) => entry.stayId),
    );
    const lost = watched.filter((entry) => !alive.has(entry.stayId) && !entry.isDropped && !entry.isMoving);
    await beginAnew(lost);
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
      } finally {
        beatAt = performance.now();
      }
    },

    countHeads,

    /** Resolves when the visit of a newcomer is committed. */
    enter: visits.openOne,

    /** The connection is lost; the visit waits for it. */
    drop: (entry: Entry): Promise<void> =>
      inTurn(entry, async () => {
        if (entry.hasVisit) await visits.drop(entry);
      }),

    /** The connection is back. Where the visit did not wait, a new one begins. */
    resume: (entry: Entry): Promise<void> =>
      inTurn(entry, async () => {
        if (entry.hasVisit && (await visits.resume(entry))) return;
        beginStay(entry, await attendance.now());
        await visits.openOne(entry);
      }),

    /** The player comes from another instance, and goes on with their visit; where it has ended, a new one begins. */
    async takeOver(
      entry: Entry,
      { stayId, enteredAt }: { stayId: string; enteredAt: string },
    ): Promise<void> {
      entry.hasVisit = await attendance.takeOver(stayId, entry.stayId);
      if (entry.hasVisit) entry.enteredAt = enteredAt;
    },

    /** Closes and pays the visits of players who are gone; one that is being opened just now closes itself. */
    async leave(entries: readonly Entry[]): Promise<void> {
      if (live) await visits.close(live.id, entries);
    },

    /** The room is gone: nobody is counted any more. */
    stop(): void {
      isStopped = true;
    },
  };
}

/** Runs what is written of one visit one after the other, whatever becomes of each. */
function inTurn(entry: Entry, work: () => Promise<void>): Promise<void> {
  const done = entry.turn.then(work);
  entry.turn = done.catch(() => {});
  return done;
}
