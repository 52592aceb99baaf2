import { setTimeout as delay } from 'node:timers/promises';

/** Waits `ms` milliseconds, or until `stop` is aborted; never rejects. */
export async function pause(ms: number, stop?: AbortSignal): Promise<void> {
  if (ms > 0) await delay(ms, undefined, stop ? { signal: stop } : {}).catch(() => undefined);
}

/** Resolves as `promise` does, or rejects with `late()` after `ms` milliseconds. */
export async function within<T>(ms: number, promise: Promise<T>, late: () => Error): Promise<T> {
  const timer = new AbortController();
  const limit = delay(ms, undefined, { signal: timer.signal }).then(() => {
    throw late();
  });
  // Once the race is over, the loser's rejection has nobody to hear it.
  limit.catch(() => undefined);
  try {
    return await Promise.race([promise, limit]);
  } finally {
    timer.abort();
  }
}
