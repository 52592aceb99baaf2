import { type SQL, sql } from 'drizzle-orm';
import type { PageRequest, Position } from '../paging.ts';

/** Behind this place: what comes after it in the order of the leaderboard. */
const behind = ({ key, id }: Position): SQL =>
  sql`b.total_earned <= ${key}::bigint and (b.total_earned < ${key}::bigint or b.id > ${id})`;

/**
 * One page of a creator's leaderboard, and one row more, from the index alone. Who is in front of it is counted
 * there too, so that ranks are right on every page, and as of the moment in which it is read: the first rank
 * is shared with whoever in front earned as much. Columns id, userName, totalEarned, rank.
 */
export function leadersPage(creatorId: number, { limit, after, skip = 0 }: PageRequest): SQL {
  const listed = sql`b.creator_id = ${creatorId} and b.total_earned > 0`;
  return sql`
    with page as (
      select b.id, b.user_id, b.total_earned from point_balances b
      where ${listed} and ${after ? behind(after) : sql`true`}
      order by b.total_earned desc, b.id limit ${limit + 1} offset ${skip}
    ),
    first as (select id, total_earned from page order by total_earned desc, id limit 1),
    in_front as (
      select count(*) as users, count(*) filter (where b.total_earned > first.total_earned) as with_more
      from point_balances b, first
      where ${listed} and b.total_earned >= first.total_earned
        and (b.total_earned > first.total_earned or b.id < first.id)
    )
    select p.id, u.user_name as "userName", p.total_earned::float8 as "totalEarned",
      (case when p.total_earned = first.total_earned then in_front.with_more + 1
        else in_front.users + rank() over (order by p.total_earned desc) end)::int as rank
    from page p join "user" u on u.id = p.user_id, first, in_front
    order by p.total_earned desc, p.id`;
}
