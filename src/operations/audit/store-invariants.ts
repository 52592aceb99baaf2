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
  statement: 'A completed order has one payment of exactly its total, and its lines add up to that.',
  violations: sql`
    with payments as (
      select reference_id as id, count(*) as payments, sum(amount) as paid, min(id) as transaction,
        min(user_id) as user_id, min(creator_id) as creator_id
      from point_transactions where type = 'spend' and reference_type = 'order' group by reference_id
    ),
    lines as (
      select order_id as id, sum(total_points) as total, bool_and(total_points = quantity * points_per_item) as add_up
      from order_items group by order_id
    )
    select 'the payment is not the total' as problem,
      coalesce(o.id, p.id) as "order", o.total_points as total, p.payments as count, -p.paid as points
    from orders o full join payments p on p.id = o.id
    where o.id is null or (o.status in ('completed', 'shipped') and case when o.total_points = 0
      then p.id is not null or o.payment_transaction_id is not null
      else (coalesce(p.payments, 0), p.paid, p.transaction, p.user_id, p.creator_id)
        is distinct from (1::bigint, -o.total_points::bigint, o.payment_transaction_id, o.user_id, o.creator_id) end)
    union all
    select 'the lines are not the total', o.id, o.total_points, null, lines.total
    from orders o left join lines on lines.id = o.id
    where o.status in ('completed', 'shipped') and (lines.total is distinct from o.total_points or not lines.add_up)`,
};

export const ownership: Invariant = {
  name: 'ownership',
  statement:
    'A user holds what their orders brought, has the wearables in it, and wears nothing that they do not own.',
  violations: sql`
    with bought as (
      select o.user_id, i.product_id, sum(i.quantity) as quantity
      from order_items i join orders o on o.id = i.order_id
      where o.status <> 'cancelled' group by o.user_id, i.product_id
    )
    select 'the inventory is not what was bought' as problem,
      user_id, product_id as product, null::int as item, bought.quantity as expected, held.quantity as actual
    from user_inventory held full join bought using (user_id, product_id)
    where coalesce(held.quantity, 0) <> coalesce(bought.quantity, 0)
    union all
    select 'a bought wearable is not in the wardrobe', b.user_id, p.id, p.item_id, 1, 0
    from bought b join products p on p.id = b.product_id
    where p.item_id is not null and not exists (
      select 1 from user_avatar_inventory w where w.user_id = b.user_id and w.item_id = p.item_id)
    union all
    select 'worn, but not owned', a.user_id, null, q.item_id, 0, 1
    from avatar_equipped_items q join user_avatars a on a.id = q.user_avatar_id
    where not exists (
      select 1 from user_avatar_inventory w where w.user_id = a.user_id and w.item_id = q.item_id)`,
};
