import { Router } from 'express';
import type { Redis } from 'ioredis';
import type { Database } from '#db/client.ts';

/** How long a probe waits for an answer, in milliseconds. */
const PATIENCE_MS = 2_000;

type Needs = { database: Database; redis: Redis | undefined; isDraining: () => boolean };

/** GET /healthz: the process answers. GET /readyz: it can do its work, with what it needs; 503 where it can't. */
export function healthRouter({ database, redis, isDraining }: Needs): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const [databaseUp, redisUp] = await Promise.all([
      answers(() => database.ping()),
      redis ? answers(() => redis.ping()) : undefined,
    ]);
    const draining = isDraining();
    const isReady = databaseUp && redisUp !== false && !draining;
    response.status(isReady ? 200 : 503).json({
      status: isReady ? 'ready' : 'not ready',
      database: databaseUp ? 'up' : 'down',
      redis: redisUp === undefined ? 'not used' : redisUp ? 'up' : 'down',
      draining,
    });
  });
  return router;
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
