import { type SQL, sql } from 'drizzle-orm';
import { type Db, jsonRows, rows } from '#db/client.ts';
import { BEGINNING, type Stage } from './stages.ts';

type Kept = Record<string, unknown>;

/** Everything of a world that the database holds, in the shape of the model's `state`. */
export async function stateOf(db: Db, stage: Stage): Promise<Kept> {
  const numbered = (list: { id: number }[]) => jsonRows(list.map(({ id }, number) => ({ id, number })));
  const everybody = stage.users.slice(0, -1).map(({ id }, number) => ({ id, number }));
  const list = (what: SQL, from: SQL, order: SQL) =>
    sql`(select coalesce(jsonb_agg(${what} order by ${order}), '[]') from ${from})`;
  const object = (text: string) => sql.raw(`jsonb_build_object(${text})`);
  const [state] = await rows<{ state: Kept }>(
    db,
    sql`
    with u as materialized (select * from ${jsonRows(everybody)} as u(id text, number int)),
    c as materialized (select * from ${numbered(stage.creators)} as c(id int, number int)),
    p as materialized (select * from ${numbered(stage.products)} as p(id int, number int)),
    a as (
      select u.number as "user", c.number as creator, coalesce(b.balance, 0) as balance,
        coalesce(b.total_earned, 0) as earned,
        (select coalesce(jsonb_agg(concat_ws(' ', t.amount, t.balance, t.type, t.source) order by t.id), '[]')
          from point_transactions t where t.user_id = u.id and t.creator_id = c.id) as rows
      from u cross join c left join point_balances b on b.user_id = u.id and b.creator_id = c.id
    ),
    o as (
      select o.id, u.number as "user", c.number as creator, o.total_points as total, o.status = 'cancelled' as cancelled,
        (select jsonb_agg(jsonb_build_object('product', p.number, 'quantity', i.quantity) order by p.number)
          from order_items i join p on p.id = i.product_id where i.order_id = o.id) as lines
      from orders o join u on u.id = o.user_id join c on c.id = o.creator_id
    )
    select jsonb_build_object(
      'accounts', ${list(sql`to_jsonb(a)`, sql`a`, sql`a.user, a.creator`)},
      'products', ${list(
        object(`'price', d.price_points, 'stock', d.current_stock, 'active', d.is_active, 'releaseAt',
          coalesce(extract(epoch from d.release_date)::bigint - ${BEGINNING / 1000}, 0)`),
        sql`products d join p using (id)`,
        sql`p.number`,
      )},
      'orders', ${list(sql`to_jsonb(o) - 'id'`, sql`o`, sql`o.id`)},
      'purchases', ${list(
        object(`'user', u.number, 'status', b.status, 'refundedCents', (b.refunded_usd * 100)::int,
          'owed', b.points_owed`),
        sql`points_purchases b join u on u.id = b.user_id`,
        sql`b.id`,
      )},
      'held', ${list(
        object(`'user', u.number, 'product', p.number, 'quantity', h.quantity`),
        sql`user_inventory h join u on u.id = h.user_id join p on p.id = h.product_id where h.quantity > 0`,
        sql`u.number, p.number`,
      )},
      'wardrobes', ${list(
        sql`u.number`,
        sql`user_avatar_inventory w join u on u.id = w.user_id`,
        sql`u.number`,
      )},
      'worn', ${list(
        sql`u.number`,
        sql`avatar_equipped_items q join user_avatars v on v.id = q.user_avatar_id join u on u.id = v.user_id`,
        sql`u.number`,
      )},
      'members', ${list(
        sql`concat_ws(' ', u.number, c.number)`,
        sql`user_tribe_memberships m join u on u.id = m.user_id join tribes t on t.id = m.tribe_id
          join c on c.id = t.creator_id`,
        sql`u.number, c.number`,
      )},
      'keys', ${list(
        sql`(select count(*) from idempotency_keys k where k.user_id = u.id)`,
        sql`u`,
        sql`u.number`,
      )}) as state`,
  );
  return (state as { state: Kept }).state;
}
