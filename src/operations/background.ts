import type { Logger } from 'pino';
import { isDatabaseAway } from '#db/constraint.ts';
import type { Transact } from '#db/transact.ts';
import type { Attendance } from '#domain/events/attendance.ts';
import type { Events } from '#domain/events/events.ts';
import type { Outbox } from '#domain/outbox/outbox.ts';
import type { Again } from '#domain/outbox/tasks.ts';
import type { CallOffs } from '#domain/points/call-offs.ts';
import type { FollowUps } from '#domain/points/follow-ups.ts';
import type { Settlement } from '#domain/points/settlement.ts';
import type { Retention } from '#domain/retention/retention.ts';
import { startTaskRunner, type TaskRunner } from './task-runner.ts';

/** Visits are closed a minute after their last heartbeat: looking often keeps that a minute. */
const SWEEP_SECONDS = 1;
/** Seconds between two looks at what is kept no longer, and between two batches while there is more of it. */
const RETENTION = { everySeconds: 600, moreAfterSeconds: 1 };
/** The key of the one task that is about all visits, and of the one about all that is over. */
const ALL = 'all';

type Needs = {
  transact: Transact;
  outbox: Outbox;
  attendance: Attendance;
  events: Events;
  followUps: FollowUps;
  callOffs: CallOffs;
  retention: Retention;
  settlement: Settlement;
  log: Logger;
};

/**
 * What runs by itself: closing forgotten visits, ending events that nobody ended, asking about payments,
 * giving back what was paid to somebody who left, deleting what is kept no longer. Of several processes one does each.
 */
export async function startBackground(needs: Needs): Promise<TaskRunner> {
  const { transact, outbox, attendance, events, followUps, callOffs, settlement, retention, log } = needs;

  /** Sweeping goes on whatever fails once: it is never given up. */
  async function sweep(): Promise<Again> {
    try {
      await attendance.sweep();
    } catch (error) {
      if (!isDatabaseAway(error)) log.error({ err: error }, 'the sweeper failed');
    }
    return { againInSeconds: SWEEP_SECONDS };
  }

  /** Goes on whatever fails once, too. */
  async function purge(): Promise<Again> {
    try {
      const isMore = await retention.sweep();
      return { againInSeconds: isMore ? RETENTION.moreAfterSeconds : RETENTION.everySeconds };
    } catch (error) {
      if (!isDatabaseAway(error)) log.error({ err: error }, 'what is over could not be deleted');
      return { againInSeconds: RETENTION.everySeconds };
    }
  }

  await transact(async (tx) => {
    if (!(await outbox.has(tx, 'retention.sweep', ALL)))
      await outbox.enqueue(tx, 'retention.sweep', {}, { key: ALL });
    if (!(await outbox.has(tx, 'visits.sweep', ALL)))
      await outbox.enqueue(tx, 'visits.sweep', {}, { key: ALL });
    await events.expectEnds(tx);
    await followUps.expectPayments(tx);
  });
  return startTaskRunner({
    outbox,
    log,
    handlers: {
      'attendance.settle': attendance.settle,
      'event.end': ({ eventId }) => events.endAtLimit(eventId),
      'purchase.follow-up': ({ transactionId }) => followUps.ask(transactionId),
      'purchase.call-off': ({ transactionId }) => callOffs.carryOut(transactionId),
      'retention.sweep': purge,
      'purchase.settle': async ({ provider, paymentId }) =>
        void (await settlement.retry(provider, paymentId)),
      'visits.sweep': sweep,
    },
  });
}
