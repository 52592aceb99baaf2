import { sql } from 'drizzle-orm';
import type { Clock } from '#domain/clock.ts';

export type ManualClock = Clock & { set(milliseconds: number): void; iso(): string };

/** A clock that stands until it is set. */
export function createManualClock(start: number): ManualClock {
  let time = start;
  const iso = () => new Date(time).toISOString();
  return {
    get now() {
      return sql`${iso()}::timestamptz`;
    },
    iso,
    set: (milliseconds) => {
      time = milliseconds;
    },
  };
}
