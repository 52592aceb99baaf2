import { setTimeout as sleep } from 'node:timers/promises';

/** What must hold does not. */
export class Broken extends Error {
  override name = 'Broken';
}

export function must(holds: unknown, sentence: string): asserts holds {
  if (!holds) throw new Broken(sentence);
}

/** The result of a piece of work that has to come to an end within its time: one that never does is hung. */
export async function within<T>(milliseconds: number, what: string, work: PromiseLike<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new Broken(`${what}: nothing after ${milliseconds} ms`)),
    milliseconds,
  );
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Asks again and again until the answer is yes; answers with how many milliseconds that took. */
export async function soon(
  milliseconds: number,
  what: string,
  look: () => boolean | Promise<boolean>,
): Promise<number> {
  const begunAt = performance.now();
  for (;;) {
    if (await look()) return Math.round(performance.now() - begunAt);
    must(performance.now() - begunAt < milliseconds, `${what}: not within ${milliseconds} ms`);
    await sleep(20);
  }
}
