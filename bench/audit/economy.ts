import { type SQL, sql } from 'drizzle-orm';
import { type Database, rows } from '#db/client.ts';
import { withoutIndexes } from './without-indexes.ts';

/** Ledger rows of one user with one creator. */
export const CHAIN = 25;

/** How large an economy is. Of each creator as many users have points; each user has some of several creators. */
export type Scale = { creators: number; members: number; users: number };

/** The economy that has about so many ledger rows. */
export function scaleOf(ledgerRows: number): Scale {
  const balances = Math.ceil(ledgerRows / CHAIN);
  const creators = Math.max(4, Math.round(balances / 2_000));
  const members = Math.ceil(balances / creators);
  return { creators, members, users: Math.ceil((creators * members) / 4) };
}

/** What one user does with one creator, row by row of the ledger. Every tenth gives the fifth order back. */
const STEPS = sql`(values
  (1, 1000, 'purchase', 'package_purchase', 'purchase'),
  (2, 20, 'earn', 'experience', 'event'), (3, 20, 'earn', 'experience', 'event'),
  (4, 20, 'earn', 'experience', 'event'), (5, 20, 'earn', 'experience', 'event'),
  (6, 20, 'earn', 'experience', 'event'), (7, 20, 'earn', 'experience', 'event'),
  (8, 20, 'earn', 'experience', 'event'), (9, 20, 'earn', 'experience', 'event'),
  (10, 20, 'earn', 'experience', 'event'), (11, 20, 'earn', 'experience', 'event'),
  (12, 20, 'earn', 'experience', 'event'),
  (13, -10, 'spend', 'store', 'order'), (14, -10, 'spend', 'store', 'order'), (15, -10, 'spend', 'store', 'order'),
  (16, -10, 'spend', 'store', 'order'), (17, -17, 'spend', 'store', 'order'),
  (18, null, null, null, null),
  (19, -3, 'gift', 'experience', 'gift'), (20, -3, 'gift', 'experience', 'gift'), (21, -3, 'gift', 'experience', 'gift'),
  (22, 3, 'gift', 'experience', 'gift'), (23, 3, 'gift', 'experience', 'gift'), (24, 3, 'gift', 'experience', 'gift'),
  (25, 5, 'gift', 'admin', 'gift')) as step(step, amount, type, source, about)`;

const EVENTS = 11;
const ORDERS = 5;
const GIFTS = 4;
const FIRST_ID = 1_000;
/** The ids of what each balance has several of follow one another, kind by kind. */
const idOf = (kind: SQL | number, balance: SQL, { creators, members }: Scale): SQL =>
  sql`${FIRST_ID} + (${kind}) * ${creators * members}::int + ${balance}`;

/**
 * An economy in which every invariant of the audit holds: purchases with their payments' events, visits that were
 * rewarded, orders with lines, payments and refunds, gifts, and belongings with their movements.
 */
export async function populate({ db }: Database, scale: Scale, tell: (what: string) => void): Promise<void> {
  await withoutIndexes(db, FILLED, tell, async () => {
    for (const [what, statement] of statements(scale)) {
      tell(what);
      await db.execute(statement);
    }
  });
  tell('sequences and statistics');
  for (const table of FILLED) {
    const [identity] = await rows<{ sequence: string | null }>(
      db,
      sql`select pg_get_serial_sequence(${`"${table}"`}, 'id') as sequence from information_schema.columns
          where table_name = ${table} and column_name = 'id' and is_identity = 'YES'`,
    );
    if (identity?.sequence)
      await db.execute(
        sql`select setval(${identity.sequence}, (select coalesce(max(id), 1) from ${sql.identifier(table)}))`,
      );
  }
  await db.execute(sql`vacuum analyze`);
}

const FILLED = [
  'user',
  'user_avatars',
  'user_avatar_inventory',
  'avatar_equipped_items',
  'points_purchases',
  'payment_events',
  'point_balances',
  'point_transactions',
  'point_gifts',
  'event_attendance',
  'orders',
  'order_items',
  'user_inventory',
  'inventory_movements',
];

function* statements(scale: Scale): Generator<[what: string, statement: SQL]> {
  yield* catalogue(scale);
  yield* pointsOf(scale);
  yield* visitsOf(scale);
  yield* ordersOf(scale);
  yield* belongingsOf(scale);
}

