/** So many at once, and so many a second over time. */
export type Budget = { burst: number; perSecond: number };

/** What one player may send of each type. An honest client moves 20 times a second. */
export const playerBudgets = {
  move: { burst: 60, perSecond: 30 },
  chat: { burst: 8, perSecond: 1 },
  emote: { burst: 8, perSecond: 1 },
  announce: { burst: 3, perSecond: 0.2 },
} satisfies Record<string, Budget>;

/**
 * What the players of one instance may cause together with chat and emotes, in messages to one listener each: a
 * thousand who all talk to all would be a million a second.
 */
export const hearingBudget: Budget = { burst: 40_000, perSecond: 20_000 };

export type Bucket = ReturnType<typeof createBucket>;

/** A token bucket. Times in milliseconds. */
export function createBucket({ burst, perSecond }: Budget, now: () => number = Date.now) {
  let tokens = burst;
  let filledAt = now();
  return {
    /** Takes so many out; false, and takes none, when they are not in it. */
    take(cost = 1): boolean {
      const at = now();
      tokens = Math.min(burst, tokens + ((at - filledAt) / 1000) * perSecond);
      filledAt = at;
      if (tokens < cost) return false;
      tokens -= cost;
      return true;
    },
  };
}

export type Budgets = Record<keyof typeof playerBudgets, Bucket>;

/** Full buckets for a player who comes in. */
export const createBudgets = (): Budgets => ({
  move: createBucket(playerBudgets.move),
  chat: createBucket(playerBudgets.chat),
  emote: createBucket(playerBudgets.emote),
  announce: createBucket(playerBudgets.announce),
});
