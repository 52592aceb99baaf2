import { sql } from 'drizzle-orm';
import type { Invariant } from './invariant.ts';

export const stock: Invariant = {
  name: 'stock',
  statement: 'Of a limited product, what is left and what was sold make up how many there were.',
  violations: sql`
    with sold as (
      select i.product_id as id, sum(i.quantity) as quantity
      from order_items i join orders o on o.id = i.order_id
      where o.status <> 'cancelled' group by i.product_id
    )
    select 'left and sold do not make up the quantity' as problem,
      p.id as product, p.max_quantity, p.current_stock, coalesce(sold.quantity, 0) as sold
    from products p left join sold using (id)
    where (p.max_quantity is null) <> (p.current_stock is null)
      or p.max_quantity <> p.current_stock + coalesce(sold.quantity, 0)`,
};

export const orders: Invariant = {
  name: 'orders',
  statement:
    'An order has one payment of exactly its total, and its lines add up to that; a cancelled one that was paid has one refund of as much, any other none.',
  violations: sql`
    with payments as (
      select reference_id as id, count(*) as payments, sum(amount) as paid, min(id) as transaction,
        min(user_id) as user_id, min(creator_id) as creator_id
      from point_transactions where type = 'spend' and reference_type = 'order' group by reference_id
    ),
    refunds as (
      select reference_id as id, count(*) as refunds, sum(amount) as refunded,
        min(user_id) as user_id, min(creator_id) as creator_id
      from point_transactions where type = 'refund' and reference_type = 'order' group by reference_id
    ),
    lines as (
      select order_id as id, sum(total_points) as total, bool_and(total_points = quantity * points_per_item) as add_up
      from order_items group by order_id
    )
    select 'the payment is not the total' as problem,
      coalesce(o.id, p.id) as "order", o.total_points as total, p.payments as count, -p.paid as points
    from orders o full join payments p on p.id = o.id
    where o.id is null or ((o.status in ('completed', 'shipped') or p.id is not null) and case when o.total_points = 0
      then p.id is not null or o.payment_transaction_id is not null
      else (coalesce(p.payments, 0), p.paid, p.transaction, p.user_id, p.creator_id)
        is distinct from (1::bigint, -o.total_points::bigint, o.payment_transaction_id, o.user_id, o.creator_id) end)
    union all
    select 'the refund is not what was paid', coalesce(o.id, r.id), o.total_points, r.refunds, r.refunded
    from orders o left join payments p on p.id = o.id full join refunds r on r.id = o.id
    where case when o.status = 'cancelled' and p.id is not null
      then (r.refunds, r.refunded, r.user_id, r.creator_id)
        is distinct from (1::bigint, o.total_points::bigint, o.user_id, o.creator_id)
      else r.id is not null end
    union all
    select 'the lines are not the total', o.id, o.total_points, null, lines.total
    from orders o left join lines on lines.id = o.id
    where (o.status in ('completed', 'shipped') or lines.id is not null) and (lines.total is distinct from o.total_points or not lines.add_up)`,
};

export const ownership: Invariant = {
  name: 'ownership',
  statement:
    'A user holds what came less what went, orders brought what they say, transfers took what they gave, and what is worn is owned.',
  violations: sql`
    with moved as (
      select user_id, product_id, sum(quantity) as quantity from inventory_movements group by user_id, product_id
    ),
    ordered as (
      select o.order_number as reference, o.user_id, i.product_id, sum(i.quantity) as quantity
      from order_items i join orders o on o.id = i.order_id
      where o.status <> 'cancelled' group by o.id, i.product_id
    ),
    brought as (
      select reference, user_id, product_id, sum(quantity) as quantity
      from inventory_movements where kind in ('purchase', 'refund') group by reference, user_id, product_id
      having sum(quantity) <> 0
    ),
    transfers as (
      select reference, min(user_id) as user_id, min(product_id) as product_id, count(*) as sides,
        sum(quantity) as quantity, count(distinct user_id) as users, count(distinct product_id) as products
      from inventory_movements where kind in ('transfer_in', 'transfer_out') group by reference
    )
    select 'what is held is not what came less what went' as problem,
      user_id, product_id as product, null::int as item, m.quantity as expected, held.quantity as actual
    from user_inventory held full join moved m using (user_id, product_id)
    where coalesce(held.quantity, 0) <> coalesce(m.quantity, 0)
    union all
    select 'an order did not bring what it says', user_id, product_id, null, o.quantity, b.quantity
    from ordered o full join brought b using (reference, user_id, product_id)
    where coalesce(o.quantity, 0) <> coalesce(b.quantity, 0)
    union all
    select 'a transfer did not take what it gave', user_id, product_id, null, 0, quantity
    from transfers where (sides, quantity, users, products) <> (2, 0, 2, 1)
    union all
    select 'a wearable that is held is not in the wardrobe', held.user_id, p.id, p.item_id, 1, 0
    from user_inventory held join products p on p.id = held.product_id
    where held.quantity > 0 and p.item_id is not null and not exists (
      select 1 from user_avatar_inventory w where w.user_id = held.user_id and w.item_id = p.item_id)
    union all
    select 'a wearable that left is still in the wardrobe', held.user_id, p.id, p.item_id, 0, 1
    from user_inventory held join products p on p.id = held.product_id
    join user_avatar_inventory w on w.user_id = held.user_id and w.item_id = p.item_id
    where held.quantity = 0 and w.source in ('purchase', 'gift')
    union all
    select 'worn, but not owned', a.user_id, null, q.item_id, 0, 1
    from avatar_equipped_items q join user_avatars a on a.id = q.user_avatar_id
    where not exists (
      select 1 from user_avatar_inventory w where w.user_id = a.user_id and w.item_id = q.item_id)`,
};
