import type { Logger } from 'pino';
import { isDatabaseAway } from '#db/constraint.ts';
import type { Transact } from '#db/transact.ts';
import type { Attendance } from '#domain/events/attendance.ts';
import type { Events } from '#domain/events/events.ts';
import type { Outbox } from '#domain/outbox/outbox.ts';
import type { Again } from '#domain/outbox/tasks.ts';
import type { CallOffs } from '#domain/points/call-offs.ts';
import type { FollowUps } from '#domain/points/follow-ups.ts';
import { startTaskRunner, type TaskRunner } from './task-runner.ts';

/** Visits are closed a minute after their last heartbeat: looking often keeps that a minute. */
const SWEEP_SECONDS = 1;
/** The key of the one task that is about all visits. */
const ALL = 'all';

type Needs = {
  transact: Transact;
  outbox: Outbox;
  attendance: Attendance;
  events: Events;
  followUps: FollowUps;
  callOffs: CallOffs;
  log: Logger;
};

/**
 * What runs by itself: closing forgotten visits, ending events that nobody ended, asking about payments,
 * giving back what was paid to somebody who left. Of several
 * processes one does each.
 */
export async function startBackground(needs: Needs): Promise<TaskRunner> {
  const { transact, outbox, attendance, events, followUps, callOffs, log } = needs;

  /** Sweeping goes on whatever fails once: it is never given up. */
  async function sweep(): Promise<Again> {
    try {
      await attendance.sweep();
    } catch (error) {
      if (!isDatabaseAway(error)) log.error({ err: error }, 'the sweeper failed');
    }
    return { againInSeconds: SWEEP_SECONDS };
  }

  await transact(async (tx) => {
    if (!(await outbox.has(tx, 'visits.sweep', ALL)))
      await outbox.enqueue(tx, 'visits.sweep', {}, { key: ALL });
    await events.expectEnds(tx);
    await followUps.expectPayments(tx);
  });
  return startTaskRunner({
    outbox,
    log,
    handlers: {
      'event.end': ({ eventId }) => events.endAtLimit(eventId),
      'purchase.follow-up': ({ transactionId }) => followUps.ask(transactionId),
      'purchase.call-off': ({ transactionId }) => callOffs.carryOut(transactionId),
      'visits.sweep': sweep,
    },
  });
}
