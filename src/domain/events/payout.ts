import { type SQL, sql } from 'drizzle-orm';
import { jsonRows, type Tx } from '#db/client.ts';
import type { Award } from '../facts.ts';
import type { Ledger } from '../points/ledger.ts';
import { creditOf, pointsForSeconds } from './attendance-sql.ts';

/** What the rewards of an event need to know of it. */
export type RewardedEvent = {
  id: number;
  publicId: string;
  name: string;
  creatorId: number;
  ownerUserId: string;
  pointsPerMinute: number;
  rewardBudget: number | null;
};

/** A user, and the visit at which what they are due is written down. */
export type LastVisit = { userId: string; visitId: number };

/**
 * Pays users what their closed visits at an event are due and was not paid yet. The caller has closed the visits,
 * holds the event, and names each user once, in the order of their ids.
 *
 * What is due is worked out user by user (`lateral`), each from their own visits by the index of event and user, and
 * written to rows that are found by their keys: no plan of it depends on what the planner believes of the tables.
 * @throws DomainError BALANCE_LIMIT_REACHED where one of the balances cannot take it
 */
export const createPayout =
  (ledger: Ledger) =>
  async (tx: Tx, event: RewardedEvent, visits: readonly LastVisit[]): Promise<Award[]> => {
    const rewarded = visits.filter(({ userId }) => userId !== event.ownerUserId);
    if (rewarded.length === 0 || event.pointsPerMinute === 0) return [];
    await ledger.lockBalances(
      tx,
      event.creatorId,
      rewarded.map(({ userId }) => userId),
    );
    const ofUser = sql`v.event_id = ${event.id} and v.user_id = c."userId"`;
    const entries = await ledger.postAll(
      tx,
      {
        creatorId: event.creatorId,
        type: 'earn',
        source: 'experience',
        referenceType: 'event',
        referenceId: event.id,
        description: `Attended ${event.name}`,
      },
      {
        atMost: rewarded.length,
        from: sql`paid`,
        ctes: sql`
          closed as materialized (select * from ${jsonRows(rewarded)} as c("visitId" int, "userId" text)),
          due as materialized (
            select c."visitId" as visit_id, ${pointsForSeconds(sql`credit.seconds`)} - earned.points as amount
            from closed c
            cross join lateral (${creditOf(ofUser)}) credit
            cross join lateral (
              select coalesce(sum(v.points_earned), 0)::bigint as points from event_attendance v where ${ofUser}
            ) earned
            cross join (select * from events where id = ${event.id}) e
          ),
          granted as materialized (
            select visit_id, ${withinBudget(event)} as amount from due where amount > 0
          ),
          by_visit as materialized (
            select jsonb_object_agg(visit_id, amount) as amounts, array_agg(visit_id) as ids
            from granted where amount > 0
          ),
          paid as (
            update event_attendance v set points_earned = v.points_earned + ${granted}
            from by_visit g where v.id = any((select ids from by_visit)::int[])
            returning v.user_id, ${granted} as amount
          )`,
      },
    );
    return entries.map(({ userId, amount, balance }) => ({ userId, earned: amount, balance }));
  };

const granted = sql`(g.amounts ->> v.id::text)::bigint`;

/** What is left of the budget goes to the users in the order of their visits. */
function withinBudget(event: RewardedEvent): SQL {
  if (event.rewardBudget === null) return sql`amount`;
  return sql`greatest(0, least(amount, ${event.rewardBudget}
    - (select coalesce(sum(points_earned), 0) from event_attendance where event_id = ${event.id})
    - coalesce(sum(amount) over (order by visit_id rows between unbounded preceding and 1 preceding), 0)))::bigint`;
}
