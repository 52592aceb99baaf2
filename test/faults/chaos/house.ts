import { setTimeout as sleep } from 'node:timers/promises';
import { type OwnRedis, startOwnRedis } from '#test/own-redis.ts';
import { freePort, type ServerProcess, startServerProcess } from '#test/server-process.ts';
import { createSettableClock, NOTICED_WITHIN_MS } from '#test/set-clock.ts';
import { createGuard } from './guard.ts';
import { type OwnPostgres, startOwnPostgres } from './own-postgres.ts';
import { must, soon } from './within.ts';

/** Which of the two server processes. */
export type Which = 0 | 1;
export const both: readonly Which[] = [0, 1];
export const other = (which: Which): Which => (which === 0 ? 1 : 0);

/** Two server processes on a PostgreSQL cluster and a Redis of their own. */
export type House = {
  postgres: OwnPostgres;
  redis: OwnRedis;
  url(which: Which): string;
  /**
   * Begins to look; the answer tells whether since then a server was ended or not back yet: then a connection to it
   * may have broken, and a client may have learnt of it much later.
   */
  lookForShortage(): () => boolean;
  /** Ends one as a power cut does. */
  kill(which: Which): Promise<void>;
  /** Asks one to stop; answers with its exit code. */
  stop(which: Which): Promise<number | null>;
  restart(which: Which): Promise<void>;
  /** Sets the clock of a server, or of PostgreSQL, so many seconds from the true time. */
  setClock(whose: Which | 'postgres', seconds: number): Promise<void>;
  /** Has one stand still until it is told to go on. */
  standStill(which: Which): { goOn(): void };
  /** Resolves once both can do their work; answers with the milliseconds that it took. */
  ready(withinMs: number): Promise<number>;
  /** Nobody ended but who was made to, nothing was uncaught, and nothing is under way any more. */
  inspect(): Promise<void>;
  /** The end of what the servers have logged. */
  lastWords(): string;
  destroy(): Promise<void>;
};

/** Characters of each server. */
const LAST_WORDS = 3_000;

const UNCAUGHT = /"msg":"(uncaught exception|unhandled rejection)"/;

export async function openHouse(): Promise<House> {
  const guard = await createGuard();
  try {
    return await build(guard);
  } catch (error) {
    await guard.destroy();
    throw error;
  }
}

async function build(guard: Awaited<ReturnType<typeof createGuard>>): Promise<House> {
  const clocks = {
    0: await createSettableClock(),
    1: await createSettableClock(),
    postgres: await createSettableClock(),
  };
  const [postgres, redis] = await Promise.all([
    startOwnPostgres(guard, clocks.postgres.env),
    startOwnRedis(guard.watch),
  ]);
  const ports = [await freePort(), await freePort()] as const;
  // Players give away what they bought a moment ago: the books are to be right whoever has the points.
  const holds = { BOUGHT_POINTS_HOLD_HOURS: '0' };
  const env = { NODE_ENV: 'test', HOST: '127.0.0.1', RATE_LIMITS: 'false', ...holds };
  const addresses = { DATABASE_URL: postgres.url, REDIS_URL: redis.url };
  const start = (which: Which) =>
    startServerProcess({ ...env, ...addresses, ...clocks[which].env }, ports[which], guard.watch);
  const all: ServerProcess[] = [];
  const servers = [await start(0), await start(1)] as [ServerProcess, ServerProcess];
  all.push(...servers);
  const away = new Set<Which>();
  let endings = 0;
  const url = (which: Which) => `http://127.0.0.1:${ports[which]}`;

  const isReady = async (which: Which) =>
    (await fetch(`${url(which)}/readyz`).catch(() => undefined))?.status === 200;

  const isIdle = async (which: Which) => {
    const metrics = await (await fetch(`${url(which)}/metrics`)).text();
    return /^triberspace_database_work 0$/m.test(metrics);
  };

  return {
    postgres,
    redis,
    url,
    lookForShortage: () => {
      const wasShort = away.size > 0;
      const before = endings;
      return () => wasShort || endings > before;
    },
    kill: (which) => {
      endings++;
      away.add(which);
      return servers[which].kill();
    },
    stop: (which) => {
      endings++;
      away.add(which);
      return servers[which].stop();
    },
    restart: async (which) => {
      servers[which] = await start(which);
      all.push(servers[which]);
      away.delete(which);
    },
    setClock: async (whose, seconds) => {
      await clocks[whose].set(seconds);
      await sleep(NOTICED_WITHIN_MS);
    },
    standStill: (which) => {
      const { process } = servers[which];
      endings++;
      away.add(which);
      process.kill('SIGSTOP');
      return {
        goOn: () => {
          process.kill('SIGCONT');
          away.delete(which);
        },
      };
    },
    ready: (withinMs) =>
      soon(withinMs, 'both servers are ready', async () =>
        (await Promise.all(both.map(isReady))).every(Boolean),
      ),
    inspect: async () => {
      for (const server of servers) {
        const { exitCode, signalCode } = server.process;
        must(exitCode === null && signalCode === null, `a server ended by itself:\n${server.printed()}`);
      }
      const uncaught = all
        .flatMap((server) => server.printed().split('\n'))
        .filter((line) => UNCAUGHT.test(line));
      must(uncaught.length === 0, `uncaught in a server:\n${uncaught.join('\n')}`);
      for (const which of both)
        await soon(5_000, 'nothing waits for the database any more', () => isIdle(which));
    },
    lastWords: () => servers.map((server) => server.printed().slice(-LAST_WORDS)).join('\n'),
    destroy: async () => {
      for (const server of servers) server.process.kill('SIGKILL');
      await postgres.stop('crash').catch(() => {});
      await redis.kill().catch(() => {});
      await guard.destroy();
      for (const clock of Object.values(clocks)) await clock.remove();
    },
  };
}
