import type { Room } from '@colyseus/core';

/**
 * Puts a room's clock on the process's monotonic clock. Colyseus reads the time of day and counts messages per second by
 * it: after the machine's clock was set back by an hour, a room would refuse every message for an hour.
 */
export function keepSteadyTime({ clock }: Pick<Room, 'clock'>): void {
  // `now` is protected in the types alone.
  (clock as unknown as { now: () => number }).now = () => performance.now();
  clock.start();
}
