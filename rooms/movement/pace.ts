import { type EventLoopUtilization, performance } from 'node:perf_hooks';

/** Movement goes out so often while there is time for it, and never less often than that. Milliseconds. */
export const FASTEST_TICK_MS = 50;
export const SLOWEST_TICK_MS = 200;
/** The process is looked at so often. Milliseconds. */
const LOOK_EVERY_MS = 1_000;
/** Above this share of its time in use a process slows its movement, below that it quickens it again. */
const BUSY_SHARE = 0.9;
const EASY_SHARE = 0.7;
const SLOWER = 1.25;
const QUICKER = 0.9;

export type Pace = ReturnType<typeof createPace>;

/** The tick that follows on one during which a process was in use for such a share of the time. Milliseconds. */
export function nextTickMs(tickMs: number, usedShare: number): number {
  if (usedShare > BUSY_SHARE) return Math.min(SLOWEST_TICK_MS, tickMs * SLOWER);
  if (usedShare < EASY_SHARE) return Math.max(FASTEST_TICK_MS, tickMs * QUICKER);
  return tickMs;
}

/**
 * How often the rooms of a process send movement. Under load it gets slower, for all of them alike: what is left
 * of the time belongs to the state and to what players say, which are never slowed.
 */
export function createPace(
  utilization: () => EventLoopUtilization = () => performance.eventLoopUtilization(),
) {
  let tickMs = FASTEST_TICK_MS;
  let lookedAt = performance.now();
  let before = utilization();

  return {
    /** The time from one tick to the next. Milliseconds. */
    tickMs(): number {
      const now = performance.now();
      if (now - lookedAt < LOOK_EVERY_MS) return tickMs;
      const after = utilization();
      const active = after.active - before.active;
      const idle = after.idle - before.idle;
      tickMs = nextTickMs(tickMs, active / Math.max(1, active + idle));
      lookedAt = now;
      before = after;
      return tickMs;
    },
  };
}
