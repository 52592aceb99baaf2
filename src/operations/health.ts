import { Router } from 'express';
import type { Redis } from 'ioredis';
import type { Database } from '#db/client.ts';
import { refusesWrites } from '#db/constraint.ts';
import type { Outages } from './outages.ts';

/** How long a probe waits for an answer, in milliseconds. */
const PATIENCE_MS = 2_000;

type Needs = {
  database: Pick<Database, 'ping'>;
  /** Remembers a write that was refused, which a reading probe would not find out. */
  outages: Pick<Outages, 'refusesWrites'>;
  redis: Redis | undefined;
  isDraining: () => boolean;
};

type DatabaseState = 'up' | 'read-only' | 'down';

/** GET /healthz: the process answers. GET /readyz: it can do its work, with what it needs; 503 where it can't. */
export function healthRouter({ database, outages, redis, isDraining }: Needs): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const [databaseState, redisUp] = await Promise.all([
      stateOf(database),
      redis ? answers(() => redis.ping()) : undefined,
    ]);
    const draining = isDraining();
    const isWritable = databaseState === 'up' && !outages.refusesWrites();
    const isReady = isWritable && redisUp !== false && !draining;
    response.status(isReady ? 200 : 503).json({
      status: isReady ? 'ready' : 'not ready',
      database: databaseState === 'up' && !isWritable ? 'read-only' : databaseState,
      redis: redisUp === undefined ? 'not used' : redisUp ? 'up' : 'down',
      draining,
    });
  });
  return router;
}

async function stateOf(database: Needs['database']): Promise<DatabaseState> {
  let state: DatabaseState = 'down';
  const isUp = await answers(() =>
    database.ping().catch((error) => {
      if (refusesWrites(error)) state = 'read-only';
      throw error;
    }),
  );
  return isUp ? 'up' : state;
}

async function answers(ask: () => Promise<unknown>): Promise<boolean> {
  const { promise: tooLate, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(() => resolve(false), PATIENCE_MS);
  try {
    return await Promise.race([ask().then(() => true), tooLate]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
