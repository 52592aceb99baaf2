import { type SQL, sql } from 'drizzle-orm';
import { pointsForSeconds } from '#domain/events/attendance-sql.ts';
import type { Invariant } from './invariant.ts';

export const rewards: Invariant = {
  name: 'rewards',
  statement:
    'What a user earned at an event is what its rule gives for their credit and what the ledger paid: nothing for the owner, and within the budget. Less is right only while a payment that failed waits to be tried again, and for a user who was deleted meanwhile.',
  violations: sql`
    with owners as (
      select e.id, c.id as creator_id, c.user_id as owner_id
      from events e join spaces s on s.id = e.space_id join worlds w on w.id = s.world_id
      join creators c on c.id = w.creator_id
    ),
    stays as (
      select v.event_id, v.user_id, v.points_earned, greatest(v.joined_at, e.started_at) as begins,
        case when v.left_at is not null then least(v.left_at, coalesce(e.ended_at, 'infinity')) end as ends
      from event_attendance v join events e on e.id = v.event_id
    ),
    added as (
      select event_id, user_id, points_earned, ends, greatest(begins, max(ends) over (
        partition by event_id, user_id order by begins rows between unbounded preceding and 1 preceding)) as begins
      from stays
    ),
    earned as (
      select event_id, user_id, sum(points_earned) as points,
        coalesce(floor(sum(extract(epoch from ends - begins)) filter (where ends > begins)), 0)::bigint as seconds
      from added group by event_id, user_id
    ),
    paid as (
      select reference_id as event_id, user_id, sum(amount) as points, min(creator_id) as payer, max(creator_id) as other
      from point_transactions where type = 'earn' and reference_type = 'event' group by reference_id, user_id
    ),
    attended as (
      select event_id, user_id, coalesce(a.points, 0) as earned, coalesce(paid.points, 0) as paid,
        e.id is null as unknown, e.reward_budget as budget,
        payer <> o.creator_id or other <> o.creator_id as paid_by_another,
        case when o.owner_id = user_id then 0 else ${pointsForSeconds(sql`coalesce(a.seconds, 0)`)} end as due,
        u.deleted_at is not null or exists (
          select 1 from outbox_tasks t where t.kind = 'attendance.settle' and t.parked_at is null
            and t.key = event_id || ':paid:' || user_id
        ) as may_be_short
      from earned a full join paid using (event_id, user_id)
      left join events e on e.id = event_id left join owners o on o.id = event_id
      left join "user" u on u.id = user_id
    ),
    spent as (
      select event_id, budget, sum(earned) as earned, bool_or(earned < due and not may_be_short) as is_short
      from attended where budget is not null group by event_id, budget
    )
    select 'the ledger did not pay what was earned' as problem, event_id as event, user_id, due, earned, paid
    from attended where earned <> paid or unknown or paid_by_another
    union all
    select 'earned is not what the rule gives', event_id, user_id, due, earned, paid
    from attended where case when budget is null and not may_be_short then earned <> due else earned > due end
    union all
    select 'the budget was exceeded, or held back', event_id, null, budget, earned, null
    from spent where earned > budget or (is_short and earned <> budget)`,
};

/** After this time the sweeper has certainly been there. Seconds. */
const SWEPT_AFTER_SECONDS = 120;

/** @param now the time on the clock that visits are measured by. */
export const visits = (now: SQL): Invariant => {
  const longAgo = sql`${now} - make_interval(secs => ${SWEPT_AFTER_SECONDS})`;
  return {
    name: 'visits',
    statement: 'No visit ends before it begins, or stays open past its heartbeat or the end of its event.',
    violations: sql`
      select case when v.left_at < v.joined_at then 'left before joined'
          when v.last_seen_at < ${longAgo} then 'open without a heartbeat'
          else 'open after the end of the event' end as problem,
        v.id as visit, v.event_id as event, v.user_id, v.joined_at, v.left_at, v.last_seen_at, e.ended_at
      from event_attendance v join events e on e.id = v.event_id
      where v.left_at < v.joined_at
        or (v.left_at is null and (v.last_seen_at < ${longAgo} or e.ended_at < ${longAgo}))`,
  };
};
