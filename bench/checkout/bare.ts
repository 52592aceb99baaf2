import type { Logger } from 'drizzle-orm';
import postgres from 'postgres';
import type { Database, Db, Tx } from '#db/client.ts';
import { createTransact, type Transact } from '#db/transact.ts';
import { type BenchDatabase, POOL_SIZE } from '../bench-database.ts';

type Statement = { text: string; parameters: unknown[] };

/** The statements of a transaction. Those of one group are sent without waiting for an answer in between. */
export type Script = Statement[][];

/** What the work of a transaction sends, by which the transaction itself is undone. */
class Undone extends Error {}

/** Takes down the statements of transactions, with their parameters, and rolls each of them back in the end. */
export function createCapture({ db }: Database): {
  transact: Transact;
  scriptOf(work: () => Promise<unknown>): Promise<Script>;
} {
  let script: Script = [];
  const undone = {
    transaction: (work: (tx: Tx) => Promise<unknown>) =>
      db.transaction(async (tx) => {
        listen(tx as Tx, script);
        await work(tx as Tx);
        throw new Undone();
      }),
  };
  return {
    transact: createTransact(undone as unknown as Db, console.error),
    async scriptOf(work) {
      script = [];
      await work().catch((error) => {
        if (!(error instanceof Undone)) throw error;
      });
      return script;
    },
  };
}

type Session = {
  logger: Logger;
  prepareQuery(...query: unknown[]): { execute(...values: unknown[]): unknown };
};

/** Hears what a transaction sends, and whether an answer came since what it sent before. */
function listen(tx: Tx, script: Script): void {
  const session = tx._.session as unknown as Session;
  let unanswered = 0;
  const logQuery: Logger['logQuery'] = (text, parameters) => {
    if (unanswered === 1) script.push([]);
    script.at(-1)?.push({ text, parameters });
  };
  session.logger = { logQuery };
  const prepareQuery = session.prepareQuery.bind(session);
  session.prepareQuery = (...query) => {
    const prepared = prepareQuery(...query);
    const execute = prepared.execute.bind(prepared);
    prepared.execute = async (...values) => {
      unanswered++;
      try {
        return await execute(...values);
      } finally {
        unanswered--;
      }
    };
    return prepared;
  };
}

/** Runs a script in a transaction of the bare driver: nothing is built, checked or guarded. */
export type Bare = { run(script: Script): Promise<unknown>; close(): Promise<void> };

/** On PostgreSQL postgres.js with as many connections as ours has; else the same PGlite, which has but one. */
export function openBare({ database, url }: BenchDatabase): Bare {
  if (url === undefined) return onPglite((database.db as unknown as { $client: EmbeddedClient }).$client);
  const sql = postgres(url, { max: POOL_SIZE, onnotice: () => {} });
  return {
    run: (script) =>
      sql.begin(async (tx) => {
        for (const group of script)
          await Promise.all(
            group.map(({ text, parameters }) => tx.unsafe(text, parameters as never[], { prepare: true })),
          );
      }),
    close: () => sql.end(),
  };
}

type EmbeddedClient = {
  transaction(
    work: (tx: { query(text: string, parameters: unknown[]): Promise<unknown> }) => Promise<void>,
  ): Promise<void>;
};

const onPglite = (client: EmbeddedClient): Bare => ({
  run: (script) =>
    client.transaction(async (tx) => {
      for (const { text, parameters } of script.flat()) await tx.query(text, parameters);
    }),
  close: async () => {},
});
