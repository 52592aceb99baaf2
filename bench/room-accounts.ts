import { createHmac } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import type { MovementChanges } from '#domain/worlds/movement-settings.ts';

/** Public id of a space that benchmarks of rooms play in; they count from 1. */
export const benchSpace = (number: number): string => `benchspace${String(number).padStart(2, '0')}`;

const TOKEN_LETTERS = 'benchtoken';

export type RoomAccounts = {
  players: number;
  spaces: number;
  capacity: number;
  movement: MovementChanges;
  /** All wear something in so many slots. */
  slots?: number;
};

/** So many players with a session each, and spaces for them: rows, since signing up takes a hash each. */
export async function populateRoom(
  { db }: Database,
  { players, spaces, capacity, movement, slots = 0 }: RoomAccounts,
): Promise<void> {
  const n = sql`generate_series(1, ${players}::int) n`;
  await db.execute(sql`insert into "user" (id, name, first_name, last_name, user_name, email)
    select 'bench-' || n, 'Bench Player', 'Bench', 'Player', 'bench_' || n, 'bench-' || n || '@bench.example' from ${n}`);
  await db.execute(sql`insert into session (id, token, user_id, expires_at)
    select 'bench-' || n, ${TOKEN_LETTERS}::text || n, 'bench-' || n, now() + interval '30 days' from ${n}`);
  await db.execute(sql`insert into creators (public_id, user_id) values ('benchcreator', 'bench-1')`);
  await db.execute(
    sql`insert into worlds (public_id, creator_id, name) select 'benchworld01', id, 'Bench' from creators`,
  );
  await db.execute(sql`insert into spaces (public_id, world_id, name, space_type, capacity, movement)
    select 'benchspace' || lpad(s::text, 2, '0'), id, 'Field', 'stage', ${capacity}::int, ${JSON.stringify(movement)}::jsonb
    from worlds, generate_series(1, ${spaces}::int) s`);
  if (slots > 0) await dress({ db }, slots);
}

/** Every player gets an avatar, and one wearable for each slot that all share; its addresses are as long as they are on a CDN. */
async function dress({ db }: Pick<Database, 'db'>, slots: number): Promise<void> {
  const cdn = 'https://cdn.bench.example/wearables/2026/';
  await db.execute(sql`insert into avatar_base_models (public_id, name, mesh_url, skeleton_url, rig_type)
    values ('benchmodel01', 'Bench', ${`${cdn}m.glb`}, ${`${cdn}s.glb`}, 'humanoid')`);
  await db.execute(sql`insert into avatar_items (public_id, base_model_id, slot_name, mesh_url, texture_url, thumbnail_url)
    select 'benchitem' || lpad(n::text, 3, '0'), id, 'slot-' || n, ${cdn}::text || 'benchitem-' || n || '/mesh-high.glb',
      ${cdn}::text || 'benchitem-' || n || '/texture-2k.ktx2', ${cdn}::text || n || '.png'
    from avatar_base_models, generate_series(1, ${slots}::int) n where public_id = 'benchmodel01'`);
  await db.execute(sql`insert into user_avatars (public_id, user_id, base_model_id)
    select 'bav' || substr(md5(u.id), 1, 9), u.id, m.id from "user" u, avatar_base_models m
    where m.public_id = 'benchmodel01' and u.id like 'bench-%'`);
  await db.execute(sql`insert into user_avatar_inventory (user_id, item_id, source)
    select u.id, i.id, 'starter' from "user" u, avatar_items i where i.public_id like 'benchitem%' and u.id like 'bench-%'`);
  await db.execute(sql`insert into avatar_equipped_items (user_avatar_id, slot_name, item_id, color_variant)
    select a.id, i.slot_name, i.id, '{"primary":"#aa3355","secondary":"#102030"}'::jsonb
    from user_avatars a, avatar_items i where i.public_id like 'benchitem%' and a.public_id like 'bav%'`);
}

/** The bearer tokens of the players of `populateRoom`, as a server with this secret signs them. */
export function tokensOf(players: number, secret: string): string[] {
  return Array.from({ length: players }, (_, at) => {
    const token = `${TOKEN_LETTERS}${at + 1}`;
    return `${token}.${encodeURIComponent(createHmac('sha256', secret).update(token).digest('base64'))}`;
  });
}
