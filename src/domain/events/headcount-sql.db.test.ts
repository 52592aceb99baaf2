import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jsonRows, rows } from '#db/client.ts';
import { bruteHeadcount, bruteSeconds } from '#test/attendance/brute-headcount.ts';
import { buildEvent, buildSpace, buildUser } from '#test/builders.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { attendedAt, headcountOf, MOST_MINUTES } from './headcount-sql.ts';

const USERS = 5;
const BEGAN = Date.UTC(2030, 0, 1);
const at = (milliseconds: number) => new Date(BEGAN + milliseconds);

let t: TestDatabase;
let userIds: string[];
let spaceId: number;
beforeAll(async () => {
  t = await openTestDatabase();
  userIds = (await Promise.all(Array.from({ length: USERS }, () => buildUser(t.database.db)))).map(
    ({ id }) => id,
  );
  spaceId = (await buildSpace(t.database.db)).id;
});
afterAll(() => t.close());

/** Whole seconds, many of them at the edge of a minute; before the start and after the end too. */
const moment = fc
  .oneof(
    fc.integer({ min: -90, max: 600 }),
    fc.integer({ min: -1, max: 9 }).map((minute) => minute * 60),
  )
  .map((seconds) => seconds * 1000);

const visit = fc
  .tuple(fc.nat({ max: USERS - 1 }), moment, moment, fc.constantFrom('left', 'dropped', 'stale', 'there'))
  .map(([user, one, other, how]) => ({ user, from: Math.min(one, other), to: Math.max(one, other), how }));

const attended = fc.record({
  liveMs: fc
    .oneof(
      fc.nat({ max: 540 }),
      fc.nat({ max: 9 }).map((minutes) => minutes * 60),
    )
    .map((s) => s * 1000),
  hasEnded: fc.boolean(),
  visits: fc.array(visit, { maxLength: 14 }),
});

type Attended = typeof attended extends fc.Arbitrary<infer T> ? T : never;
type Visit = Attended['visits'][number];

/** What is on record of a visit that ended, or whose player was last seen, at its `to`. */
function recorded({ user, from, to, how }: Visit, n: number, eventId: number) {
  const row = {
    eventId,
    userId: userIds[user],
    stayId: `${n}`,
    from: at(from),
    leftAt: null,
    droppedAt: null,
  };
  if (how === 'left') return { ...row, leftAt: at(to), lastSeenAt: at(to) };
  if (how === 'dropped') return { ...row, droppedAt: at(to), lastSeenAt: at(to) };
  return { ...row, lastSeenAt: at(to) };
}

/** The moment until which a visit counts, with the event reported at `now`. */
const until = ({ to, how, from }: Visit, now: number): number => {
  if (how === 'left') return to;
  const isStale = to < now - 60_000;
  return Math.max(from, Math.min(now, how === 'dropped' || isStale ? to : now));
};

test('REP2 REP3 the counts and the time of the database are those of looking at every moment', async () => {
  const { db } = t.database;
  await fc.assert(
    fc.asyncProperty(attended, async ({ liveMs, hasEnded, visits }) => {
      const event = await buildEvent(db, {
        spaceId,
        startedAt: at(0),
        ...(hasEnded && { endedAt: at(liveMs) }),
      });
      await db.execute(sql`
        insert into event_attendance (event_id, user_id, stay_id, joined_at, left_at, dropped_at, last_seen_at, duration)
        select "eventId", "userId", "stayId", "from", "leftAt", "droppedAt", "lastSeenAt",
          case when "leftAt" is not null then 0 end
        from ${jsonRows(visits.map((visit, n) => recorded(visit, n, event.id)))} as v("eventId" int, "userId" text,
          "stayId" text, "from" timestamptz, "leftAt" timestamptz, "droppedAt" timestamptz, "lastSeenAt" timestamptz)`);
      const now = sql`${at(liveMs).toISOString()}::timestamptz`;
      const timed = visits.map((visit) => ({
        user: visit.user,
        from: Math.max(0, visit.from),
        to: until(visit, liveMs),
      }));
      expect(await rows(db, headcountOf(event.id, now))).toEqual([bruteHeadcount(timed, liveMs)]);
      const [{ seconds }] = (await rows(
        db,
        sql`select seconds::int as seconds from (${attendedAt(event.id, now)}) a`,
      )) as [{ seconds: number }];
      expect(seconds).toBe(bruteSeconds(timed, liveMs));
    }),
    { numRuns: 150, endOnFailure: true },
  );
});

test('REP2 an event of more than a week is told minute by minute for a week, its peak for all of it', async () => {
  const { db } = t.database;
  const [user, other] = userIds as [string, string];
  const late = (MOST_MINUTES + 5) * 60_000;
  const event = await buildEvent(db, { spaceId, startedAt: at(0), endedAt: at(late + 60_000) });
  const visits = [
    { user, from: at(0), to: at(60_000) },
    { user, from: at(late), to: at(late + 2_000) },
    { user: other, from: at(late), to: at(late + 1_000) },
  ];
  await db.execute(sql`
    insert into event_attendance (event_id, user_id, stay_id, joined_at, left_at, duration)
    select ${event.id}::int, "user", "from"::text || "user", "from", "to", 0
    from ${jsonRows(visits)} as v("user" text, "from" timestamptz, "to" timestamptz)`);
  type Counted = { peak: number; minutes: { minute: number; users: number; peak: number }[] };
  const [counted] = await rows<Counted>(db, headcountOf(event.id, sql`now()`));
  expect(counted?.peak).toBe(2);
  expect(counted?.minutes).toHaveLength(MOST_MINUTES);
  expect(counted?.minutes[0]).toEqual({ minute: 0, users: 1, peak: 1 });
  expect(counted?.minutes.slice(1).every(({ users, peak }) => users === 0 && peak === 0)).toBe(true);
});
