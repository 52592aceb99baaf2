import { expect, test } from 'vitest';
import { createPace, FASTEST_TICK_MS, nextTickMs, SLOWEST_TICK_MS } from './pace.ts';

test('MOV10 a busy process slows its movement step by step, down to five times a second', () => {
  let tickMs = FASTEST_TICK_MS;
  const seen = Array.from({ length: 10 }, () => (tickMs = nextTickMs(tickMs, 0.97)));
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(seen.at(-1)).toBe(SLOWEST_TICK_MS);
});

test('MOV10 a process with time to spare quickens it again, up to twenty times a second', () => {
  let tickMs = SLOWEST_TICK_MS;
  for (let look = 0; look < 20; look += 1) tickMs = nextTickMs(tickMs, 0.5);
  expect(tickMs).toBe(FASTEST_TICK_MS);
});

test('MOV10 between both it stays as it is', () => {
  expect(nextTickMs(100, 0.8)).toBe(100);
});

test('MOV10 is not looked at more often than once a second', () => {
  let looks = 0;
  const pace = createPace(() => {
    looks += 1;
    return { active: 0, idle: 0, utilization: 0 };
  });
  for (let tick = 0; tick < 100; tick += 1) expect(pace.tickMs()).toBe(FASTEST_TICK_MS);
  expect(looks).toBe(1);
});
