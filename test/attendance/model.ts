/**
 * What visits earn, told a second time and as plainly as possible: time is quarter seconds, and who was there
 * when is a set of them. Shares nothing with the code that it is compared with.
 */

/** Quarter seconds in a second. */
export const TICKS = 4;
const STALE_TICKS = 60 * TICKS;

export type Rule = {
  pointsPerMinute: number;
  minimumSeconds: number;
  maximumPoints: number | null;
  budget: number | null;
};

export type ModelAward = { userId: string; earned: number; balance: number };

type Visit = {
  /** The place in the order of opening. */
  place: number;
  stayId: string;
  userId: string;
  from: number;
  droppedAt: number | undefined;
  lastSign: number;
};

type Show = {
  rule: Rule;
  liveSince: number;
  open: Visit[];
  attended: Map<string, Set<number>>;
  earned: Map<string, number>;
};

export type Model = ReturnType<typeof createModel>;

/** The model of one space, whose events are live one after the other. */
export function createModel(ownerUserId: string) {
  const balances = new Map<string, number>();
  const shows: Show[] = [];
  let places = 0;
  let live: Show | undefined;

  const visitOf = (stayId: string) => live?.open.find((visit) => visit.stayId === stayId);

  /** The open visit of a stay, unless its last sign is too old for it to go on. */
  function visitThatGoesOn(stayId: string, now: number): Visit | undefined {
    const visit = visitOf(stayId);
    return visit && now - visit.lastSign <= STALE_TICKS ? visit : undefined;
  }

  /** When the player was last there, as far as anybody could know at `now`. */
  function lastThere({ from, droppedAt, lastSign }: Visit, now: number): number {
    if (droppedAt !== undefined) return Math.max(from, droppedAt);
    return now - lastSign > STALE_TICKS ? Math.max(from, lastSign) : now;
  }

  function closeVisits(show: Show, closing: Visit[], now: number): ModelAward[] {
    show.open = show.open.filter((visit) => !closing.includes(visit));
    for (const visit of closing) {
      const seen = show.attended.get(visit.userId) ?? new Set();
      for (let tick = visit.from; tick < lastThere(visit, now); tick++) seen.add(tick);
      show.attended.set(visit.userId, seen);
    }
    const latestFirst = [...closing].sort((a, b) => b.place - a.place);
    const userIds = new Set(latestFirst.map(({ userId }) => userId));
    return [...userIds].reverse().flatMap((userId) => award(show, userId));
  }

  function award(show: Show, userId: string): ModelAward[] {
    const before = show.earned.get(userId) ?? 0;
    const due = userId === ownerUserId ? 0 : worth(show.rule, creditOf(show.attended.get(userId))) - before;
    const spent = [...show.earned.values()].reduce((sum, points) => sum + points, 0);
    const left = show.rule.budget === null ? due : show.rule.budget - spent;
    const earned = Math.min(due, left);
    if (earned <= 0) return [];
    const balance = (balances.get(userId) ?? 0) + earned;
    show.earned.set(userId, before + earned);
    balances.set(userId, balance);
    return [{ userId, earned, balance }];
  }

  return {
    balance: (userId: string): number => balances.get(userId) ?? 0,

    goLive(now: number, rule: Rule): void {
      live = { rule, liveSince: now, open: [], attended: new Map(), earned: new Map() };
      shows.push(live);
    },

    open(now: number, stays: readonly { stayId: string; userId: string; enteredAt: number }[]): void {
      for (const { stayId, userId, enteredAt } of stays) {
        if (!live || visitOf(stayId)) continue;
        const from = Math.max(enteredAt, live.liveSince);
        live.open.push({ place: places++, stayId, userId, from, droppedAt: undefined, lastSign: now });
      }
    },

    /** The stays whose visits go on. */
    heartbeat(now: number, stayIds: readonly string[]): string[] {
      return stayIds.filter((stayId) => {
        const visit = visitThatGoesOn(stayId, now);
        if (visit) visit.lastSign = now;
        return visit !== undefined;
      });
    },

    drop(now: number, stayId: string): void {
      const visit = visitThatGoesOn(stayId, now);
      if (visit?.droppedAt === undefined) Object.assign(visit ?? {}, { droppedAt: now, lastSign: now });
    },

    /** Whether the visit goes on. */
    resume(now: number, stayId: string): boolean {
      const visit = visitThatGoesOn(stayId, now);
      if (visit) Object.assign(visit, { droppedAt: undefined, lastSign: now });
      return visit !== undefined;
    },

    close(now: number, stayId: string): ModelAward[] {
      const visit = visitOf(stayId);
      return live && visit ? closeVisits(live, [visit], now) : [];
    },

    sweep(now: number): ModelAward[] {
      if (!live) return [];
      const stale = live.open.filter(({ lastSign }) => now - lastSign > STALE_TICKS);
      return closeVisits(live, stale, now);
    },

    end(now: number): ModelAward[] {
      if (!live) return [];
      const awards = closeVisits(live, live.open, now);
      live = undefined;
      return awards;
    },
  };
}

/** Whole seconds of a set of quarter seconds. */
export const creditOf = (attended: ReadonlySet<number> | undefined): number =>
  Math.floor((attended?.size ?? 0) / TICKS);

/** What so many seconds are worth. */
export function worth(rule: Omit<Rule, 'budget'>, seconds: number): number {
  if (seconds < rule.minimumSeconds) return 0;
  const points = Number((BigInt(rule.pointsPerMinute) * BigInt(seconds)) / 60n);
  return rule.maximumPoints === null ? points : Math.min(points, rule.maximumPoints);
}
