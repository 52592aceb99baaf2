import { type SQL, sql } from 'drizzle-orm';
import type { Invariant } from './invariant.ts';

/** Rows of these tables are taken away with the account that they belong to. */
const TAKEN_AWAY = [
  'session',
  'account',
  'user_avatars',
  'user_avatar_inventory',
  'user_inventory',
  'point_balances',
  'user_tribe_memberships',
  'space_bans',
  'space_mutes',
  'held_user_names',
  'idempotency_keys',
];

const kept = (table: string): SQL => sql`
  select 'something of a deleted user was kept' as problem, t.user_id, ${table}::text as "table", count(*) as rows
  from ${sql.identifier(table)} t join "user" u on u.id = t.user_id
  where u.deleted_at is not null group by t.user_id`;

const offered = (table: string): SQL => sql`
  select 'a retired creator has something on sale', c.user_id, ${table}::text, count(*)
  from ${sql.identifier(table)} t join creators c on c.id = t.creator_id
  where c.retired_at is not null and t.is_active group by c.user_id`;

export const leavings: Invariant = {
  name: 'leavings',
  statement:
    'A deleted user has nothing, is nowhere, and is no creator; a retired creator has nothing live, open or on sale.',
  violations: sql`
    ${sql.join(TAKEN_AWAY.map(kept), sql` union all `)}
    union all
    select 'a deleted user is somewhere', v.user_id, 'event_attendance', count(*)
    from event_attendance v join "user" u on u.id = v.user_id
    where u.deleted_at is not null and v.left_at is null group by v.user_id
    union all
    select 'a deleted user still says something', g.user_id, 'point_gifts', count(*)
    from point_gifts g join "user" u on u.id = g.user_id
    where u.deleted_at is not null and g.message is not null group by g.user_id
    union all
    select 'a deleted user is a creator', c.user_id, 'creators', 1
    from creators c join "user" u on u.id = c.user_id
    where u.deleted_at is not null and c.retired_at is null
    union all
    select 'a retired creator has something live', c.user_id, 'events', count(*)
    from creators c join worlds w on w.creator_id = c.id join spaces s on s.world_id = w.id
    join events e on e.space_id = s.id
    where c.retired_at is not null and e.is_live group by c.user_id
    union all
    select 'a retired creator has something open', c.user_id, 'spaces', count(*)
    from creators c join worlds w on w.creator_id = c.id join spaces s on s.world_id = w.id
    where c.retired_at is not null and s.is_active group by c.user_id
    union all
    ${sql.join(['products', 'points_packages', 'creator_stores'].map(offered), sql` union all `)}`,
};
