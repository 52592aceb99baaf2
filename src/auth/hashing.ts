import { availableParallelism } from 'node:os';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { DomainError } from '#domain/errors.ts';

/**
 * Hashes at a time in the whole process. Each takes a core for about 90 ms and 32 MB, on one of libuv's four
 * threads, which file and name lookups need too.
 */
const AT_ONCE = Math.max(1, Math.min(availableParallelism(), 3));
/** Hashes that may wait; with two at a time, the last of them waits some 3 seconds. */
const WAITING = 64;
const RETRY_AFTER_SECONDS = 2;

type Turn = () => void;

/** Runs work in a bounded number of places, first come, first served. */
export type Turns = {
  /** @throws DomainError SERVER_BUSY where too many wait already. */
  assertFree(): void;
  /** @throws DomainError SERVER_BUSY where too many wait already. */
  run<T>(work: () => Promise<T>): Promise<T>;
};

export function createTurns(atOnce = AT_ONCE, waiting = WAITING): Turns {
  const queue: Turn[] = [];
  let running = 0;

  function assertFree(): void {
    if (queue.length >= waiting)
      throw new DomainError('SERVER_BUSY', { retryAfterSeconds: RETRY_AFTER_SECONDS });
  }

  return {
    assertFree,
    async run(work) {
      if (running < atOnce) running++;
      else {
        assertFree();
        await new Promise<void>((resolve) => queue.push(resolve));
      }
      try {
        return await work();
      } finally {
        const next = queue.shift();
        if (next) next();
        else running--;
      }
    },
  };
}

/** Passwords are hashed a few at a time, whichever server of the process asks: more would only take cores from the rooms. */
const turns = createTurns();

/** @throws DomainError SERVER_BUSY where no password can be hashed soon. */
export const assertCanHash = turns.assertFree;

/** What Better Auth hashes and verifies passwords with. */
export const hashing = {
  hash: (password: string) => turns.run(() => hashPassword(password)),
  verify: (data: { hash: string; password: string }) => turns.run(() => verifyPassword(data)),
};
