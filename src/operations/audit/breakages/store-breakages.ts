import { sql } from 'drizzle-orm';
import { type Breakage, posting } from './breakage.ts';

const anOrder = sql`(select min(id) from orders)`;

export const storeBreakages: Breakage[] = [
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
];
