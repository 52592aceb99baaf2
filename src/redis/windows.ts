/** What was taken in the window of a key that is running. */
export type Window = { taken: number; msLeft: number };

/** Counts by key in fixed windows, each of which begins with the first that is taken. */
export type Windows = {
  take(key: string, cost: number): Window;
  /** Gives back one that was taken; nothing where its window is over. */
  giveBack(key: string): void;
};

/**
 * Windows of this process, on its monotonic clock: changing the time of day neither ends one nor prolongs one, and the
 * seconds to wait that clients are told stay true.
 */
export function createWindows(windowSeconds: number, now: () => number = () => performance.now()): Windows {
  const lengthMs = windowSeconds * 1000;
  const windows = new Map<string, { taken: number; endsAt: number }>();

  const running = (key: string) => {
    const window = windows.get(key);
    return window && window.endsAt > now() ? window : undefined;
  };

  /** Windows are begun in the order in which they end: the first ones of the map are those that are over. */
  function forgetThoseOver(): void {
    for (const [key, { endsAt }] of windows) {
      if (endsAt > now()) return;
      windows.delete(key);
    }
  }

  function begin(key: string) {
    forgetThoseOver();
    const window = { taken: 0, endsAt: now() + lengthMs };
    windows.delete(key);
    windows.set(key, window);
    return window;
  }

  return {
    take(key, cost) {
      const window = running(key) ?? begin(key);
      window.taken += cost;
      return { taken: window.taken, msLeft: window.endsAt - now() };
    },
    giveBack(key) {
      const window = running(key);
      if (window) window.taken -= 1;
    },
  };
}
