import { randomInt } from 'node:crypto';
import { Redis } from 'ioredis';

/** The Redis that tests may use; undefined where there is none. `*.redis.test.ts` run only with one. */
export const testRedisUrl = (): string | undefined => process.env.TEST_REDIS_URL || undefined;

/** An empty Redis database, one of those beside the first that Redis has, for the servers of one test file. */
export async function emptyRedis(): Promise<string> {
  const url = new URL(testRedisUrl() as string);
  url.pathname = `/${randomInt(1, 16)}`;
  const redis = new Redis(url.href);
  await redis.flushdb();
  await redis.quit();
  return url.href;
}
