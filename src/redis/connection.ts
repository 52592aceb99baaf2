import { Redis } from 'ioredis';

/** While Redis is away it is tried so often: who waits for its return should not wait for us. Milliseconds. */
const RETRY_MS = 200;

/**
 * A connection that outlives a Redis that goes away: what is asked meanwhile waits for its return.
 * `onAway` hears of each loss once.
 */
export function connectRedis(url: string, onAway: (error: unknown) => void = () => {}): Redis {
  const redis = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => RETRY_MS });
  let isAway = false;
  redis.on('ready', () => {
    isAway = false;
  });
  redis.on('error', (error) => {
    if (!isAway) onAway(error);
    isAway = true;
  });
  return redis;
}
