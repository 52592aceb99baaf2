import { type SQL, sql } from 'drizzle-orm';

const anEvent = sql`(select min(id) from events)`;
const aGift = sql`(select min(id) from point_gifts)`;
const anOrder = sql`(select min(id) from orders)`;
const unlockLedger = sql`alter table point_transactions disable trigger user`;
const allow = (table: string, constraint: string) =>
  sql.raw(`alter table ${table} drop constraint ${constraint}`);

/** One more ledger row, of a player who has some. */
const posting = (type: string, reference: SQL, amount: SQL = sql`5`) => sql`
  insert into point_transactions (transaction_id, user_id, creator_id, amount, balance, type, source, reference_type, reference_id)
  select gen_random_uuid(), user_id, creator_id, ${amount}, balance + ${amount}, ${type}, 'admin', ${reference}
  from point_transactions order by id desc limit 1`;

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

/** Ways to break each invariant in a database that was played on, and what else is wrong then. For tests. */
export const breakages: [name: string, how: string, by: SQL[], also?: string[]][] = [
  [
    'balances',
    'a balance that is more than the ledger',
    [sql`update point_balances set balance = balance + 1`],
  ],
  ['balances', 'a balance that is gone', [sql`delete from point_balances`]],
  ['balances', 'a row that the balance does not know', [posting('gift', sql`'test', 1`)]],
  [
    'balances',
    'a changed amount',
    [
      unlockLedger,
      sql`update point_transactions set amount = amount + 1 where type = 'gift' or type = 'spend'`,
    ],
    ['orders', 'append-only', 'gifts'],
  ],
  [
    'balances',
    'a chain with a gap',
    [
      unlockLedger,
      sql`update point_transactions set balance = balance + 1 where id = (select min(id) from point_transactions)`,
    ],
    ['append-only'],
  ],
  [
    'amounts',
    'a ledger row of nothing',
    [
      allow('point_transactions', 'point_transactions_amount_not_zero'),
      posting('gift', sql`'test', 1`, sql`0`),
    ],
  ],
  [
    'amounts',
    'a balance below zero',
    [allow('point_balances', 'point_balances_not_negative'), sql`update point_balances set balance = -1`],
    ['balances'],
  ],
  [
    'amounts',
    'a price below zero',
    [allow('products', 'products_price_not_negative'), sql`update products set price_points = -1`],
  ],
  [
    'amounts',
    'a quantity below zero',
    [
      allow('user_inventory', 'user_inventory_quantity_not_negative'),
      sql`update user_inventory set quantity = -1`,
    ],
    ['ownership'],
  ],
  [
    'amounts',
    'a stock below zero',
    [
      allow('products', 'products_stock_within_quantity'),
      sql`update products set current_stock = -1 where current_stock is not null`,
    ],
    ['stock'],
  ],
  [
    'stock',
    'stock that came back',
    [sql`update products set current_stock = current_stock + 1 where current_stock < max_quantity`],
  ],
  [
    'stock',
    'stock without a sale',
    [sql`update products set current_stock = current_stock - 1 where current_stock is not null`],
  ],
  [
    'orders',
    'an order that was not paid',
    [
      sql`insert into orders (order_number, user_id, creator_id, total_points, status) select gen_random_uuid(), user_id, creator_id, 7, 'completed' from orders limit 1`,
    ],
  ],
  [
    'orders',
    'a shipped order that was not paid',
    [
      sql`insert into orders (order_number, user_id, creator_id, total_points, status) select gen_random_uuid(), user_id, creator_id, 7, 'shipped' from orders limit 1`,
    ],
  ],
  ['orders', 'an order paid twice', [posting('spend', sql`'order', ${anOrder}`, sql`-5`)], ['balances']],
  ['orders', 'a payment for no order', [posting('spend', sql`'order', 1`, sql`-5`)], ['balances']],
  [
    'orders',
    'another total',
    [sql`update orders set total_points = total_points + 1 where total_points > 0`],
  ],
  [
    'orders',
    'another payment',
    [
      sql`update orders set payment_transaction_id = (select min(id) from point_transactions) where total_points > 0`,
    ],
  ],
  [
    'orders',
    'a line too many',
    [
      sql`insert into order_items (order_id, product_id, quantity, points_per_item, total_points) select order_id, product_id, 1, 1, 1 from order_items where points_per_item = 0`,
    ],
    ['ownership'],
  ],
  [
    'orders',
    'a free order that was paid',
    [posting('spend', sql`'order', (select max(id) from orders)`, sql`-5`)],
    ['balances'],
  ],
  [
    'purchases',
    'a completed purchase without a credit',
    [sql`update points_purchases set status = 'completed' where status = 'pending'`],
  ],
  ['purchases', 'a pending purchase with a credit', [sql`update points_purchases set status = 'pending'`]],
  [
    'purchases',
    'a credit of another amount',
    [sql`update points_purchases set points_received = points_received + 1`],
  ],
  [
    'purchases',
    'a credit twice',
    [posting('purchase', sql`'purchase', (select min(id) from points_purchases)`)],
    ['balances'],
  ],
  ['purchases', 'a credit for no purchase', [posting('purchase', sql`'purchase', 1`)], ['balances']],
  [
    'purchases',
    'a refund of more than was credited',
    [
      posting('refund', sql`'purchase', (select min(id) from points_purchases)`, sql`-101`),
      allow('point_transactions', 'point_transactions_balance_not_negative'),
    ].reverse(),
    ['balances'],
  ],
  [
    'purchases',
    'a payment that was not credited',
    [
      sql`insert into payment_events (provider, event_id, payment_id, kind, amount_cents, currency, occurred_at) select payment_provider, 'late', payment_id, 'succeeded', amount_usd * 100, 'USD', now() from points_purchases where status = 'pending'`,
    ],
  ],
  [
    'purchases',
    'points for no payment',
    [sql`update points_purchases set payment_id = 'another' where status = 'completed'`],
  ],
  [
    'purchases',
    'a refund that nobody told of',
    [sql`update points_purchases set refunded_usd = 1 where status = 'completed'`],
  ],
  [
    'purchases',
    'points owed for nothing',
    [sql`update points_purchases set points_owed = 1 where status = 'completed'`],
  ],
  [
    'purchases',
    'points owed by somebody who has some',
    [
      sql`insert into payment_events (provider, event_id, payment_id, kind, reference, amount_cents, currency, occurred_at) select payment_provider, 'back', payment_id, 'refunded', 'r', 499, 'USD', now() from points_purchases where status = 'completed'`,
      sql`update points_purchases set status = 'refunded', refunded_usd = amount_usd, points_owed = points_received where status = 'completed'`,
    ],
  ],
  [
    'purchases',
    'a payment used twice',
    [
      allow('points_purchases', 'points_purchases_payment_unique'),
      sql`update points_purchases set payment_id = 'same'`,
    ],
  ],
  ['orders', 'a refund of an order that stands', [posting('refund', sql`'order', ${anOrder}`)], ['balances']],
  [
    'orders',
    'a refund twice',
    [posting('refund', sql`'order', (select id from orders where status = 'cancelled')`)],
    ['balances'],
  ],
  ['orders', 'a refund of no order', [posting('refund', sql`'order', 1`)], ['balances']],
  [
    'orders',
    'an order that was refunded and stands',
    [sql`update orders set status = 'completed' where status = 'cancelled'`],
    ['stock', 'ownership'],
  ],
  [
    'ownership',
    'a refund that took too little',
    [
      sql`alter table inventory_movements disable trigger user`,
      sql`delete from inventory_movements where kind = 'refund'`,
    ],
    ['append-only'],
  ],
  ['ownership', 'more than came', [sql`update user_inventory set quantity = quantity + 1`]],
  ['ownership', 'less than came', [sql`delete from user_inventory`]],
  ['ownership', 'of a cancelled order', [sql`update orders set status = 'cancelled' where total_points = 0`]],
  [
    'ownership',
    'a movement that the inventory does not know',
    [
      sql`insert into inventory_movements (user_id, product_id, quantity, kind, reference) select user_id, product_id, -1, 'consume', gen_random_uuid() from user_inventory where quantity > 0`,
    ],
  ],
  [
    'ownership',
    'a purchase without an order',
    [
      sql`insert into inventory_movements (user_id, product_id, quantity, kind, reference) select user_id, product_id, 1, 'purchase', gen_random_uuid() from user_inventory where quantity > 0`,
      sql`update user_inventory set quantity = quantity + 1 where quantity > 0`,
    ],
  ],
  [
    'ownership',
    'a gift from nobody',
    [
      sql`insert into inventory_movements (user_id, product_id, quantity, kind, reference) select user_id, product_id, 1, 'transfer_in', gen_random_uuid() from user_inventory where quantity > 0`,
      sql`update user_inventory set quantity = quantity + 1 where quantity > 0`,
    ],
  ],
  [
    'ownership',
    'a bought wearable that is gone',
    [sql`delete from avatar_equipped_items`, sql`delete from user_avatar_inventory`],
  ],
  [
    'ownership',
    'a wearable that was used up and stayed',
    [
      sql`insert into inventory_movements (user_id, product_id, quantity, kind, reference) select i.user_id, i.product_id, -1, 'consume', gen_random_uuid() from user_inventory i join products p on p.id = i.product_id where p.item_id is not null and i.quantity > 0`,
      sql`update user_inventory i set quantity = 0 from products p where p.id = i.product_id and p.item_id is not null`,
    ],
  ],
  [
    'ownership',
    'worn by somebody who does not own it',
    [sql`update user_avatars set user_id = (select min(user_id) from creators)`],
  ],
  [
    'rewards',
    'more than the ledger paid',
    [sql`update event_attendance set points_earned = points_earned + 1 where points_earned > 0`],
  ],
  [
    'rewards',
    'points for the owner',
    [sql`update event_attendance set points_earned = 1 where user_id in (select user_id from creators)`],
  ],
  [
    'rewards',
    'a longer visit than was paid',
    [
      sql`update events set started_at = started_at - interval '1 hour'`,
      sql`update event_attendance set joined_at = joined_at - interval '1 hour' where event_id = ${anEvent}`,
    ],
  ],
  ['rewards', 'a reward for no visit', [posting('earn', sql`'event', ${anEvent}`)], ['balances', 'earnings']],
  ['rewards', 'a reward for no event', [posting('earn', sql`'event', 1`)], ['balances', 'earnings']],
  ['rewards', 'more than the budget', [sql`update events set reward_budget = reward_budget - 1`]],
  ['rewards', 'a budget that was held back', [sql`update events set reward_budget = reward_budget + 1`]],
  [
    'visits',
    'open without a heartbeat',
    [
      sql`insert into event_attendance (user_id, event_id, stay_id, last_seen_at) select user_id, event_id, 'lost', now() - interval '121 seconds' from event_attendance limit 1`,
    ],
  ],
  [
    'visits',
    'open after the end',
    [
      sql`update events set ended_at = now() - interval '121 seconds', points_per_minute = 0`,
      sql`update event_attendance set points_earned = 0, left_at = null, duration = null`,
    ],
    ['rewards'],
  ],
  [
    'visits',
    'left before joined',
    [
      allow('event_attendance', 'event_attendance_left_after_joined'),
      sql`update event_attendance set left_at = joined_at - interval '1 second' where points_earned = 0`,
    ],
  ],
  [
    'append-only',
    'a disabled trigger',
    [sql`alter table point_transactions disable trigger point_transactions_no_truncate`],
  ],
  [
    'append-only',
    'movements that can be changed',
    [sql`alter table inventory_movements disable trigger inventory_movements_no_update_or_delete`],
  ],
  [
    'append-only',
    'payment events that can be emptied',
    [sql`drop trigger payment_events_no_truncate on payment_events`],
  ],
  [
    'append-only',
    'a missing trigger',
    [sql`drop trigger point_transactions_no_update_or_delete on point_transactions`],
  ],
  ['earnings', 'more than was earned', [sql`update point_balances set total_earned = total_earned + 1`]],
  ['earnings', 'less than was earned', [sql`update point_balances set total_earned = 0`]],
  ['earnings', 'an earning that the total does not know', [posting('earn', sql`'test', 1`)], ['balances']],
  [
    'amounts',
    'a total below zero',
    [
      allow('point_balances', 'point_balances_total_earned_not_negative'),
      sql`update point_balances set total_earned = -1`,
    ],
    ['earnings'],
  ],
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
  ['gifts', 'a gift that came twice', [posting('gift', sql`'gift', ${aGift}`)], ['balances']],
  ['gifts', 'a gift of nobody', [posting('gift', sql`'gift', 1`)], ['balances']],
  [
    'gifts',
    'a gift that nobody got',
    [
      sql`insert into point_gifts (gift_id, user_id) select gen_random_uuid(), user_id from point_gifts limit 1`,
    ],
  ],
  [
    'gifts',
    'a gift of somebody else',
    [sql`update point_gifts set user_id = (select min(user_id) from creators)`],
  ],
];
