import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jsonRows, rows } from '#db/client.ts';
import { independentCredit } from '#test/attendance/independent-credit.ts';
import { buildSpace, buildUser } from '#test/builders.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { creditOf, pointsForSeconds } from './attendance-sql.ts';
import { creditedSeconds, pointsFor } from './reward-rules.ts';

/** Events that one property compares at once. */
const EVENTS = 60;
const BEGAN = Date.UTC(2030, 0, 1);

let t: TestDatabase;
beforeAll(async () => {
  t = await openTestDatabase();
});
afterAll(() => t.close());

/** Milliseconds, so that fractions of a second add up to whole ones. */
const stay = fc
  .tuple(fc.nat({ max: 900_000 }), fc.oneof(fc.nat({ max: 2_500 }), fc.nat({ max: 400_000 })))
  .map(([from, length]) => ({ from, to: from + length }));

const attendedEvent = fc.record({
  live: stay,
  visits: fc.array(stay, { minLength: 1, maxLength: 6 }),
  pointsPerMinute: fc.oneof(fc.nat({ max: 60 }), fc.nat({ max: 2_000_000 })),
  minimumSeconds: fc.nat({ max: 200 }),
  maximumPoints: fc.option(fc.nat({ max: 5_000 }), { nil: null }),
});
/** Every third one is attended for exactly its minimum stay. */
const withLimitMet = (event: AttendedEvent, place: number): AttendedEvent =>
  place % 3 === 0 ? { ...event, minimumSeconds: creditedSeconds(event.visits, event.live) } : event;

type AttendedEvent = typeof attendedEvent extends fc.Arbitrary<infer T> ? T : never;

const isoAt = (milliseconds: number) => new Date(BEGAN + milliseconds).toISOString();

test('ATT5 the credit and the points of the database are those of the rules', async () => {
  const { db } = t.database;
  const space = await buildSpace(db);
  const user = await buildUser(db);

  /** The events with their closed visits, in two statements; answers with the events' ids in order. */
  async function write(attended: AttendedEvent[]): Promise<number[]> {
    const made = attended.map(({ live, visits: _, ...rule }, place) => ({
      ...rule,
      publicId: `e${place}`,
      began: isoAt(live.from),
      ended: isoAt(live.to),
    }));
    const ids = await rows<{ id: number }>(
      db,
      sql`insert into events (public_id, space_id, name, start_time, end_time, started_at, ended_at, points_per_minute,
            minimum_seconds, maximum_points)
          select left(md5(random()::text), 12), ${space.id}, 'event', began, began + interval '1 day', began, ended,
            "pointsPerMinute", "minimumSeconds", "maximumPoints"
          from ${jsonRows(made)} as e("publicId" text, began timestamptz, ended timestamptz, "pointsPerMinute" int,
            "minimumSeconds" int, "maximumPoints" int)
          returning id`,
    );
    const visits = attended.flatMap(({ visits }, place) =>
      visits.map(({ from, to }, n) => ({
        eventId: ids[place]!.id,
        stayId: `${n}`,
        from: isoAt(from),
        to: isoAt(to),
      })),
    );
    await db.execute(sql`
      insert into event_attendance (user_id, event_id, stay_id, joined_at, left_at, duration)
      select ${user.id}, "eventId", "stayId", "from", "to", 0
      from ${jsonRows(visits)} as v("eventId" int, "stayId" text, "from" timestamptz, "to" timestamptz)`);
    return ids.map(({ id }) => id);
  }

  const worked = (ids: number[]) => {
    const these = sql`v.event_id >= ${Math.min(...ids)} and v.event_id <= ${Math.max(...ids)}`;
    return rows<{ seconds: number; independent: number; points: number }>(
      db,
      sql`with credit as materialized (${creditOf(these)}), independent as materialized (${independentCredit(these)})
          select coalesce(credit.seconds, 0) as seconds, coalesce(independent.seconds, 0) as independent,
            ${pointsForSeconds(sql`coalesce(credit.seconds, 0)`)} as points
          from events e left join credit on credit.event_id = e.id left join independent on independent.event_id = e.id
          where e.id between ${Math.min(...ids)} and ${Math.max(...ids)} order by e.id`,
    );
  };

  await fc.assert(
    fc.asyncProperty(fc.array(attendedEvent, { minLength: EVENTS, maxLength: EVENTS }), async (generated) => {
      const attended = generated.map(withLimitMet);
      const expected = attended.map(({ live, visits, ...rule }) => {
        const seconds = creditedSeconds(visits, live);
        return { seconds, independent: seconds, points: pointsFor(rule, seconds) };
      });
      expect(await worked(await write(attended))).toEqual(expected);
    }),
    { numRuns: 30, endOnFailure: true },
  );
});
