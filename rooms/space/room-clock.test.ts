import { ClientState, Clock } from '@colyseus/core';
import { expect, test, vi } from 'vitest';
import { Bucket, playerBudgets } from './budgets.ts';
import { countMessage } from './guard-messages.ts';
import { muteNow } from './mutes.ts';
import { keepSteadyTime } from './room-clock.ts';

const HOUR_MS = 3_600_000;
const steps = [
  ['back', -HOUR_MS],
  ['ahead', HOUR_MS],
] as const;

/** Runs `work` with a time of day that it may set. */
async function withTimeOfDay(work: (step: (ms: number) => void) => void | Promise<void>): Promise<void> {
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    await work((ms) => vi.setSystemTime(Date.now() + ms));
  } finally {
    vi.useRealTimers();
  }
}

test.each(steps)('TIME1 a budget is what it was when the machine’s clock is set %s', (_, ms) =>
  withTimeOfDay((step) => {
    const bucket = new Bucket(playerBudgets.chat);
    const { burst } = playerBudgets.chat;
    expect(bucket.take(burst - 2)).toBe(true);
    step(ms);
    expect([bucket.take(2), bucket.take(2)]).toEqual([true, false]);
  }),
);

test.each(steps)(
  'TIME1 a room’s clock goes on, and its timers run once, when the machine’s is set %s',
  (_, ms) =>
    withTimeOfDay(async (step) => {
      const clock = new Clock();
      keepSteadyTime({ clock });
      let ran = 0;
      clock.setInterval(() => ran++, 50);
      step(ms);
      await new Promise((resolve) => setTimeout(resolve, 60));
      for (let n = 0; n < 5; n++) clock.tick();
      expect(clock.elapsedTime).toBeGreaterThanOrEqual(59);
      expect(clock.elapsedTime).toBeLessThan(60_000);
      expect(ran).toBeGreaterThanOrEqual(1);
      expect(ran).toBeLessThanOrEqual(Math.floor(clock.elapsedTime / 50));
    }),
);

test('TIME1 messages are counted by the second when the machine’s clock is set back', () =>
  withTimeOfDay(async (step) => {
    const clock = new Clock();
    const room = { clock, maxMessagesPerSecond: 3 };
    const client = { state: ClientState.JOINED, _messageCountResetsAt: 0, _numMessagesLastSecond: 0 };
    const count = () => countMessage(room as never, client as never);
    keepSteadyTime(room);
    while (count());
    step(-HOUR_MS);
    await new Promise((resolve) => setTimeout(resolve, 1_010));
    clock.tick();
    expect(count()).toBe(true);
  }));

test.each(steps)('TIME1 a mute lasts as long as it did when the machine’s clock is set %s', (_, ms) =>
  withTimeOfDay((step) => {
    const until = new Date(Date.now() + 60_000).toISOString();
    const terms = { reason: null, until };
    const muted = { mute: { terms, endsAtMs: performance.now() + 60_000 } };
    const over = { mute: { terms, endsAtMs: performance.now() } };
    step(ms);
    expect(muteNow(muted as never)).toEqual(terms);
    expect(muteNow(over as never)).toBeUndefined();
  }),
);
