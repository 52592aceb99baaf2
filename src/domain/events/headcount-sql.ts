import { type SQL, sql } from 'drizzle-orm';
import { lastThere } from './attendance-sql.ts';

/** Minutes of an event that are told one by one: a week of them. */
export const MOST_MINUTES = 7 * 24 * 60;

/**
 * When each user was at an event while it was live: the union of their visits, as ranges of which the end does
 * not belong to them. An open visit lasts until its player was last there. Columns user_id, stay.
 */
const staysAt = (eventId: number, now: SQL): SQL => sql`
  select user_id, unnest(range_agg(tstzrange(begins, ends))) as stay
  from (
    select v.user_id, greatest(v.joined_at, e.started_at) as begins,
      least(coalesce(v.left_at, ${lastThere(now)}), coalesce(e.ended_at, ${now})) as ends
    from event_attendance v join events e on e.id = v.event_id
    where v.event_id = ${eventId} and e.started_at is not null
  ) clipped
  where ends > begins
  group by user_id`;

/** Seconds that all users together were at an event, each in whole seconds. One row, column seconds. */
export const attendedAt = (eventId: number, now: SQL): SQL => sql`
  select coalesce(sum(seconds), 0) as seconds from (
    select floor(sum(extract(epoch from upper(stay) - lower(stay)))) as seconds
    from (${staysAt(eventId, now)}) stays group by user_id
  ) attended`;

/** Minutes from the start of an event to a moment. */
const minutesTo = (moment: SQL): SQL => sql`extract(epoch from ${moment} - live.began) / 60`;

/**
 * How many were at an event: the most at once, and for each minute from its start to its end, or to now, how
 * many users were there in it and the most of them at once. One row, columns peak and minutes: an array of
 * `{ minute, users, peak }`, counted from 0.
 *
 * Comings and goings are summed up in the order of time, so it costs no more than sorting the visits. Each
 * minute's beginning is a change of nobody: there, every minute has a count.
 */
export const headcountOf = (eventId: number, now: SQL): SQL => sql`
  with live as (
    select started_at as began,
      least(ceil(extract(epoch from coalesce(ended_at, ${now}) - started_at) / 60), ${MOST_MINUTES}::int)::int as minutes
    from events where id = ${eventId} and started_at is not null
  ),
  stays as materialized (${staysAt(eventId, now)}),
  every_minute as (select n as minute from live, generate_series(0, live.minutes - 1) n),
  at_once as (
    select moment, sum(sum(change)) over (order by moment) as heads
    from (
      select lower(stay) as moment, 1 as change from stays
      union all select upper(stay), -1 from stays
      union all select live.began + make_interval(mins => minute), 0 from live, every_minute
    ) changes
    group by moment
  ),
  peaks as (
    select floor(${minutesTo(sql`moment`)})::int as minute, max(heads) as peak from live, at_once group by 1
  ),
  minutes_of_users as (
    select unnest(range_agg(int4range(
      floor(${minutesTo(sql`lower(stay)`)})::int, ceil(${minutesTo(sql`upper(stay)`)})::int))) as minutes
    from live, stays group by user_id
  ),
  there as (
    select minute, sum(sum(change)) over (order by minute) as users
    from (
      select lower(minutes) as minute, 1 as change from minutes_of_users
      union all select upper(minutes), -1 from minutes_of_users
      union all select minute, 0 from every_minute
    ) changes
    group by minute
  )
  select (select coalesce(max(heads), 0)::int from at_once) as peak,
    coalesce(jsonb_agg(jsonb_build_object('minute', minute, 'users', users, 'peak', peaks.peak) order by minute), '[]')
      as minutes
  from every_minute join there using (minute) join peaks using (minute)`;
