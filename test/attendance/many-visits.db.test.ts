import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { rows } from '#db/client.ts';
import { audit } from '#operations/audit.ts';
import { broken, liveEvent, outcome, t } from './race-kit.ts';
import { createServices } from './services.ts';

const VISITS = 2_500;

/** So many users at an event, some on two devices, on tables that nothing has analysed since they were empty. */
async function crowd(eventId: number): Promise<void> {
  const { db } = t.database;
  await db.execute(sql`
    insert into "user" (id, name, first_name, last_name, user_name, email)
    select 'many-' || n, 'Many', 'Many', 'Player', 'many_' || n, n || '@many.example' from generate_series(1, ${VISITS}::int) n`);
  await db.execute(sql`
    insert into event_attendance (user_id, event_id, stay_id, joined_at, last_seen_at)
    select 'many-' || (n % ${VISITS - 100}::int + 1), ${eventId}::int, 'many-' || n,
      now() - make_interval(secs => 10 + n % 500), now()
    from generate_series(1, ${VISITS}::int) n`);
}

test('ATT28 an event of thousands of visits is paid in chunks, to the point', async () => {
  const { events, attendance, takeAwards } = createServices(t.database);
  const event = await liveEvent();
  await crowd(event.id);
  await events.end(event.actor, event.publicId);
  // On a busy machine the end may be answered before all are paid.
  while ((await attendance.sweep()) > 0);
  const { open, paid } = await outcome(event.id);
  expect(open).toBe(0);
  expect(paid.filter(({ paid, due }) => paid !== due)).toEqual([]);
  expect(paid).toHaveLength(VISITS - 100);
  const told = takeAwards().reduce((sum, { earned }) => sum + earned, 0);
  expect(told).toBe(paid.reduce((sum, { paid }) => sum + paid, 0));
  const [late] = await rows<{ visits: number }>(
    t.database.db,
    sql`select count(*)::int as visits from event_attendance v join events e on e.id = v.event_id
        where e.id = ${event.id} and v.left_at > e.ended_at`,
  );
  expect(late?.visits).toBe(0);
  expect(broken(await audit(t.database.db))).toEqual([]);
});
