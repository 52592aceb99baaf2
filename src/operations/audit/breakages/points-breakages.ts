import { sql } from 'drizzle-orm';
import { allow, type Breakage, posting } from './breakage.ts';

const aGift = sql`(select min(id) from point_gifts)`;

const unlockLedger = sql`alter table point_transactions disable trigger user`;

export const pointsBreakages: Breakage[] = [
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
    'purchases',
    'a completed purchase without a credit',
    [sql`update points_purchases set status = 'completed' where status = 'pending'`],
  ],
  [
    'purchases',
    'a purchase that was called off with a credit',
    [sql`update points_purchases set cancelled_at = now(), status = 'failed' where status = 'completed'`],
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