const publicId = (letter: string, number: SQL) => sql`${letter}::text || lpad((${number})::text, 11, '0')`;
const seriesOf = (count: number, name: string) => sql`generate_series(0, ${count - 1}::int) ${sql.raw(name)}`;

/** One row for each user with points of a creator: `b` counts them, `c` is the creator and `m` their member. */
const balancesOf = ({ creators, members, users }: Scale) => sql`
  (select b, ${FIRST_ID} + b / ${members}::int as c, b % ${members}::int as m, 'bench-' || b % ${users}::int as user_id
   from generate_series(0, ${creators * members - 1}::int) b) balance`;

/** Creators with a world, a space and past events, what they sell, and users. */
function* catalogue({ creators, members, users }: Scale): Generator<[string, SQL]> {
  const creator = seriesOf(creators, 'c');
  yield [
    'users',
    sql`insert into "user" (id, name, first_name, last_name, user_name, email)
      select id, 'Bench', 'Bench', 'Person', id, id || '@bench.example' from (
        select 'bench-' || n as id from ${seriesOf(users, 'n')}
        union all select 'owner-' || c from ${creator}) people`,
  ];
  const at = sql`${FIRST_ID} + c`;
  yield [
    'creators, worlds, spaces and events',
    sql`insert into creators (id, public_id, user_id) overriding system value
      select ${at}, ${publicId('c', sql`c`)}, 'owner-' || c from ${creator}`,
  ];
  yield [
    'worlds',
    sql`insert into worlds (id, public_id, creator_id, name) overriding system value
      select ${at}, ${publicId('w', sql`c`)}, ${at}, 'World ' || c from ${creator}`,
  ];
  yield [
    'spaces',
    sql`insert into spaces (id, public_id, world_id, name, space_type) overriding system value
      select ${at}, ${publicId('s', sql`c`)}, ${at}, 'Stage ' || c, 'stage' from ${creator}`,
  ];
  yield [
    'events',
    sql`insert into events (id, public_id, space_id, name, start_time, end_time, started_at, ended_at, points_per_minute, minimum_seconds)
      overriding system value
      select ${FIRST_ID} + e * ${creators}::int + c, ${publicId('e', sql`e * ${creators}::int + c`)}, ${at}, 'Night ' || e, at,
        at + interval '1 hour', at, at + interval '1 hour', 2, 60
      from ${creator}, (select e, now() - make_interval(days => 1 + e) as at from ${seriesOf(EVENTS, 'e')}) night`,
  ];
  yield [
    'packages',
    sql`insert into points_packages (id, public_id, creator_id, name, points_amount, price_usd, display_order) overriding system value
      select ${at}, ${publicId('k', sql`c`)}, ${at}, 'A thousand', 1000, 4.99, 1 from ${creator}`,
  ];
  yield [
    'an avatar for each user',
    sql`insert into avatar_base_models (id, public_id, name, mesh_url, skeleton_url, rig_type) overriding system value
      values (1000, 'm00000000001', 'Model', 'https://cdn.example/m.glb', 'https://cdn.example/s.glb', 'humanoid')`,
  ];
  yield [
    'avatars',
    sql`insert into user_avatars (id, public_id, user_id, base_model_id) overriding system value
      select ${FIRST_ID} + n, ${publicId('a', sql`n`)}, 'bench-' || n, 1000 from ${seriesOf(users, 'n')}`,
  ];
  yield [
    'wearables',
    sql`insert into avatar_items (id, public_id, creator_id, base_model_id, slot_name, thumbnail_url) overriding system value
      select ${at}, ${publicId('i', sql`c`)}, ${at}, 1000, 'hat', 'https://cdn.example/i.webp' from ${creator}`,
  ];
  // Six products of each creator: the third is a wearable, the sixth is limited.
  yield [
    'products',
    sql`insert into products (id, public_id, creator_id, name, product_type, item_id, price_points, max_quantity, current_stock)
      overriding system value
      select ${FIRST_ID} + c * 6 + p, ${publicId('p', sql`c * 6 + p`)}, ${at}, 'Product ' || p,
        case when p = 2 then 'avatar' else 'collectible' end, case when p = 2 then ${at} end, case when p = 5 then 7 else 10 end,
        case when p = 5 then ${members}::int end, case when p = 5 then (${members}::int + 9) / 10 end
      from ${creator}, ${seriesOf(6, 'p')}`,
  ];
}

