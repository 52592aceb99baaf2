/** After so many failed attempts a task is parked: with these pauses between nine hours and a working day later. */
export const ATTEMPTS = 20;

export const FIRST_PAUSE_SECONDS = 10;
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

/** What is kept of why a task failed, in characters. */
const REASON_LENGTH = 500;

/**
 * The reason of a failure, to be kept with its task. Of a message the first line: those after it have the values of a
 * statement, which are not to be kept. The causes say what the database refused.
 */
export function reasonOf(error: unknown): string {
  const lines: string[] = [];
  for (let cause = error, depth = 0; cause !== undefined && depth < 5; depth++) {
    lines.push(String(cause).split('\n', 1)[0] ?? '');
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return lines.reverse().join(' < ').replaceAll('\0', '').slice(0, REASON_LENGTH);
}
