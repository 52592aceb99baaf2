/** `serverTime` of a frame counts to this and begins again at 0. Milliseconds. */
const WRAPS_AT_MS = 2 ** 32;
/** The smallest difference of the last seconds counts: a frame that came late says nothing about the clock. */
const REMEMBERED_SECONDS = 5;
/** An estimate that falls back is waited for, but not for longer than that: then the clock itself was wrong. */
const WAITED_FOR_MS = 1_000;

export type ServerClock = ReturnType<typeof createServerClock>;

/**
 * The clock of a room as frames tell it. Times of the room are milliseconds since it was created and do not wrap
 * here; local times are milliseconds of any clock that only goes forward.
 */
export function createServerClock() {
  let latest: number | undefined;
  let now = Number.NEGATIVE_INFINITY;
  /** The smallest difference of local and server time in each of the last seconds in which a frame came. */
  const smallest: { second: number; differenceMs: number }[] = [];

  /** Of all times with these 32 bits the one that is nearest to the latest. */
  function unwrap(serverTime: number): number {
    if (latest === undefined) return serverTime;
    return latest + ((serverTime - (latest % WRAPS_AT_MS)) | 0);
  }

  return {
    /** Takes the `serverTime` of a frame that came at `localMs`; answers with it unwrapped, never less than before. */
    heard(serverTime: number, localMs: number): number {
      latest = Math.max(latest ?? 0, unwrap(serverTime));
      const second = Math.floor(localMs / 1000);
      const differenceMs = localMs - latest;
      const newest = smallest.at(-1);
      if (newest && newest.second >= second)
        newest.differenceMs = Math.min(newest.differenceMs, differenceMs);
      else smallest.push({ second, differenceMs });
      while ((smallest[0]?.second as number) <= second - REMEMBERED_SECONDS) smallest.shift();
      return latest;
    },

    /** What time it is in the room, undefined before the first frame. Never goes back by less than a second. */
    at(localMs: number): number | undefined {
      if (smallest.length === 0) return undefined;
      const estimate = localMs - Math.min(...smallest.map(({ differenceMs }) => differenceMs));
      if (estimate > now || now - estimate > WAITED_FOR_MS) now = estimate;
      return now;
    },
  };
}
