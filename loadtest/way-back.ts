import { pause } from './pause.ts';

/** Close codes after which a client comes in anew with `joinOrCreate` (docs/protocol.md, Close codes). */
const COMES_BACK_AFTER = new Set<number>([
  4003, // The SDK gave up: the seat is gone.
  4010, // The server process stops.
  4106, // The instance was emptied, and the seat elsewhere was not taken.
]);

/** Refusals that asking again does not change: not signed in, banned, no such space. */
const FINAL_STATUSES = new Set<number>([401, 403, 409]);

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

export const comesBackAfter = (code: number): boolean => COMES_BACK_AFTER.has(code);

/**
 * Tries `join` until it succeeds, each time after a longer pause; gives up once `isOver`, or where the refusal is final.
 * Reports whether it succeeded.
 */
export async function joinAgain(join: () => Promise<void>, isOver: () => boolean): Promise<boolean> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)) {
    // Not all clients of a server that is gone at the same moment.
    await pause(pauseMs * (0.5 + Math.random()));
    if (isOver()) return false;
    try {
      await join();
      return true;
    } catch (error) {
      const { code } = error as { code?: number };
      if (code !== undefined && FINAL_STATUSES.has(code)) return false;
    }
  }
}