/** Purchases, gifts, balances, and the ledger. */
function* pointsOf(scale: Scale): Generator<[string, SQL]> {
  const { members } = scale;
  const balances = balancesOf(scale);
  const at = idOf(0, sql`b`, scale);
  yield [
    'purchases',
    sql`insert into points_purchases (id, transaction_id, user_id, creator_id, package_id, points_received, amount_usd, payment_provider, payment_id, status)
      overriding system value
      select ${at}, gen_random_uuid(), user_id, c, c, 1000, 4.99, 'sandbox', 'pay-' || b, 'completed' from ${balances}`,
  ];
  yield [
    'what their payments said',
    sql`insert into payment_events (provider, event_id, payment_id, kind, amount_cents, currency, occurred_at)
      select 'sandbox', 'paid-' || b, 'pay-' || b, 'succeeded', 499, 'USD', now() - interval '20 days' from ${balances}`,
  ];
  yield [
    'gifts',
    sql`insert into point_gifts (id, gift_id, user_id) overriding system value
      select ${idOf(sql`g`, sql`b`, scale)}, gen_random_uuid(), case when g < 3 then user_id else 'owner-' || c - ${FIRST_ID} end
      from ${seriesOf(GIFTS, 'g')}, ${balances}`,
  ];
  const isBack = sql`m % 10 = 0`;
  yield [
    'the ledger',
    sql`insert into point_transactions (id, transaction_id, user_id, creator_id, amount, balance, type, source, reference_type, reference_id, created_at)
      overriding system value
      with step as (
        select step, is_back, amount, type, source, about, sum(amount) over (partition by is_back order by step) as balance
        from (
          select step, is_back, case when step <> 18 then amount when is_back then 17 else -1 end as amount,
            case when step <> 18 then type when is_back then 'refund' else 'spend' end as type,
            coalesce(source, 'store') as source, case when step <> 18 then about when is_back then 'order' else 'tribe' end as about
          from ${STEPS}, (values (true), (false)) as back(is_back)
        ) taken
      )
      select ${idOf(sql`step`, sql`b`, scale)}, gen_random_uuid(), user_id, c, amount, step.balance, type, source, about,
        case when step = 1 then ${at}
          when step <= 12 then ${FIRST_ID} + (step - 2) * ${scale.creators}::int + c - ${FIRST_ID}
          when step <= 17 then ${idOf(sql`step - 13`, sql`b`, scale)}
          when step = 18 then case when is_back then ${idOf(4, sql`b`, scale)} else c end
          when step <= 21 then ${idOf(sql`step - 19`, sql`b`, scale)}
          when step <= 24 then ${idOf(sql`step - 22`, sql`(c - ${FIRST_ID}) * ${members}::int + (m + ${members - 1}::int) % ${members}::int`, scale)}
          else ${idOf(3, sql`b`, scale)} end,
        now() - make_interval(hours => 400 - step * 10)
      from generate_series(1, ${CHAIN}::int) turn, ${balances}, step where step.step = turn and step.is_back = (${isBack})`,
  ];
  yield [
    'balances',
    sql`insert into point_balances (user_id, creator_id, balance, total_earned)
      select user_id, c, case when ${isBack} then 1185 else 1167 end, ${EVENTS * 20}::int from ${balances}`,
  ];
}

/** Ten minutes of each event for everybody; every fifth had a second device there for some of them. */
function* visitsOf(scale: Scale): Generator<[string, SQL]> {
  const visit = sql`insert into event_attendance (user_id, event_id, stay_id, joined_at, left_at, duration, points_earned, last_seen_at)`;
  const from = sql`from ${seriesOf(EVENTS, 'e')} cross join ${balancesOf(scale)}
    join events on events.id = ${FIRST_ID} + e * ${scale.creators}::int + c - ${FIRST_ID}`;
  const there = (afterMinutes: number, minutes: number) => sql`
    started_at + make_interval(mins => ${afterMinutes}::int), started_at + make_interval(mins => ${afterMinutes + minutes}::int), ${minutes * 60}::int`;
  yield [
    'visits',
    sql`${visit} select user_id, events.id, 'stay-' || b, ${there(10, 10)}, 20, ended_at ${from}`,
  ];
  yield [
    'visits on a second device',
    sql`${visit} select user_id, events.id, 'second-' || b, ${there(12, 5)}, 0, ended_at ${from} where m % 5 = 0`,
  ];
}

