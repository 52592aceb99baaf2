import { Redis } from 'ioredis';

/** How long Redis may take to answer at the start, in ms. */
const TIMEOUT_MS = 5_000;
const OLDEST_MAJOR = 6;

/** Redis is configured and can't be used; `message` says what to do. */
export class RedisUnusable extends Error {
  override name = 'RedisUnusable';
}

/**
 * Asks Redis once, so that a server with a wrong REDIS_URL says so at its start instead of waiting for ever.
 * @throws RedisUnusable where it does not answer, refuses the password, or is too old.
 */
export async function reachRedis(url: string): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: TIMEOUT_MS,
    commandTimeout: TIMEOUT_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let reason: Error | undefined;
  redis.on('error', (error) => {
    reason = error;
  });
  try {
    await redis.connect();
    const version = /redis_version:(\d+)/.exec(await redis.info('server'))?.[1];
    if (Number(version) < OLDEST_MAJOR)
      throw new RedisUnusable(`REDIS_URL: Redis ${OLDEST_MAJOR} or newer is needed, and this is ${version}.`);
  } catch (error) {
    throw error instanceof RedisUnusable ? error : unusable(url, reason ?? (error as Error));
  } finally {
    redis.disconnect();
  }
}

function unusable(url: string, error: Error): RedisUnusable {
  const { host } = new URL(url);
  const { message } = error;
  const why = /^(WRONGPASS|NOAUTH|NOPERM|ERR)\b/.test(message)
    ? `Redis at ${host} refused us (${message}). Check user and password.`
    : `no Redis answers at ${host} (${message}). Is it running, and are host and port right?`;
  return new RedisUnusable(`REDIS_URL: ${why}`, { cause: error });
}
