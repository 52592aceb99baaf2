import { type SQL, sql } from 'drizzle-orm';
import type { Breakage } from './breakage.ts';

/** A user who has something in this table becomes a deleted one, and keeps all of it. */
const deleteOnly = (table: string) => sql`
  update "user" set deleted_at = now(), user_name = 'deleted-' || id, email = id || '@deleted.invalid',
    name = 'Deleted user', first_name = 'Deleted', last_name = 'user', role = 'user'
  where id = (select min(user_id) from ${sql.identifier(table)})`;

/** A deleted user who has nothing, and gets something. */
const ghostGets = (table: string, columns: string, values: SQL) => [
  sql`insert into "user" (id, name, first_name, last_name, user_name, email, deleted_at)
      values ('ghost', 'Deleted user', 'Deleted', 'user', 'deleted-ghost', 'ghost@deleted.invalid', now())`,
  sql.raw(`alter table ${table} disable trigger user`),
  sql`insert into ${sql.identifier(table)} (user_id, ${sql.raw(columns)}) ${values}`,
];

const retireOnly = sql`update creators set retired_at = now()`;

const closeAll = ['spaces', 'products', 'points_packages', 'creator_stores'].map((table) =>
  sql.raw(`update ${table} set is_active = false`),
);

export const leavingBreakages: Breakage[] = [
  ['leavings', 'a deleted user who kept everything', [deleteOnly('user_inventory')], ['balances']],
  [
    'leavings',
    'a deleted user who is a creator',
    ghostGets('creators', 'public_id', sql`values ('ghost', 'creator00001')`),
  ],
  [
    'leavings',
    'a deleted user with an empty balance',
    ghostGets('point_balances', 'creator_id', sql`select 'ghost', min(id) from creators`),
  ],
  [
    'leavings',
    'a deleted user with an avatar',
    ghostGets(
      'user_avatars',
      'public_id, base_model_id',
      sql`select 'ghost', 'avatar000001', min(id) from avatar_base_models`,
    ),
  ],
  [
    'leavings',
    'a deleted user who can sign in',
    ghostGets('account', 'id, account_id, provider_id', sql`values ('ghost', 'a', 'a', 'credential')`),
  ],
  [
    'leavings',
    'a deleted user who is at an event',
    ghostGets('event_attendance', 'event_id, stay_id', sql`select 'ghost', max(id), 'ghost' from events`),
  ],
  [
    'leavings',
    'a deleted user who says something',
    ghostGets('point_gifts', 'gift_id, message', sql`values ('ghost', gen_random_uuid(), 'Hello')`),
    ['gifts'],
  ],
  ['leavings', 'a retired creator who sells', [retireOnly]],
  [
    'leavings',
    'a retired creator whose event is live',
    [
      retireOnly,
      ...closeAll,
      sql`insert into events (public_id, space_id, name, start_time, end_time, is_live, started_at)
          select 'event0000001', min(id), 'Encore', now(), now() + interval '1 hour', true, now() from spaces`,
    ],
  ],
];
