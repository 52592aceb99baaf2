/** What being at an event is worth. Amounts are points, times are seconds. */
export type RewardRule = {
  pointsPerMinute: number;
  /** Below this many credited seconds nothing is paid. */
  minimumSeconds: number;
  /** The most for one player; null for no limit. */
  maximumPoints: number | null;
};

/** From one moment to a later one, in milliseconds since any fixed moment. */
export type Interval = { from: number; to: number };

/**
 * Credit: whole seconds of the union of the visits within the time the event was live. Two devices, a
 * rejoin and a reconnect never count twice.
 */
export function creditedSeconds(visits: readonly Interval[], live: Interval): number {
  const within = visits
    .map(({ from, to }) => ({ from: Math.max(from, live.from), to: Math.min(to, live.to) }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from);
  let milliseconds = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for (const { from, to } of within) {
    milliseconds += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  const microseconds = Math.round(milliseconds * 1000);
  return Math.floor(microseconds / 1_000_000);
}

/** floor(pointsPerMinute × seconds ÷ 60), nothing below the minimum stay, at most the maximum. */
export function pointsFor(rule: RewardRule, seconds: number): number {
  if (seconds < rule.minimumSeconds) return 0;
  const points = Math.floor((rule.pointsPerMinute * seconds) / 60);
  return Math.min(points, rule.maximumPoints ?? Number.POSITIVE_INFINITY);
}
