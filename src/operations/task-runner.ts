import { AsyncResource } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { isDatabaseAway } from '#db/constraint.ts';
import type { Outbox, OutboxCounts, Places } from '#domain/outbox/outbox.ts';
import { ATTEMPTS, reasonOf } from '#domain/outbox/outbox-rules.ts';
import type { Again, ClaimedTask, TaskHandler, TaskHandlers, TaskKind } from '#domain/outbox/tasks.ts';

export type TaskRunner = {
  /** What was in the outbox when it was last counted; undefined while that cannot be known. */
  counts(): OutboxCounts | undefined;
  /** Takes nothing more, and waits for what is under way. What is not done by then another process does. */
  stop(): Promise<void>;
};

/**
 * Each kind has places of its own, so that a provider that does not answer keeps no event from ending. A lease is
 * longer than its task takes: Stripe is waited for some 20 seconds.
 */
const LANES: Record<TaskKind, { places: number; leaseSeconds: number }> = {
  'event.end': { places: 2, leaseSeconds: 60 },
  'purchase.follow-up': { places: 4, leaseSeconds: 60 },
  'purchase.call-off': { places: 2, leaseSeconds: 60 },
  'retention.sweep': { places: 1, leaseSeconds: 120 },
  'attendance.settle': { places: 2, leaseSeconds: 60 },
  'purchase.settle': { places: 1, leaseSeconds: 60 },
  'visits.sweep': { places: 1, leaseSeconds: 15 },
};

/** How late a task may be begun that becomes due, or whose process has ended. */
const LOOK_MS = 2_000;
const COUNT_MS = 30_000;
/** A stop does not wait longer than this for tasks that are under way. */
const STOP_WAIT_MS = 10_000;

type Needs = {
  outbox: Outbox;
  handlers: TaskHandlers;
  log: Pick<Logger, 'error' | 'warn'>;
  lanes?: typeof LANES;
};

/** Does the tasks of the outbox: those of this process as soon as they are committed, all others when they are due. */
export function startTaskRunner({ outbox, handlers, log, lanes = LANES }: Needs): TaskRunner {
  const underWay = new Set<{ kind: TaskKind; ended: Promise<void> }>();
  let counted: OutboxCounts | undefined;
  let looking: Promise<void> | undefined;
  let isAskedAgain = false;
  let isStopped = false;

  const complain = (error: unknown) => {
    if (!isStopped && !isDatabaseAway(error)) log.error({ err: error }, 'the outbox failed');
  };

  const placesLeft = (kind: TaskKind): number =>
    lanes[kind].places - [...underWay].filter((task) => task.kind === kind).length;

  async function take(): Promise<void> {
    const free: Places[] = kindsOf(lanes)
      .map((kind) => ({ ...lanes[kind], kind, places: placesLeft(kind) }))
      .filter(({ places }) => places > 0);
    for (const task of await outbox.claim(free)) begin(task);
  }

  function begin(task: ClaimedTask): void {
    const ended = attempt(task).finally(() => {
      underWay.delete(taken);
      look();
    });
    const taken = { kind: task.kind, ended };
    underWay.add(taken);
  }

  async function attempt(task: ClaimedTask): Promise<void> {
    try {
      if (task.unreadable) throw new Error('The payload of the task cannot be read.');
      if (task.attempt > ATTEMPTS) throw new Error('Whatever process began it ended before it was done.');
      const next = await handle(handlers, task);
      await (next ? outbox.again(task, next.againInSeconds) : outbox.done(task));
    } catch (error) {
      await fail(task, error).catch(complain);
    }
  }

  async function fail(task: ClaimedTask, error: unknown): Promise<void> {
    const { kind, payload, attempt } = task;
    const isParked = await outbox.failed(task, reasonOf(error));
    const details = { err: error, kind, payload, attempt };
    if (isParked) log.error(details, 'a task is given up');
    else if (!isDatabaseAway(error)) log.warn(details, 'a task failed, and is tried again later');
  }

  /** One look at a time; whoever asks meanwhile gets another one after it. */
  function look(): void {
    if (isStopped) return;
    isAskedAgain = looking !== undefined;
    looking ??= take()
      .catch(complain)
      .finally(() => {
        looking = undefined;
        if (isAskedAgain) look();
      });
  }

  async function count(): Promise<void> {
    counted = await outbox.counts().catch((error) => void complain(error));
  }

  // Not in the context of the request or the transaction that a task follows from.
  outbox.onDue(AsyncResource.bind(look));
  const timers = [setInterval(look, LOOK_MS), setInterval(() => void count(), COUNT_MS)];
  look();
  void count();

  return {
    counts: () => counted,
    async stop() {
      isStopped = true;
      for (const timer of timers) clearInterval(timer);
      await looking;
      const all = Promise.all([...underWay].map(({ ended }) => ended));
      await Promise.race([all, sleep(STOP_WAIT_MS, undefined, { ref: false })]);
    },
  };
}

const kindsOf = (lanes: typeof LANES) => Object.keys(lanes) as TaskKind[];

/** A task goes to the handler of its kind, which the compiler cannot follow through the union. */
const handle = (handlers: TaskHandlers, { kind, payload }: ClaimedTask): Promise<Again | undefined> =>
  (handlers[kind] as TaskHandler<TaskKind>)(payload as never);
