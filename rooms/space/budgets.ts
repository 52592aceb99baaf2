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

/** A token bucket. Times in milliseconds, on a clock that no change of the time of day moves. */
export class Bucket {
  readonly #budget: Budget;
  readonly #now: () => number;
  #tokens: number;
  #filledAt: number;

  constructor(budget: Budget, now: () => number = () => performance.now()) {
    this.#budget = budget;
    this.#now = now;
    this.#tokens = budget.burst;
    this.#filledAt = now();
  }

  /** Takes so many out; false, and takes none, when they are not in it. */
  take(cost = 1): boolean {
    const { burst, perSecond } = this.#budget;
    const at = this.#now();
    this.#tokens = Math.min(burst, this.#tokens + ((at - this.#filledAt) / 1000) * perSecond);
    this.#filledAt = at;
    if (this.#tokens < cost) return false;
    this.#tokens -= cost;
    return true;
  }
}

export type Budgets = Record<keyof typeof playerBudgets, Bucket>;

/** Full buckets for a player who comes in. */
export const createBudgets = (): Budgets => ({
  move: new Bucket(playerBudgets.move),
  chat: new Bucket(playerBudgets.chat),
  emote: new Bucket(playerBudgets.emote),
  announce: new Bucket(playerBudgets.announce),
});
