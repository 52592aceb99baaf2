import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { outboxTasks } from '#db/schema/index.ts';
import { createTransact } from '#db/transact.ts';
import { createManualClock, type ManualClock } from '#test/attendance/manual-clock.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { createOutbox, type Outbox, type TaskOptions } from './outbox.ts';
import { ATTEMPTS } from './outbox-rules.ts';
import type { ClaimedTask } from './tasks.ts';

/* The outbox on a clock that stands until it is set: nothing here waits. */

const BEGAN = Date.UTC(2030, 0, 1);
const LEASE = 60;

let t: TestDatabase;
let clock: ManualClock;
let outbox: Outbox;

beforeAll(async () => {
  t = await openTestDatabase();
});
beforeEach(async () => {
  await t.database.db.delete(outboxTasks);
  clock = createManualClock(BEGAN);
  outbox = createOutbox({ database: t.database, clock });
});
afterAll(() => t.close());

const after = (seconds: number) => clock.set(BEGAN + seconds * 1000);
const inSeconds = (seconds: number) => sql`${clock.now} + make_interval(secs => ${seconds})`;
const transact: ReturnType<typeof createTransact> = (work) =>
  createTransact(t.database.db, (error) => {
    throw error;
  })(work);

const enqueue = (eventId: number, options?: TaskOptions) =>
  transact((tx) => outbox.enqueue(tx, 'event.end', { eventId }, options));
const claim = (places = 10, from = outbox) =>
  from.claim([{ kind: 'event.end', places, leaseSeconds: LEASE }]);
const numbers = (tasks: ClaimedTask[]) =>
  tasks.map(({ payload }) => (payload as { eventId: number }).eventId);
const stored = () => t.database.db.select().from(outboxTasks);

async function claimOne(): Promise<ClaimedTask> {
  const [task, ...others] = await claim();
  expect(others).toEqual([]);
  return task as ClaimedTask;
}

describe('a task', () => {
  test('OBX1 is there with the commit, and not without it', async () => {
    const broken = new Error('nothing of this');
    await expect(
      transact(async (tx) => {
        await outbox.enqueue(tx, 'event.end', { eventId: 1 });
        throw broken;
      }),
    ).rejects.toBe(broken);
    expect(await stored()).toEqual([]);
    await enqueue(2);
    expect(numbers(await claim())).toEqual([2]);
  });

  test('OBX2 is there when it is due, the oldest first', async () => {
    await enqueue(30, { due: inSeconds(30) });
    await enqueue(20, { due: inSeconds(20) });
    expect(await claim()).toEqual([]);
    after(19.999);
    expect(await claim()).toEqual([]);
    after(31);
    expect(numbers(await claim(1))).toEqual([20]);
    expect(numbers(await claim(1))).toEqual([30]);
  });

  test('OBX2 wakes who does it after the commit, if it is due', async () => {
    let woken = 0;
    outbox.onDue(() => woken++);
    await transact(async (tx) => {
      await outbox.enqueue(tx, 'event.end', { eventId: 1 });
      expect(woken).toBe(0);
    });
    expect(woken).toBe(1);
    await enqueue(2, { due: inSeconds(1) });
    expect(woken).toBe(1);
  });

  test('OBX3 is taken once, however many try at the same time', async () => {
    for (let eventId = 1; eventId <= 40; eventId++) await enqueue(eventId);
    const other = createOutbox({ database: t.database, clock });
    const taken = await Promise.all(Array.from({ length: 30 }, (_, n) => claim(3, n % 2 ? other : outbox)));
    const later = await claim(40);
    expect(numbers([...taken.flat(), ...later]).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 40 }, (_, n) => n + 1),
    );
  });

  test('OBX3 is gone when it is done, and due again when it is said to be', async () => {
    await enqueue(1);
    await outbox.again(await claimOne(), 5);
    after(4.9);
    expect(await claim()).toEqual([]);
    after(5);
    const task = await claimOne();
    expect(task.attempt).toBe(1);
    await outbox.done(task);
    expect(await stored()).toEqual([]);
  });

  test('OBX8 is taken where there is a place for its kind, and not where another kind has places', async () => {
    await enqueue(1);
    await enqueue(2);
    await transact((tx) => outbox.enqueue(tx, 'visits.sweep', {}));
    const sweeps = { kind: 'visits.sweep', places: 3, leaseSeconds: LEASE } as const;
    expect(await outbox.claim([sweeps])).toMatchObject([{ kind: 'visits.sweep' }]);
    expect(await outbox.claim([sweeps])).toEqual([]);
    expect(numbers(await claim())).toEqual([1, 2]);
  });

  test('OBX4 is another one’s when its lease is over, and who had it ends nothing', async () => {
    await enqueue(1);
    const first = await claimOne();
    after(LEASE - 0.001);
    expect(await claim()).toEqual([]);
    after(LEASE);
    const second = await claimOne();
    expect(second).toMatchObject({ id: first.id, attempt: 2 });
    const before = await stored();
    await outbox.done(first);
    await outbox.again(first, 1);
    expect(await outbox.failed(first, 'too late')).toBe(false);
    expect(await stored()).toEqual(before);
    await outbox.done(second);
    expect(await stored()).toEqual([]);
  });

  test('OBX5 that fails waits, and keeps why until it goes well', async () => {
    await enqueue(1);
    expect(await outbox.failed(await claimOne(), 'no route to host')).toBe(false);
    expect(await stored()).toMatchObject([{ lastError: 'no route to host', leasedUntil: null }]);
    after(4.9);
    expect(await claim()).toEqual([]);
    after(10);
    await outbox.failed(await claimOne(), 'again');
    after(10 + 9.9);
    expect(await claim()).toEqual([]);
    after(10 + 20);
    const third = await claimOne();
    expect(third.attempt).toBe(3);
    await outbox.again(third, 60);
    expect(await stored()).toMatchObject([{ lastError: null, attempts: 0 }]);
  });

  test(`OBX6 is parked after ${ATTEMPTS} attempts, and an operator can have it tried again`, async () => {
    await enqueue(1, { key: 'one' });
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      after(attempt * 3_600);
      expect(await outbox.failed(await claimOne(), `attempt ${attempt}`)).toBe(attempt === ATTEMPTS);
    }
    after(1_000_000);
    expect(await claim()).toEqual([]);
    expect(await stored()).toMatchObject([{ lastError: `attempt ${ATTEMPTS}`, parkedAt: expect.any(Date) }]);
    expect(await outbox.counts()).toEqual({ waiting: 0, parked: 1, failing: 0, lateSeconds: 0 });
    await t.database.db.execute(sql`update outbox_tasks set parked_at = null, attempts = 0`);
    expect(numbers(await claim())).toEqual([1]);
  });
});

