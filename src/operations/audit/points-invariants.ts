import { sql } from 'drizzle-orm';
import type { Invariant } from './invariant.ts';

export const balances: Invariant = {
  name: 'balances',
  statement:
    'A balance is the sum of its ledger rows and the balance of the last one, each row goes on from the one before, and a deleted user has no balance.',
  violations: sql`
    with chain as (
      select id, user_id, creator_id, amount, balance, lead(id) over chain is null as is_last,
        coalesce(lag(balance) over chain, 0) as previous
      from point_transactions window chain as (partition by user_id, creator_id order by id)
    ),
    ledger as (
      select user_id, creator_id, sum(amount) as total, max(balance) filter (where is_last) as last,
        array_agg(jsonb_build_array(id, previous, amount, balance)) filter (where previous + amount <> balance) as gaps
      from chain group by user_id, creator_id
    )
    select 'a ledger row does not go on from the one before' as problem, user_id, creator_id,
      (gap->>0)::int as transaction, (gap->>1)::bigint as expected, (gap->>2)::bigint as amount, (gap->>3)::bigint as balance
    from ledger, unnest(gaps) as gap
    union all
    select 'a balance is not what the ledger says', user_id, creator_id, null, l.total, null, b.balance
    from point_balances b full join (
      select ledger.* from ledger join "user" on "user".id = user_id and deleted_at is null
    ) l using (user_id, creator_id)
    where coalesce(b.balance, 0) <> coalesce(l.total, 0) or coalesce(b.balance, 0) <> coalesce(l.last, 0)`,
};

export const earnings: Invariant = {
  name: 'earnings',
  statement: 'What a balance says was ever earned is the sum of the `earn` rows of its ledger.',
  violations: sql`
    with ledger as (
      select user_id, creator_id, sum(amount) as earned
      from point_transactions where type = 'earn' group by user_id, creator_id
    )
    select 'the total earned is not what the ledger says' as problem,
      user_id, creator_id, coalesce(l.earned, 0) as expected, b.total_earned as actual
    from point_balances b left join ledger l using (user_id, creator_id)
    where b.total_earned <> coalesce(l.earned, 0)`,
};

export const gifts: Invariant = {
  name: 'gifts',
  statement:
    'What a user gave somebody else got, of the same creator; a grant is one row, and no gift is without its giver.',
  violations: sql`
    with sides as (
      select reference_id as id, count(*) as sides, count(distinct user_id) as users,
        count(distinct creator_id) as creators, sum(amount) as total, min(amount) as least, max(source) as source,
        count(distinct source) as sources, min(user_id) filter (where amount < 0) as giver
      from point_transactions where type = 'gift' and reference_type = 'gift' group by reference_id
    )
    select 'what was given is not what was got' as problem,
      coalesce(g.id, s.id) as gift, g.user_id, s.sides, s.users, s.total, s.source
    from point_gifts g full join sides s on s.id = g.id
    where s.id is null or g.id is null or case s.source
      when 'experience' then (s.sides, s.users, s.creators, s.total, s.sources) <> (2, 2, 1, 0, 1) or s.giver <> g.user_id
      else s.source <> 'admin' or s.sides <> 1 or s.least <= 0 end`,
};

export const amounts: Invariant = {
  name: 'amounts',
  statement: 'No balance, stock, quantity, price or time is below zero, and no ledger row moves nothing.',
  violations: sql`
    select 'a balance below zero' as problem, 'point_balances' as "table", id, balance as amount
    from point_balances where balance < 0
    union all
    select 'a total below zero', 'point_balances', id, total_earned from point_balances where total_earned < 0
    union all
    select 'a balance below zero', 'point_transactions', id, balance from point_transactions where balance < 0
    union all
    select 'an amount of zero', 'point_transactions', id, amount from point_transactions where amount = 0
    union all
    select 'a stock below zero', 'products', id, current_stock from products where current_stock < 0
    union all
    select 'a price below zero', 'products', id, price_points from products where price_points < 0
    union all
    select 'a total below zero', 'orders', id, total_points from orders where total_points < 0
    union all
    select 'a quantity below one', 'order_items', id, quantity from order_items where quantity < 1
    union all
    select 'a price below zero', 'order_items', id, points_per_item from order_items where points_per_item < 0
    union all
    select 'a quantity below zero', 'user_inventory', id, quantity from user_inventory where quantity < 0
    union all
    select 'points below one', 'points_purchases', id, points_received from points_purchases where points_received < 1
    union all
    select 'points below zero', 'event_attendance', id, points_earned from event_attendance where points_earned < 0
    union all
    select 'a duration below zero', 'event_attendance', id, duration from event_attendance where duration < 0`,
};

