import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { outboxTasks } from '#db/schema/index.ts';
import { createTransact } from '#db/transact.ts';
import { databaseClock } from '#domain/clock.ts';
import { createOutbox, type Outbox } from '#domain/outbox/outbox.ts';
import { ATTEMPTS } from '#domain/outbox/outbox-rules.ts';
import type { TaskHandlers } from '#domain/outbox/tasks.ts';
import { until } from '#test/clients.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { startTaskRunner, type TaskRunner } from './task-runner.ts';

/* Runners as processes have them, on the database's own clock; a test moves what is due, not the time. */

let t: TestDatabase;
let running: TaskRunner[] = [];

beforeAll(async () => {
  t = await openTestDatabase();
});
beforeEach(() => t.database.db.delete(outboxTasks));
afterEach(async () => {
  for (const runner of running) await runner.stop();
  running = [];
});
afterAll(() => t.close());

const transact: ReturnType<typeof createTransact> = (work) =>
  createTransact(t.database.db, console.error)(work);

/** One process: its outbox, its runner with these handlers, and what it logged. */
function startProcess(handlers: Partial<TaskHandlers>) {
  const outbox = createOutbox({ database: t.database, clock: databaseClock });
  const logged: string[] = [];
  const nothing = async () => undefined;
  const runner = startTaskRunner({
    outbox,
    handlers: {
      'attendance.settle': nothing,
      'event.end': nothing,
      'purchase.follow-up': nothing,
      'purchase.settle': nothing,
      'purchase.call-off': nothing,
      'retention.sweep': nothing,
      'visits.sweep': nothing,
      ...handlers,
    },
    log: pino({ level: 'warn' }, { write: (line: string) => void logged.push(JSON.parse(line).msg) }),
  });
  running.push(runner);
  return { outbox, runner, logged };
}

const enqueue = (outbox: Outbox, eventId: number) =>
  transact((tx) => outbox.enqueue(tx, 'event.end', { eventId }));
const stored = () => t.database.db.select().from(outboxTasks);
const isEmpty = async () => (await stored()).length === 0;

/** Resolves from outside. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

test('OBX3 two processes do a hundred tasks, each once', async () => {
  const done: number[] = [];
  const handlers: Partial<TaskHandlers> = {
    'event.end': async ({ eventId }) => void done.push(eventId) as undefined,
  };
  const [one, two] = [startProcess(handlers), startProcess(handlers)];
  await Promise.all(Array.from({ length: 100 }, (_, n) => enqueue(n % 2 ? one.outbox : two.outbox, n)));
  await until('all are done', isEmpty);
  expect(done.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, n) => n));
});

test('OBX2 OBX3 a task that is to be done again is, and one of another process is found', async () => {
  const seen: number[] = [];
  startProcess({
    'event.end': async ({ eventId }) => {
      seen.push(eventId);
      return seen.length < 3 ? { againInSeconds: 0.2 } : undefined;
    },
  });
  await enqueue(createOutbox({ database: t.database, clock: databaseClock }), 7);
  await until('it is done', isEmpty);
  expect(seen).toEqual([7, 7, 7]);
});

test('OBX5 a task that fails is tried again, and what failed is kept without the values', async () => {
  let attempts = 0;
  const { outbox, logged } = startProcess({
    'event.end': async () => {
      if (++attempts === 1) throw new Error('no route to host\nparams: secret');
      return undefined;
    },
  });
  await enqueue(outbox, 1);
  await until('it failed', async () => (await stored())[0]?.lastError);
  expect(await stored()).toMatchObject([
    { lastError: 'Error: no route to host', attempts: 1, leasedUntil: null },
  ]);
  await t.database.db.execute(sql`update outbox_tasks set due_at = now()`);
  await until('it is done', isEmpty);
  expect(attempts).toBe(2);
  expect(logged).toEqual(['a task failed, and is tried again later']);
});

test('OBX6 the last attempt parks a task, which is logged', async () => {
  const { outbox, logged } = startProcess({ 'event.end': () => Promise.reject(new Error('never')) });
  await t.database.db.execute(sql`insert into outbox_tasks (kind, payload, due_at, attempts)
    values ('event.end', '{"eventId":1}', now(), ${ATTEMPTS - 1})`);
  await until('it is parked', async () => (await outbox.counts()).parked === 1);
  await until('it is logged', () => logged.length > 0);
  expect(logged).toEqual(['a task is given up']);
});

test('OBX6 a task that took its process with it each time is parked, and not begun', async () => {
  let begun = 0;
  const { outbox } = startProcess({ 'event.end': async () => void begun++ as undefined });
  await t.database.db.execute(sql`insert into outbox_tasks (kind, payload, due_at, leased_until, attempts)
    values ('event.end', '{"eventId":1}', now(), now(), ${ATTEMPTS})`);
  await until('it is parked', async () => (await outbox.counts()).parked === 1);
  expect(begun).toBe(0);
});

test('OBX8 tasks that hang keep those of another kind from nothing', async () => {
  const { open, opened } = gate();
  let asked = 0;
  let ended = 0;
  const { outbox } = startProcess({
    'purchase.follow-up': async () => {
      asked++;
      await opened;
      return undefined;
    },
    'event.end': async () => void ended++ as undefined,
  });
  await transact(async (tx) => {
    for (let n = 0; n < 20; n++) await outbox.enqueue(tx, 'purchase.follow-up', { transactionId: `${n}` });
  });
  await until('the places are taken', () => asked > 0);
  for (let n = 0; n < 5; n++) await enqueue(outbox, n);
  await until('the others are done', () => ended === 5);
  expect(asked).toBeLessThan(20);
  open();
  await until('all are done', isEmpty);
  expect(asked).toBe(20);
});

test('OBX9 a stop waits for what is under way, and leaves the rest to others', async () => {
  const { open, opened } = gate();
  const begun: number[] = [];
  const { outbox, runner } = startProcess({
    'event.end': async ({ eventId }) => {
      begun.push(eventId);
      await opened;
      return undefined;
    },
  });
  for (let n = 0; n < 5; n++) await enqueue(outbox, n);
  await until('some are under way', () => begun.length === 2);
  let isStopped = false;
  const stopped = runner.stop().then(() => {
    isStopped = true;
  });
  await enqueue(outbox, 5);
  expect(isStopped).toBe(false);
  open();
  await stopped;
  expect(begun).toHaveLength(2);
  expect(await stored()).toHaveLength(4);

  startProcess({});
  await until('another one does them', isEmpty);
});
