/** Points of one purchase that may not be given away yet, and from when they may. */
export type Hold = {
  points: number;
  /** ISO 8601. */
  freeAt: string;
};

export const heldPoints = (holds: readonly Hold[]): number =>
  holds.reduce((sum, { points }) => sum + points, 0);

/** How many points of a balance may be given away: what is left of it beyond those on hold. */
export const freePoints = (balance: number, holds: readonly Hold[]): number =>
  Math.max(0, balance - heldPoints(holds));

/**
 * From when so many points of a balance may be given away, if nothing else happens to it; undefined where that many
 * are not there.
 * @param holds in the order in which they end
 */
export function freeFrom(balance: number, amount: number, holds: readonly Hold[]): string | undefined {
  if (amount > balance) return undefined;
  const last = holds.findIndex((_, index) => freePoints(balance, holds.slice(index + 1)) >= amount);
  return holds[last]?.freeAt;
}

/** A window in words: whole days where it is some. */
export function windowInWords(seconds: number): string {
  const [count, unit] =
    seconds % 86_400 === 0 ? [seconds / 86_400, 'day'] : [Math.ceil(seconds / 3_600), 'hour'];
  return count === 1 ? `last ${unit}` : `last ${count} ${unit}s`;
}