describe('a task with a key', () => {
  test('OBX7 is one, due at the earliest time', async () => {
    for (const seconds of [50, 20, 40]) await enqueue(1, { key: 'one', due: inSeconds(seconds) });
    await enqueue(2, { key: 'two', due: inSeconds(50) });
    after(20);
    await outbox.done(await claimOne());
    after(50);
    expect(numbers(await claim())).toEqual([2]);
  });

  test('OBX7 is one, also when it is asked for many times at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => enqueue(1, { key: 'one' })));
    expect(await stored()).toHaveLength(1);
  });

  test('OBX7 is done again if it is asked for while it is done', async () => {
    await enqueue(1, { key: 'one' });
    const first = await claimOne();
    await enqueue(1, { key: 'one' });
    expect(await claim()).toEqual([]);
    await outbox.done(first);
    after(LEASE);
    await outbox.done(await claimOne());
    expect(await stored()).toEqual([]);
  });

  test('OBX7 that is parked stands in nobody’s way', async () => {
    await enqueue(1, { key: 'one' });
    await t.database.db.execute(sql`update outbox_tasks set parked_at = now()`);
    expect(await transact((tx) => outbox.has(tx, 'event.end', 'one'))).toBe(false);
    await enqueue(2, { key: 'one' });
    expect(numbers(await claim())).toEqual([2]);
  });

  test('without one, each counts for itself', async () => {
    await enqueue(1);
    await enqueue(1);
    expect(numbers(await claim())).toEqual([1, 1]);
  });
});

test('OBX6 counts tell what waits, what is parked, and how late the oldest is', async () => {
  expect(await outbox.counts()).toEqual({ waiting: 0, parked: 0, failing: 0, lateSeconds: 0 });
  await enqueue(1);
  await enqueue(2, { due: inSeconds(30) });
  after(20);
  expect(await outbox.counts()).toEqual({ waiting: 2, parked: 0, failing: 0, lateSeconds: 20 });
  await outbox.done(await claimOne());
  after(45);
  expect(await outbox.counts()).toEqual({ waiting: 1, parked: 0, failing: 0, lateSeconds: 15 });
  await claimOne();
  expect(await outbox.counts()).toEqual({ waiting: 1, parked: 0, failing: 0, lateSeconds: 0 });
});

test('OBX15 a task that retries is written once, with why it failed, and not beside one that is parked', async () => {
  const again = { key: 'one', reason: 'Error: refused' };
  const retry = () => transact((tx) => outbox.enqueueOnce(tx, 'event.end', { eventId: 1 }, again));
  await retry();
  await retry();
  expect(await stored()).toMatchObject([{ lastError: 'Error: refused', attempts: 0 }]);
  expect(await outbox.counts()).toEqual({ waiting: 1, parked: 0, failing: 1, lateSeconds: 0 });
  expect(await claim()).toEqual([]);
  after(10);
  expect(numbers(await claim())).toEqual([1]);
  await t.database.db.execute(sql`update outbox_tasks set parked_at = now()`);
  await retry();
  expect(await stored()).toHaveLength(1);
});

test('OBX8 a task whose payload cannot be read is claimed with the others, and fails alone', async () => {
  await enqueue(1);
  await enqueue(2);
  await t.database.db.execute(sql`update outbox_tasks set payload = '{' where payload like '%1%'`);
  const claimed = await claim();
  const unreadable = claimed.filter((task) => task.unreadable);
  expect([claimed.length, unreadable.length]).toEqual([2, 1]);
});
