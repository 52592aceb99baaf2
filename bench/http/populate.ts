import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';

const idOf = (letter: string, number: number): string => letter + String(number).padStart(11, '0');

/** Public ids of the first of each kind: the one with all the rows of the others below it. */
export const firstOf = {
  creator: idOf('c', 1),
  world: idOf('w', 1),
  space: idOf('s', 1),
  event: idOf('e', 1),
  tribe: idOf('t', 1),
  product: idOf('p', 1),
};

const LIVE_EVENTS = 20;

/**
 * As many rows of everything as `count` says: users who are creators with world, tribe and store; and spaces in
 * the first world, events, visits to the first event, members of the first tribe, and what the first creator sells.
 */
export async function populate({ db }: Database, count: number): Promise<void> {
  for (const statement of statements(count)) await db.execute(statement);
}

function* statements(count: number): Generator<SQL> {
  const n = sql`generate_series(1, ${count}::int) n`;
  const id = (letter: string) => sql`${letter}::text || lpad(n::text, 11, '0')`;
  const first = (table: string, publicId: string) =>
    sql`(select id from ${sql.identifier(table)} where public_id = ${publicId})`;
  const numbered = sql`substr(public_id, 2)::int`;
  yield sql`insert into "user" (id, name, first_name, last_name, user_name, email)
    select 'bench-' || n, 'Bench', 'Bench', 'Person', 'bench_' || n, 'bench-' || n || '@bench.example' from ${n}`;
  yield sql`insert into creators (public_id, user_id) select ${id('c')}, 'bench-' || n from ${n}`;
  yield sql`insert into creator_points_config (creator_id, points_name) select id, 'Stars' from creators`;
  yield sql`insert into worlds (public_id, creator_id, name, description)
    select 'w' || substr(public_id, 2), id, 'World ' || ${numbered}, 'A world' from creators`;
  yield sql`insert into tribes (public_id, creator_id, name)
    select 't' || substr(public_id, 2), id, 'Tribe ' || ${numbered} from creators`;
  yield sql`insert into creator_stores (public_id, creator_id, store_name)
    select 'b' || substr(public_id, 2), id, 'Store ' || ${numbered} from creators`;
  yield sql`insert into user_tribe_memberships (user_id, tribe_id)
    select 'bench-' || n, ${first('tribes', firstOf.tribe)} from ${n}`;
  yield sql`insert into spaces (public_id, world_id, name, space_type)
    select ${id('s')}, ${first('worlds', firstOf.world)}, 'Space ' || n, 'stage' from ${n}`;
  yield sql`insert into events (public_id, space_id, name, start_time, end_time, is_live, started_at, ended_at)
    select ${id('e')}, s.id, 'Night ' || n, now() - make_interval(mins => n), now() + interval '1 day',
      n between 2 and ${LIVE_EVENTS + 1}, now() - interval '1 hour', case when n = 1 then now() end
    from ${n} join spaces s on s.public_id = 's' || lpad((1 + n % ${LIVE_EVENTS * 2})::text, 11, '0')`;
  yield sql`insert into event_attendance (user_id, event_id, stay_id, joined_at, left_at, duration)
    select 'bench-' || n, ${first('events', firstOf.event)}, ${id('v')}, now() - interval '1 hour', now(), 3600 from ${n}`;
  yield sql`insert into avatar_base_models (public_id, name, mesh_url, skeleton_url, rig_type)
    select ${id('m')}, 'Model ' || n, 'https://cdn.example/m.glb', 'https://cdn.example/s.glb', 'humanoid' from ${n}`;
  yield sql`insert into avatar_items (public_id, creator_id, base_model_id, slot_name, thumbnail_url)
    select ${id('i')}, ${first('creators', firstOf.creator)}, (select min(id) from avatar_base_models), 'head',
      'https://cdn.example/i.webp' from ${n}`;
  yield sql`insert into products (public_id, creator_id, name, description, product_type, item_id, price_points)
    select 'p' || substr(public_id, 2), creator_id, 'Hat ' || ${numbered}, 'A hat', 'avatar', id, 10 from avatar_items`;
  yield sql`insert into points_packages (public_id, creator_id, name, points_amount, price_usd, display_order)
    select ${id('k')}, ${first('creators', firstOf.creator)}, 'Package ' || n, 100, 0.99, n from ${n}`;
  yield sql`insert into point_balances (user_id, creator_id, balance)
    select 'bench-' || n, ${first('creators', firstOf.creator)}, 0 from ${n}`;
  yield sql`vacuum analyze`;
}
