import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Makes of `work` something that may be asked for at any time: it never runs twice at once, begins at most once
 * in `everyMs`, and always once more after the last time that it was asked for. Whoever asks waits for that.
 */
export function oneAtATime(work: () => Promise<void>, everyMs = 0): () => Promise<void> {
  let running: Promise<void> | undefined;
  let isAskedAgain = false;
  let begunAt = Number.NEGATIVE_INFINITY;

  async function run(): Promise<void> {
    do {
      const early = begunAt + everyMs - performance.now();
      if (early > 0) await sleep(early, undefined, { ref: false });
      isAskedAgain = false;
      begunAt = performance.now();
      await work();
    } while (isAskedAgain);
  }

  return async () => {
    if (running) {
      isAskedAgain = true;
      return running;
    }
    running = run();
    try {
      await running;
    } finally {
      running = undefined;
    }
  };
}
