import { openLastingConnection } from '#db/lasting-connection.ts';

/** Any number that every process agrees on: names the lock under which the demo world is filled. */
const SEEDING_LOCK = 7_281_936_455;

/**
 * Runs `work` in one process at a time: on PostgreSQL the others wait, and the lock goes with the connection
 * when a process dies. The embedded database (no `url`) serves one process anyway.
 */
export async function whileAlone<T>(url: string | undefined, work: () => Promise<T>): Promise<T> {
  if (!url) return work();
  const connection = openLastingConnection(url);
  try {
    await connection`select pg_advisory_lock(${SEEDING_LOCK})`;
    return await work();
  } finally {
    await connection.end();
  }
}