export const purchases: Invariant = {
  name: 'purchases',
  statement:
    "A purchase is what its payment's events say: paid, it has one credit of its points, else none, nor where it was called off; a payment counts once, no refund exceeds it, and nobody has points and owes some.",
  violations: sql`
    with movements as (
      select reference_id as id, user_id, creator_id,
        count(*) filter (where type = 'purchase') as credits,
        coalesce(sum(amount) filter (where type = 'purchase'), 0) as credited,
        coalesce(-sum(amount) filter (where type = 'refund'), 0) as refunded
      from point_transactions where reference_type = 'purchase' and type in ('purchase', 'refund')
      group by reference_id, user_id, creator_id
    ),
    reversals as (
      select provider, payment_id, sum(cents) as cents from (
        select e.provider, e.payment_id, max(e.amount_cents) as cents
        from payment_events e
        where e.kind in ('refunded', 'disputed', 'dispute_lost') and e.currency = 'USD' and not (
          e.kind <> 'refunded' and exists (
            select 1 from payment_events w where w.kind = 'dispute_won' and w.provider = e.provider
              and w.payment_id = e.payment_id and w.reference = e.reference))
        group by e.provider, e.payment_id, e.kind = 'refunded', e.reference
      ) one group by provider, payment_id
    ),
    told as (
      select p.id, paid.is_paid,
        case when paid.is_paid then least(p.amount_usd, coalesce(r.cents, 0) / 100.0) else 0 end as back
      from points_purchases p
      cross join lateral (select exists (
        select 1 from payment_events e where e.provider = p.payment_provider and e.payment_id = p.payment_id
          and e.kind = 'succeeded' and e.currency = 'USD' and e.amount_cents = p.amount_usd * 100) as is_paid) paid
      left join reversals r on r.provider = p.payment_provider and r.payment_id = p.payment_id
    )
    select 'the ledger does not credit the purchase as its status says' as problem,
      id as purchase, p.status, p.points_received as points, m.credits, m.credited, m.refunded
    from points_purchases p full join movements m using (id, user_id, creator_id)
    where p.status is null
      or case p.status
        when 'completed' then coalesce(m.credits, 0) <> 1 or m.credited <> p.points_received
        when 'refunded' then m.credits > 1 or (m.credits = 1 and m.credited <> p.points_received)
        else m.credits > 0 end
      or m.refunded > m.credited or (p.cancelled_at is not null and m.credits > 0)
    union all
    select 'it was called off, and is not what its payment''s events say', id, p.status, p.points_owed, null, told.back,
      p.refunded_usd
    from points_purchases p join told using (id)
    where p.cancelled_at is not null and (p.points_owed <> 0 or p.refunded_usd <> told.back
      or p.status <> case when told.is_paid and told.back = p.amount_usd then 'refunded' else 'failed' end)
    union all
    select 'it is not what its payment''s events say', id, p.status, p.points_owed, null, told.back, p.refunded_usd
    from points_purchases p join told using (id) left join movements m using (id, user_id, creator_id)
    where p.cancelled_at is null and ((p.status in ('completed', 'refunded') <> told.is_paid and not (told.is_paid and exists (
        select 1 from "user" u where u.id = p.user_id and u.deleted_at is not null)))
      or (p.status = 'refunded') <> (told.is_paid and told.back = p.amount_usd)
      or p.refunded_usd <> told.back
      or p.points_owed <> greatest(floor(p.points_received * told.back / p.amount_usd) - coalesce(m.refunded, 0),
        case when exists (select 1 from "user" u where u.id = p.user_id and u.deleted_at is not null) then 0 end))
    union all
    select 'points are owed, and there are some', p.id, p.status, p.points_owed, null, null, b.balance
    from points_purchases p join point_balances b using (user_id, creator_id)
    where p.points_owed > 0 and b.balance > 0
    union all
    select 'one payment has several purchases', min(id), payment_provider || ' ' || payment_id, null, count(*), null, null
    from points_purchases group by payment_provider, payment_id having count(*) > 1`,
};
