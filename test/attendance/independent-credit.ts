import { type SQL, sql } from 'drizzle-orm';

/**
 * Credit of each user at an event, worked out another way than the server's: time is cut at every moment at
 * which a visit begins or ends, and each piece counts once if any visit covers it. Columns event_id, user_id,
 * seconds.
 */
export const independentCredit = (visits: SQL): SQL => sql`
  with clipped as (
    select v.event_id, v.user_id,
      case when v.joined_at < e.started_at then e.started_at else v.joined_at end as begins,
      case when v.left_at > e.ended_at then e.ended_at else v.left_at end as ends
    from event_attendance v join events e on e.id = v.event_id
    where v.left_at is not null and ${visits}
  ),
  cuts as (
    select event_id, user_id, begins as moment from clipped
    union select event_id, user_id, ends from clipped
  ),
  pieces as (
    select event_id, user_id, moment as begins,
      lead(moment) over (partition by event_id, user_id order by moment) as ends
    from cuts
  )
  select p.event_id, p.user_id, floor(sum(extract(epoch from p.ends - p.begins)))::bigint as seconds
  from pieces p
  where p.ends is not null and exists (
    select 1 from clipped c
    where c.event_id = p.event_id and c.user_id = p.user_id and c.begins <= p.begins and c.ends >= p.ends
  )
  group by p.event_id, p.user_id`;
