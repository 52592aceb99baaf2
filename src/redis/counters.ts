import type { Redis } from 'ioredis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import {
  type Counters,
  HOUSEHOLDS_OF_A_NETWORK,
  type PolicyName,
  policies,
  type Standing,
} from '#http/limits/policies.ts';
import { createWindows, type Window } from './windows.ts';

/** A Redis that takes longer to count is as good as away. Milliseconds. */
const ANSWER_MS = 250;
/** After a failure Redis is not asked for this long, so that not every request waits for it. Milliseconds. */
const REST_MS = 1_000;

/** One thing for each limit, made from how much it allows in how many seconds. */
const forEach = <T>(make: (name: PolicyName, quota: number, windowSeconds: number) => T) =>
  Object.fromEntries(
    Object.entries(policies).map(([name, { quota, windowSeconds }]) => [
      name,
      make(name as PolicyName, quota, windowSeconds),
    ]),
  ) as Record<PolicyName, T>;

/** Counts in this process. Nothing of it waits for anything. */
export function createLocalCounters(): Counters {
  const local = forEach((_name, _quota, windowSeconds) => createWindows(windowSeconds));
  return {
    take: async (policy, key, cost = 1) => standingOf(policy, local[policy].take(key, cost)),
    takeOfNetwork: async (policy, network) =>
      standingOf(policy, local[policy].take(network, 1), HOUSEHOLDS_OF_A_NETWORK),
    giveBack: async (policy, key) => local[policy].giveBack(key),
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
  const shared = forEach(
    (name, quota, windowSeconds) =>
      new RateLimiterRedis({
        keyPrefix: `triberspace:limit:${name}`,
        points: quota,
        duration: windowSeconds,
        storeClient: client,
        rejectIfRedisNotReady: true,
      }),
  );
  const blocks = createBlocks();
  let restsUntil = Number.NEGATIVE_INFINITY;
  const isResting = () => performance.now() < restsUntil;
  const rest = () => {
    restsUntil = performance.now() + REST_MS;
  };

  /** Counts together with the others; `here` is what this process counts by itself. */
  async function takeTogether(
    policy: PolicyName,
    key: string,
    here: Standing,
    { cost = 1, times = 1 } = {},
  ): Promise<Standing> {
    if (isResting()) return here;
    const block = blocks.of(policy, key, times);
    if (block) return block;
    try {
      const window = await take(shared[policy], key, cost);
      blocks.note(policy, key, window, times);
      return standingOf(policy, window, times);
    } catch {
      rest();
      return here;
    }
  }

  return {
    take: async (policy, key, cost = 1) =>
      takeTogether(policy, key, await local.take(policy, key, cost), { cost }),
    takeOfNetwork: async (policy, network) =>
      takeTogether(policy, network, await local.takeOfNetwork(policy, network), {
        times: HOUSEHOLDS_OF_A_NETWORK,
      }),
    async giveBack(policy, key) {
      await local.giveBack(policy, key);
      if (!isResting()) await shared[policy].reward(key).catch(rest);
    },
    close: () => client.disconnect(),
  };
}

/** @throws whatever kept the store from counting. */
async function take(limiter: RateLimiterRedis, key: string, cost = 1): Promise<Window> {
  const answer = await limiter.consume(key, cost).catch((refused: unknown) => {
    if (refused instanceof RateLimiterRes) return refused;
    throw refused;
  });
  return { taken: answer.consumedPoints, msLeft: answer.msBeforeNext };
}

/** Most keys that are remembered as blocked; Redis is asked for the others. */
const MOST_BLOCKS = 10_000;

/**
 * Whose share in Redis is used up: until the end of their window Redis need not be asked again. On the monotonic clock, as
 * the limiter's own blocks are not.
 */
function createBlocks() {
  const blocks = new Map<string, { window: Window; endsAt: number }>();
  return {
    of(policy: PolicyName, key: string, times: number): Standing | undefined {
      const name = `${policy} ${key}`;
      const block = blocks.get(name);
      if (!block) return undefined;
      const msLeft = block.endsAt - performance.now();
      if (msLeft > 0) return standingOf(policy, { ...block.window, msLeft }, times);
      blocks.delete(name);
      return undefined;
    },
    note(policy: PolicyName, key: string, window: Window, times: number): void {
      if (window.taken <= policies[policy].quota * times) return;
      const [oldest] = blocks.keys();
      if (blocks.size >= MOST_BLOCKS && oldest !== undefined) blocks.delete(oldest);
      blocks.set(`${policy} ${key}`, { window, endsAt: performance.now() + window.msLeft });
    },
  };
}

/** What is left of a limit, or of so many times as much. */
function standingOf(policy: PolicyName, { taken, msLeft }: Window, times = 1): Standing {
  const quota = policies[policy].quota * times;
  return {
    isExceeded: taken > quota,
    remaining: Math.max(0, quota - taken),
    resetSeconds: Math.max(1, Math.ceil(msLeft / 1000)),
  };
}
