import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { oneAtATime } from './one-at-a-time.ts';

/** Work that takes a while, and writes down when it began and how many there were of it at once. */
function slowWork(takesMs: number) {
  const begun: number[] = [];
  let underWay = 0;
  let most = 0;
  const work = async () => {
    begun.push(performance.now());
    most = Math.max(most, ++underWay);
    await sleep(takesMs);
    underWay--;
  };
  return { work, begun, most: () => most };
}

/** Timers may be early by a millisecond. */
const ROUNDING_MS = 2;

test('DROP6 runs once more after the last call, never twice at once, and not more often than it may', async () => {
  const { work, begun, most } = slowWork(5);
  const ask = oneAtATime(work, 50);
  const calls: Promise<void>[] = [];
  for (let call = 0; call < 60; call++) {
    calls.push(ask());
    await sleep(3);
  }
  const lastAt = performance.now();
  const last = ask();
  await Promise.all([...calls, last]);
  expect(most()).toBe(1);
  expect(begun.at(-1)).toBeGreaterThanOrEqual(lastAt);
  begun.slice(1).forEach((at, index) => {
    expect(at - (begun[index] as number)).toBeGreaterThanOrEqual(50 - ROUNDING_MS);
  });
});

test('a single call runs at once, and who calls waits for what they asked for', async () => {
  const { work, begun } = slowWork(20);
  const ask = oneAtATime(work);
  const first = ask();
  expect(begun).toHaveLength(1);
  const second = ask();
  await Promise.all([first, second]);
  expect(begun).toHaveLength(2);
});

test('work that fails says so, and is done again when it is asked for', async () => {
  let tries = 0;
  const ask = oneAtATime(async () => {
    if (++tries === 1) throw new Error('away');
  });
  await expect(ask()).rejects.toThrow('away');
  await ask();
  expect(tries).toBe(2);
});
