const MINUTE = 60;
const HOUR = 60 * MINUTE;

/**
 * How old a purchase is when its provider is asked about it, in seconds: soon, when a buyer may still be waiting, and
 * ever more rarely for the three days in which providers go on sending their webhooks.
 */
const AGES: readonly number[] = [
  3 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  8 * HOUR,
  24 * HOUR,
  72 * HOUR,
];

/** The age up to which a purchase is followed, in seconds. */
export const LAST_AGE = 72 * HOUR;

/** In how many seconds a purchase of this age is asked about next; undefined when it never is again. */
export function nextFollowUp(ageSeconds: number): number | undefined {
  const next = AGES.find((age) => age > ageSeconds);
  return next === undefined ? undefined : next - ageSeconds;
}
