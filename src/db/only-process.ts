import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';
import { openLastingConnection } from './lasting-connection.ts';

/** Asks, as often as one likes, to be the one process that does something. */
export type OnlyProcess = {
  /** Whether this process is the one, from now until it closes or its connection is lost. */
  isThisOne(): Promise<boolean>;
  close(): Promise<void>;
};

/** The server has so long to answer; then the connection is given up, and the lock with it. Milliseconds. */
const ANSWER_MS = 10_000;

/**
 * One of all processes on a database: whoever asks first, until it ends. On PostgreSQL that is who holds an
 * advisory lock, which goes with the connection; the embedded database (no `url`) serves one process anyway.
 * @param lock any number that every process agrees on
 */
export function createOnlyProcess(url: string | undefined, lock: number): OnlyProcess {
  if (!url) return { isThisOne: async () => true, close: async () => {} };
  let connection: postgres.Sql | undefined;

  async function close(): Promise<void> {
    const closing = connection;
    connection = undefined;
    await closing?.end({ timeout: 0 });
  }

  return {
    async isThisOne() {
      connection ??= openLastingConnection(url);
      try {
        const [answer] = await inTime(connection`select pg_try_advisory_lock(${lock}) as "isHeld"`);
        return answer?.isHeld === true;
      } catch (error) {
        await close();
        throw error;
      }
    },
    close,
  };
}

async function inTime<T>(answer: PromiseLike<T>): Promise<T> {
  const patience = new AbortController();
  const late = sleep(ANSWER_MS, undefined, { signal: patience.signal }).then(() => {
    throw new Error('The database did not answer in time.');
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    late.catch(() => {});
    patience.abort();
  }
}
