import { expect, test, vi } from 'vitest';
import { policies } from '#http/limits/policies.ts';
import { createLocalCounters } from './counters.ts';
import { createWindows } from './windows.ts';

const HOUR_MS = 3_600_000;

test('HTTP5 a window counts from the first that is taken to its end, and then begins anew', () => {
  let now = 0;
  const windows = createWindows(60, () => now);
  expect(windows.take('a', 1)).toEqual({ taken: 1, msLeft: 60_000 });
  now = 20_000;
  expect(windows.take('a', 15)).toEqual({ taken: 16, msLeft: 40_000 });
  expect(windows.take('b', 1)).toEqual({ taken: 1, msLeft: 60_000 });
  windows.giveBack('a');
  windows.giveBack('nobody');
  now = 59_999;
  expect(windows.take('a', 1)).toEqual({ taken: 16, msLeft: 1 });
  now = 60_000;
  windows.giveBack('a');
  expect(windows.take('a', 1)).toEqual({ taken: 1, msLeft: 60_000 });
  expect(windows.take('b', 1)).toEqual({ taken: 2, msLeft: 20_000 });
});

test.each([
  ['back', -HOUR_MS],
  ['ahead', HOUR_MS],
])(
  'TIME1 a limit neither begins anew nor holds longer when the machine\u2019s clock is set %s',
  async (_, step) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const { quota, windowSeconds } = policies.credentials;
      const counters = createLocalCounters();
      for (let n = 0; n < quota; n++) await counters.take('credentials', 'somebody');
      vi.setSystemTime(Date.now() + step);
      const { isExceeded, resetSeconds } = await counters.take('credentials', 'somebody');
      expect(isExceeded).toBe(true);
      expect(resetSeconds).toBeLessThanOrEqual(windowSeconds);
    } finally {
      vi.useRealTimers();
    }
  },
);
