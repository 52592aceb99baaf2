import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { type Counters, type PolicyName, policies, type Standing } from '#http/limits/policies.ts';

/** A Redis that takes longer to count is as good as away. Milliseconds. */
const ANSWER_MS = 250;
/** After a failure Redis is not asked for this long, so that not every request waits for it. Milliseconds. */
const REST_MS = 1_000;

type Limiter = RateLimiterMemory | RateLimiterRedis;
type LimiterOf = Record<PolicyName, Limiter>;

const limiters = (
  make: (options: { keyPrefix: string; points: number; duration: number }) => Limiter,
): LimiterOf =>
  Object.fromEntries(
    Object.entries(policies).map(([name, { quota, windowSeconds }]) => [
      name,
      make({ keyPrefix: `triberspace:limit:${name}`, points: quota, duration: windowSeconds }),
    ]),
  ) as LimiterOf;

/** Counts in this process. Nothing of it waits for anything. */
export function createLocalCounters(): Counters {
  const local = limiters((options) => new RateLimiterMemory(options));
  return {
    take: (policy, key, cost) => take(local[policy], key, cost),
    giveBack: async (policy, key) => void (await local[policy].reward(key)),
  };
}

export type SharedCounters = Counters & { close(): void };

/**
 * Counts of all processes together, in Redis. While that is away each process goes on with its own counts,
 * which it keeps all the time: nobody is locked out, and no limit begins anew.
 */
export function createSharedCounters(redis: Redis): SharedCounters {
  const client = redis.duplicate({
    commandTimeout: ANSWER_MS,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
  });
  // That Redis is away is told by the connection that this one is a copy of.
  client.on('error', () => {});
  const local = createLocalCounters();
  const shared = limiters(
    (options) =>
      new RateLimiterRedis({
        ...options,
        storeClient: client,
        rejectIfRedisNotReady: true,
        inMemoryBlockOnConsumed: options.points + 1,
      }),
  );
  let restsUntil = Number.NEGATIVE_INFINITY;
  const isResting = () => performance.now() < restsUntil;
  const rest = () => {
    restsUntil = performance.now() + REST_MS;
  };

  return {
    async take(policy, key, cost) {
      const here = await local.take(policy, key, cost);
      if (isResting()) return here;
      try {
        return await take(shared[policy], key, cost);
      } catch {
        rest();
        return here;
      }
    },
    async giveBack(policy, key) {
      await local.giveBack(policy, key);
      if (!isResting()) await shared[policy].reward(key).catch(rest);
    },
    close: () => client.disconnect(),
  };
}

/** @throws whatever kept the store from counting. */
async function take(limiter: Limiter, key: string, cost = 1): Promise<Standing> {
  try {
    return standingOf(await limiter.consume(key, cost), false);
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return standingOf(refused, true);
    throw refused;
  }
}

const standingOf = ({ remainingPoints, msBeforeNext }: RateLimiterRes, isExceeded: boolean): Standing => ({
  isExceeded,
  remaining: remainingPoints,
  resetSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
});
