import type { Attendance } from '#domain/events/attendance.ts';
import { inBatches } from '#domain/in-batches.ts';
import { type Entry, type Roster, stayOf } from './roster.ts';

/** What is written waits a little longer than what is read. A thousand who come within ten seconds are forty batches. */
const TOGETHER = { everyMs: 250, most: 500 };

type Needs = {
  attendance: Attendance;
  roster: Roster;
  /** The event that is live. */
  live: () => { id: number } | undefined;
};

export type Visits = ReturnType<typeof createVisits>;

/** The stays whose visit could not be opened, with the reason. */
type Refused = Map<string, unknown>;

type Closing = { eventId: number; stayId: string };

/** The visits of the players in a room. What many do at once, a crowd that comes or a network that fails, is written at once. */
export function createVisits({ attendance, roster, live }: Needs) {
  /** Opens what is missing at the live event. Who is gone by the time that it is open has it closed. */
  async function open(entries: readonly Entry[]): Promise<Refused> {
    const event = live();
    const without = entries.filter((entry) => !entry.hasVisit);
    if (!event || without.length === 0) return new Map();
    const refused = await attendance.open(event.id, without.map(stayOf));
    for (const entry of without) entry.hasVisit = !refused.has(entry.stayId);
    await close(
      event.id,
      without.filter((entry) => roster.get(entry.sessionId) !== entry),
    );
    return refused;
  }

  const openTogether = inBatches(async (entries: Entry[]) => {
    const refused = await open(entries);
    return entries.map(({ stayId }) => refused.get(stayId));
  }, TOGETHER);

  const closeTogether = inBatches(async (closing: Closing[]) => {
    const failed = new Map<number, unknown>();
    for (const [eventId, visits] of Map.groupBy(closing, (visit) => visit.eventId)) {
      const stayIds = visits.map(({ stayId }) => stayId);
      await attendance.close(eventId, stayIds).catch((error) => failed.set(eventId, error));
    }
    return closing.map(({ eventId }) => failed.get(eventId));
  }, TOGETHER);

  const dropTogether = inBatches(async (stayIds: string[]) => {
    await attendance.drop(stayIds);
    return stayIds;
  }, TOGETHER);

  const resumeTogether = inBatches(async (stayIds: string[]) => {
    const resumed = await attendance.resume(stayIds);
    return stayIds.map((stayId) => resumed.has(stayId));
  }, TOGETHER);

  /** Closes and pays the visits of these players. */
  async function close(eventId: number, entries: readonly Entry[]): Promise<void> {
    const visiting = entries.filter((entry) => entry.hasVisit);
    for (const entry of visiting) entry.hasVisit = false;
    await Promise.all(
      visiting.map(async ({ stayId }) => throwIfFailed(await closeTogether({ eventId, stayId }))),
    );
  }

  return {
    /** Of everybody here, whether they have one or not. Who gets none is tried again with the next heartbeat. */
    open,
    close,

    /** Of one who comes in: resolves when their visit is committed, or there is no live event to visit. */
    async openOne(entry: Entry): Promise<void> {
      if (live()) throwIfFailed(await openTogether(entry));
    },

    drop: (entry: Entry): Promise<unknown> => dropTogether(entry.stayId),
    /** False where the visit did not wait. */
    resume: (entry: Entry): Promise<boolean> => resumeTogether(entry.stayId),
  };
}

/** Of those whom a batch serves, each fails for themselves. */
function throwIfFailed(error: unknown): void {
  if (error !== undefined) throw error;
}
