/** After so many failed attempts a task is parked: with these pauses between nine hours and a working day later. */
export const ATTEMPTS = 20;

const FIRST_PAUSE_SECONDS = 10;
const LONGEST_PAUSE_SECONDS = 3_600;

/**
 * How long to wait after a failed attempt, in seconds: twice as long each time, up to an hour, less up to a half by
 * chance, so that what failed together is not tried together.
 * @param attempt which one has failed, from 1
 * @param chance from 0 to 1
 */
export function pauseAfter(attempt: number, chance: number): number {
  const longest = Math.min(FIRST_PAUSE_SECONDS * 2 ** (attempt - 1), LONGEST_PAUSE_SECONDS);
  return longest * (1 - chance / 2);
}
