/** A user's visit at an event; times in milliseconds since the event went live. */
export type TimedVisit = { user: number; from: number; to: number };

const MINUTE_MS = 60_000;

/**
 * How many were there, worked out without any cleverness: at every moment at which something changes, all
 * visits are looked at. A visit's end is not part of it.
 */
export function bruteHeadcount(visits: readonly TimedVisit[], liveMs: number) {
  const usersDuring = (from: number, to: number): number =>
    new Set(
      visits
        .filter((visit) => visit.to > visit.from && visit.from < Math.min(to, liveMs) && visit.to > from)
        .map(({ user }) => user),
    ).size;
  const usersAt = (moment: number): number =>
    new Set(
      visits
        .filter(({ from, to }) => from <= moment && moment < Math.min(to, liveMs))
        .map(({ user }) => user),
    ).size;
  const most = (from: number, to: number): number => {
    const comings = visits.map((visit) => visit.from).filter((moment) => moment >= from && moment < to);
    return Math.max(...[from, ...comings].map(usersAt));
  };
  const minutes = Array.from({ length: Math.ceil(liveMs / MINUTE_MS) }, (_, minute) => {
    const [from, to] = [minute * MINUTE_MS, (minute + 1) * MINUTE_MS];
    return { minute, users: usersDuring(from, to), peak: most(from, to) };
  });
  return { peak: Math.max(0, ...minutes.map(({ peak }) => peak)), minutes };
}

/** Seconds that a user was there: every second is looked at. Visits must begin and end on whole seconds. */
export function bruteSeconds(visits: readonly TimedVisit[], liveMs: number): number {
  let seconds = 0;
  for (const user of new Set(visits.map((visit) => visit.user))) {
    for (let at = 0; at < liveMs; at += 1000)
      if (visits.some((visit) => visit.user === user && visit.from <= at && at < visit.to)) seconds++;
  }
  return seconds;
}
