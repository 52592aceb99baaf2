import type { Logger } from 'pino';
import { isDatabaseAway } from '#db/constraint.ts';
import type { Attendance } from '#domain/events/attendance.ts';
import type { Events } from '#domain/events/events.ts';

/** Visits are closed a minute after their last heartbeat: looking often keeps that a minute. */
const SWEEP_MS = 2_000;

type Needs = { attendance: Attendance; events: Events; log: Logger };

/** What runs by itself in every process: closing forgotten visits, and ending events that nobody ended. */
export function startBackground({ attendance, events, log }: Needs): { stop(): Promise<void> } {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();

  const sweep = async () => {
    try {
      await events.endOverdue();
      await attendance.sweep();
    } catch (error) {
      if (!isDatabaseAway(error)) log.error({ err: error }, 'the sweeper failed');
    }
  };
  const timer = setInterval(() => {
    running = running.then(() => (stopped ? undefined : sweep()));
  }, SWEEP_MS);

  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