/** Five orders of each balance, the fifth of two lines. The id of an order tells whose it is. */
function* ordersOf(scale: Scale): Generator<[string, SQL]> {
  const each = sql`from ${seriesOf(ORDERS, 'o')}, ${balancesOf(scale)}`;
  const order = idOf(sql`o`, sql`b`, scale);
  const line = sql`insert into order_items (order_id, product_id, quantity, points_per_item, total_points)`;
  yield [
    'orders',
    sql`insert into orders (id, order_number, user_id, creator_id, total_points, status, payment_transaction_id) overriding system value
      select ${order}, ${orderNumber(order)}, user_id, c, case when o = 4 then 17 else 10 end,
        case when o = 4 and m % 10 = 0 then 'cancelled' else 'completed' end, ${idOf(sql`13 + o`, sql`b`, scale)} ${each}`,
  ];
  yield ['order lines', sql`${line} select ${order}, ${product(sql`o`)}, 1, 10, 10 ${each}`];
  yield ['second lines', sql`${line} select ${order}, ${product(sql`5`)}, 1, 7, 7 ${each} where o = 4`];
}

/** What the orders brought, and what was given back, used up and given away of it. */
function* belongingsOf(scale: Scale): Generator<[string, SQL]> {
  const each = sql`from ${seriesOf(6, 'p')}, ${balancesOf(scale)}`;
  const order = (kind: SQL) => orderNumber(idOf(kind, sql`b`, scale));
  const write = sql`insert into inventory_movements (user_id, product_id, quantity, kind, reference)`;
  yield [
    'movements of purchases',
    sql`${write} select user_id, ${product(sql`p`)}, 1, 'purchase', ${order(sql`least(p, 4)`)} ${each}`,
  ];
  yield [
    'movements of refunds',
    sql`${write} select user_id, ${product(sql`p`)}, -1, 'refund', ${order(sql`4`)} ${each} where p >= 4 and m % 10 = 0`,
  ];
  yield [
    'things used up',
    sql`${write} select user_id, ${product(sql`0`)}, -1, 'consume', gen_random_uuid() from ${balancesOf(scale)} where m % 10 = 1`,
  ];
  const gaveAway = sql`m % 10 = 2 and m + 1 < ${scale.members}::int`;
  const given = sql`md5('given' || case when m % 10 = 3 then b - 1 else b end)::uuid`;
  yield [
    'things given away',
    sql`${write} select user_id, ${product(sql`1`)}, case when m % 10 = 2 then -1 else 1 end,
        case when m % 10 = 2 then 'transfer_out' else 'transfer_in' end, ${given}
      from ${balancesOf(scale)} where (${gaveAway}) or m % 10 = 3`,
  ];
  yield [
    'what is held',
    sql`insert into user_inventory (public_id, user_id, product_id, order_id, quantity)
      select ${publicId('h', sql`p::bigint * ${scale.creators * scale.members}::int + b`)}, user_id, ${product(sql`p`)}, ${idOf(sql`least(p, 4)`, sql`b`, scale)},
        case when p >= 4 and m % 10 = 0 or p = 0 and m % 10 = 1 or p = 1 and (${gaveAway}) then 0
          when p = 1 and m % 10 = 3 then 2 else 1 end ${each}`,
  ];
  yield [
    'wardrobes',
    sql`insert into user_avatar_inventory (user_id, item_id, source) select user_id, c, 'purchase' from ${balancesOf(scale)}`,
  ];
  yield [
    'what is worn',
    sql`insert into avatar_equipped_items (user_avatar_id, slot_name, item_id)
      select a.id, 'hat', min(w.item_id) from user_avatars a join user_avatar_inventory w using (user_id) group by a.id`,
  ];
}

const product = (number: SQL) => sql`${FIRST_ID} + (c - ${FIRST_ID}) * 6 + ${number}`;
const orderNumber = (order: SQL) => sql`md5('order' || (${order}))::uuid`;
