import type postgres from 'postgres';

/** What runs on the other connections of a retired pool has this long to end. */
const RETIREMENT_SECONDS = 5;

/** `transactions`: how many are under way on it, each holding a connection. */
export type Pool = { sql: postgres.Sql; transactions: number };

/** A pool that is replaced as a whole when one of its connections went wrong. */
export type RenewedPool = {
  current(): Pool;
  /** Replaces the pool, unless that has been done already. */
  retire(pool: Pool): void;
  end(options?: { timeout?: number }): Promise<void>;
};

/**
 * A connection of postgres.js that was lost with a query under way keeps parts of it: after reconnecting, it
 * answers somebody else's query with the old error, or never sends anything again. And one that is silent
 * can't be closed from outside. So the pool with such a connection gets no new queries: a fresh one does.
 */
export function createRenewedPool(open: () => postgres.Sql): RenewedPool {
  const fresh = (): Pool => ({ sql: open(), transactions: 0 });
  let pool = fresh();
  const retired = new Set<Promise<void>>();

  const retire = (old: Pool) => {
    if (old !== pool) return;
    pool = fresh();
    // Drizzle sets its own parsers on the client that it is given.
    Object.assign(pool.sql.options.parsers, old.sql.options.parsers);
    Object.assign(pool.sql.options.serializers, old.sql.options.serializers);
    const ended = old.sql.end({ timeout: RETIREMENT_SECONDS }).finally(() => retired.delete(ended));
    retired.add(ended);
  };

  return {
    current: () => pool,
    retire,
    end: async (options) => {
      await Promise.all([pool.sql.end(options), ...retired]);
    },
  };
}
