import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';

/** Ends PostgreSQL backends from outside, over a connection of its own. */
export type Backends = {
  /** Terminates one and resolves when the server no longer has it; throws if there was none to terminate. */
  terminate(pid: number): Promise<void>;
  /** Terminates every backend of the database but this one; answers how many there were. */
  terminateAll(): Promise<number>;
  /** Resolves once the backend is carrying out a statement that contains `text`. */
  runs(pid: number, text: string): Promise<void>;
  close(): Promise<void>;
};

export function connectBackends(url: string): Backends {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const isThere = async (pid: number) =>
    (await sql`select 1 from pg_stat_activity where pid = ${pid}`).length > 0;
  return {
    async terminate(pid) {
      const [answer] = await sql`select pg_terminate_backend(${pid}) as sent`;
      if (!answer?.sent) throw new Error(`There was no backend ${pid} to terminate.`);
      while (await isThere(pid)) await sleep(1);
    },
    async terminateAll() {
      const ended = await sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`;
      return ended.length;
    },
    async runs(pid, text) {
      const active = () => sql`
        select 1 from pg_stat_activity where pid = ${pid} and state = 'active' and query like ${`%${text}%`}`;
      while ((await active()).length === 0) await sleep(1);
    },
    close: () => sql.end(),
  };
}
