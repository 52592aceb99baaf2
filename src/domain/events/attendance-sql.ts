import { type SQL, sql } from 'drizzle-orm';

/** A visit whose heartbeat is older than this is closed by the sweeper. Seconds. */
export const STALE_AFTER_SECONDS = 60;

/** Whether the heartbeat of visit `v` stopped. */
export const isStale = (now: SQL): SQL =>
  sql`v.last_seen_at < ${now} - make_interval(secs => ${STALE_AFTER_SECONDS})`;

/**
 * Whether visit `v` may be extended to now. What nobody watched for longer than a heartbeat allows is not attended: such a
 * visit ends at its last heartbeat, and whoever is still there begins another. All that extends a visit asks this.
 */
export const goesOn = (now: SQL): SQL => sql`(v.left_at is null and not ${isStale(now)})`;

/**
 * When the player of open visit `v` was last there: the moment of the drop that no return followed, the last
 * heartbeat where that stopped, and otherwise the moment of closing. Never before the visit began.
 */
export const lastThere = (now: SQL): SQL => sql`greatest(v.joined_at, least(${now}, coalesce(
  v.dropped_at, case when ${isStale(now)} then v.last_seen_at else ${now} end)))`;

/** When the player of open visit `v` was last known to be there: for one whom nobody watches over any more. */
export const lastSeen: SQL = sql`greatest(v.joined_at, coalesce(v.dropped_at, v.last_seen_at))`;

/**
 * Credit of each user at an event, in whole seconds: the union of the closed visits within the live time,
 * as `creditedSeconds` in reward-rules.ts has it: of each visit, in the order of their beginnings, what lies behind
 * the latest end before it. Columns event_id, user_id, seconds.
 */
export const creditOf = (visits: SQL): SQL => sql`
  select event_id, user_id, floor(sum(extract(epoch from ends - begins)))::bigint as seconds
  from (
    select event_id, user_id, ends, greatest(begins, max(ends) over (
      partition by event_id, user_id order by begins rows between unbounded preceding and 1 preceding)) as begins
    from (
      select v.event_id, v.user_id, greatest(v.joined_at, e.started_at) as begins,
        least(v.left_at, coalesce(e.ended_at, 'infinity')) as ends
      from event_attendance v join events e on e.id = v.event_id
      where v.left_at is not null and ${visits}
    ) clipped
    where ends > begins
  ) added
  where ends > begins
  group by event_id, user_id`;

/** Points that rule of event `e` gives for `seconds`, as `pointsFor` in reward-rules.ts has it. */
export const pointsForSeconds = (seconds: SQL): SQL => sql`
  case when ${seconds} < e.minimum_seconds then 0::bigint
  else least(e.points_per_minute::bigint * ${seconds} / 60, e.maximum_points) end`;
