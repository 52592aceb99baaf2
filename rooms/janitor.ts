import { type MatchMakerDriver, matchMaker } from '@colyseus/core';
import type { Attendance } from '#domain/events/attendance.ts';
import type { Processes } from './processes.ts';

/** How often all listings are looked through for rooms that nobody runs. Milliseconds. */
const SEARCH_EVERY_MS = 5_000;

type Needs = {
  processes: Processes;
  attendance: Attendance;
  /** The listing with everything in it, rooms of dead processes too. */
  driver: MatchMakerDriver;
  /** Who is where may have changed all at once. */
  onChange: () => void;
  /** We were silent for so long that others may have taken us for dead. */
  onReturn: () => void;
  report: (error: unknown) => void;
};

/** Keeps the listing of rooms true: ours are in it, and those of dead processes are not. */
export function createJanitor({ processes, attendance, driver, onChange, onReturn, report }: Needs) {
  let searchedAt = performance.now();
  let suspects = new Set<string>();

  /**
   * Removes what it found astray twice: a room may be listed a moment before it is there. A process that never signed is
   * left alone with its rooms: it may be one of an older version, or one that is just starting.
   */
  async function removeStrays(): Promise<void> {
    searchedAt = performance.now();
    const listed = await driver.query({});
    const silent = await processes.fellSilent([...new Set(listed.map(({ processId }) => processId))]);
    const isStray = ({ processId, roomId }: { processId: string; roomId: string }): boolean =>
      processId === matchMaker.processId ? !matchMaker.getLocalRoomById(roomId) : silent.has(processId);
    const strays = listed.filter(isStray).map(({ roomId }) => roomId);
    for (const roomId of strays) if (suspects.has(roomId)) await driver.remove(roomId);
    suspects = new Set(strays);
  }

  return {
    /** What Redis has lost of our rooms is told to it again. */
    beforeBeat: (): Promise<void> => matchMaker.restoreMissingRoomCaches(),

    async onBeat(wasSilent: boolean): Promise<void> {
      if (wasSilent) {
        await matchMaker.stats.persist(true);
        onChange();
        onReturn();
      }
      if (!wasSilent && performance.now() - searchedAt > SEARCH_EVERY_MS) await removeStrays();
    },

    /** A process is dead: so are its rooms, and who was in them is there no longer. */
    async onDeath(processId: string): Promise<void> {
      await driver.cleanup?.(processId);
      await matchMaker.stats.excludeProcess(processId);
      onChange();
      await attendance.abandon(processId).catch(report);
    },
  };
}
