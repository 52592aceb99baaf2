import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rows } from '#db/client.ts';
import { databaseRefusal } from '#db/constraint.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { insertSampleRows } from './sample-rows.ts';

let opened: TestDatabase;

beforeAll(async () => {
  opened = await openTestDatabase();
  await insertSampleRows(opened.database.db);
});

afterAll(() => opened.close());

/** What the database answers to a statement that it must not carry out. */
async function refusalOf(statement: SQL) {
  return databaseRefusal(
    await opened.database.db.execute(statement).then(
      () => undefined,
      (error) => error,
    ),
  );
}

const CHECKS: Record<string, Record<string, SQL>> = {
  user_role_known: { 'an unknown role': sql`update "user" set role = 'owner'` },
  user_deleted_is_nobody: {
    'a name that stays': sql`update "user" set deleted_at = now()`,
    'an address that stays': deletedUser(sql`email = email`),
    'a picture that stays': deletedUser(
      sql`email = '1@deleted.invalid', image = 'https://example.com/me.png'`,
    ),
    'a role that stays': deletedUser(sql`email = '1@deleted.invalid', role = 'creator'`),
  },
  tribes_join_cost_not_negative: { 'a negative join cost': sql`update tribes set join_cost = -1` },
  user_tribe_memberships_role_known: {
    'an unknown role': sql`update user_tribe_memberships set role = 'king'`,
  },
  spaces_capacity_positive: { 'a space for nobody': sql`update spaces set capacity = 0` },
  events_end_after_start: { 'an end at the start': sql`update events set end_time = start_time` },
  events_live_is_started: {
    'live and never started': sql`update events set is_live = true`,
    'live and ended': sql`update events set is_live = true, started_at = now(), ended_at = now()`,
  },
  events_ended_after_started: {
    'ended before it started': sql`update events set started_at = now(), ended_at = now() - interval '1 s'`,
  },
  events_reward_not_negative: {
    'negative points': sql`update events set points_per_minute = -1`,
    'a negative minimum': sql`update events set minimum_seconds = -1`,
    'a negative maximum': sql`update events set maximum_points = -1`,
    'a negative budget': sql`update events set reward_budget = -1`,
  },
  event_attendance_left_after_joined: {
    'left before joining': sql`update event_attendance set left_at = joined_at - interval '1 s', duration = 0`,
  },
  event_attendance_closed_has_duration: {
    'closed without a duration': sql`update event_attendance set left_at = joined_at`,
    'a duration while open': sql`update event_attendance set duration = 1`,
  },
  event_attendance_not_negative: {
    'negative points earned': sql`update event_attendance set points_earned = -1`,
    'a negative duration': sql`update event_attendance set left_at = joined_at, duration = -1`,
  },
  avatar_slots_type_known: { 'an unknown slot type': sql`update avatar_slots set slot_type = 'paint'` },
  avatar_slots_max_items_positive: { 'a slot for nothing': sql`update avatar_slots set max_items = 0` },
  user_avatar_inventory_source_known: {
    'an unknown source': sql`update user_avatar_inventory set source = 'theft'`,
  },
  points_packages_amounts: {
    'no points': sql`update points_packages set points_amount = 0`,
    'a negative bonus': sql`update points_packages set bonus_points = -1`,
    'no price': sql`update points_packages set price_usd = 0`,
  },
  points_purchases_amounts: {
    'no points received': sql`update points_purchases set points_received = 0`,
    'a negative amount': sql`update points_purchases set amount_usd = -0.01`,
  },
  points_purchases_refund_within_amount: {
    'more back than was paid': sql`update points_purchases set refunded_usd = 2`,
    'a negative refund': sql`update points_purchases set refunded_usd = -0.01`,
    'more owed than was received': sql`update points_purchases set points_owed = 101`,
    'a negative debt': sql`update points_purchases set points_owed = -1`,
  },
  points_purchases_status_known: { 'an unknown status': sql`update points_purchases set status = 'maybe'` },
  point_balances_not_negative: {
    'a negative balance': sql`update point_balances set balance = balance - 11`,
  },
  point_balances_within_limit: {
    'a balance that JSON cannot keep exact': sql`update point_balances set balance = 9007199254740992`,
    'such a total': sql`update point_balances set total_earned = 9007199254740992`,
  },
  point_balances_total_earned_not_negative: {
    'a negative total': sql`update point_balances set total_earned = -1`,
  },
  point_transactions_amount_not_zero: { 'an amount of 0': ledgerRow(sql`0, 10, 'earn', 'experience'`) },
  point_transactions_balance_not_negative: {
    'a negative balance': ledgerRow(sql`-20, -10, 'spend', 'store'`),
  },
  point_transactions_within_limit: {
    'an amount that JSON cannot keep exact': ledgerRow(sql`-9007199254740992, 10, 'spend', 'store'`),
    'such a balance': ledgerRow(sql`1, 9007199254740992, 'earn', 'experience'`),
  },
  point_transactions_type_known: { 'an unknown type': ledgerRow(sql`1, 11, 'found', 'store'`) },
  point_transactions_source_known: { 'an unknown source': ledgerRow(sql`1, 11, 'earn', 'street'`) },
  products_type_known: { 'an unknown type': sql`update products set product_type = 'air'` },
  products_max_per_user_positive: { 'nothing for anybody': sql`update products set max_per_user = 0` },
  products_price_not_negative: { 'a negative price': sql`update products set price_points = -1` },
  products_stock_within_quantity: {
    'stock below zero': sql`update products set current_stock = -1`,
    'more left than were made': sql`update products set current_stock = 11`,
    'stock without a quantity': sql`update products set max_quantity = null`,
  },
  orders_total_within_limit: {
    'a total that JSON cannot keep exact': sql`update orders set total_points = 9007199254740992`,
  },
  orders_total_not_negative: { 'a negative total': sql`update orders set total_points = -1` },
  orders_status_known: { 'an unknown status': sql`update orders set status = 'lost'` },
  order_items_quantity_positive: {
    'a quantity of 0': sql`update order_items set quantity = 0, total_points = 0`,
  },
  order_items_total_adds_up: {
    'a total that does not add up': sql`update order_items set total_points = 11`,
    'a negative price': sql`update order_items set points_per_item = -5, total_points = -10`,
  },
  user_inventory_quantity_not_negative: {
    'a negative quantity': sql`update user_inventory set quantity = -1`,
  },
  inventory_movements_kind_known: { 'an unknown kind': movement(sql`-1, 'theft'`) },
  inventory_movements_direction: {
    'a movement of nothing': movement(sql`0, 'consume'`),
    'a purchase that takes': movement(sql`-1, 'purchase'`),
    'a gift that adds to the giver': movement(sql`1, 'transfer_out'`),
  },
  payment_events_kind_known: { 'an unknown kind': paymentEvent(sql`'promised', 199, 'USD'`) },
  payment_events_amounts: {
    'a negative amount': paymentEvent(sql`'succeeded', -1, 'USD'`),
    'an amount of no currency': paymentEvent(sql`'succeeded', 199, null`),
  },
  outbox_tasks_counts: {
    'a negative version': sql`update outbox_tasks set version = -1`,
    'a negative number of attempts': sql`update outbox_tasks set attempts = -1`,
  },
  steady_clock_one_row: { 'a second row': sql`insert into steady_clock (id) values (2)` },
};

function movement(values: SQL): SQL {
  return sql`
    insert into inventory_movements (user_id, product_id, reference, quantity, kind)
    values ('bob', 1, gen_random_uuid(), ${values})`;
}

function paymentEvent(values: SQL): SQL {
  return sql`
    insert into payment_events (provider, event_id, payment_id, occurred_at, kind, amount_cents, currency)
    values ('sandbox', 'event-2', 'pay-1', now(), ${values})`;
}

function ledgerRow(values: SQL): SQL {
  return sql`
    insert into point_transactions (transaction_id, user_id, creator_id, amount, balance, type, source)
    values (gen_random_uuid(), 'bob', 1, ${values})`;
}

/** The deletion of a user that leaves something of them, as `but` says. */
function deletedUser(but: SQL): SQL {
  return sql`
    update "user" set deleted_at = now(), user_name = 'deleted-1', name = 'Deleted user', first_name = 'Deleted',
      last_name = 'user', ${but}
    where id = 'bob'`;
}

const tried = Object.entries(CHECKS).flatMap(([constraint, statements]) =>
  Object.entries(statements).map(([what, statement]) => ({ constraint, what, statement })),
);

describe('check constraints', () => {
  test.each(tried)('DB13 $constraint refuses $what', async ({ constraint, statement }) => {
    expect(await refusalOf(statement)).toEqual({ code: '23514', constraint });
  });

  test('DB13 each one in the database is tried here', async () => {
    const found = await rows<{ name: string }>(
      opened.database.db,
      sql`select conname as name from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace`,
    );
    expect(found.map(({ name }) => name).sort()).toEqual(Object.keys(CHECKS).sort());
  });
});

describe('the ledger', () => {
  test.each([
    ['update', sql`update point_transactions set description = 'better'`],
    ['delete', sql`delete from point_transactions`],
    ['truncate', sql`truncate point_transactions cascade`],
  ])('LED1 refuses %s', async (_, statement) => {
    expect(await refusalOf(statement)).toMatchObject({ code: '23001' });
    expect(await rows(opened.database.db, sql`select amount from point_transactions`)).toEqual([
      { amount: 10 },
    ]);
  });

  test.each([
    ['INV8', 'inventory_movements'],
    ['PAY4', 'payment_events'],
  ])('%s refuses any change of %s', async (_rule, table) => {
    const name = sql.identifier(table);
    for (const change of [
      sql`update ${name} set created_at = now()`,
      sql`delete from ${name}`,
      sql`truncate ${name}`,
    ])
      expect(await refusalOf(change)).toMatchObject({ code: '23001' });
    expect(await rows(opened.database.db, sql`select 1 from ${name}`)).toHaveLength(1);
  });

  test('LED2 keeps a user whose points it recorded', async () => {
    expect(await refusalOf(sql`delete from "user" where id = 'bob'`)).toMatchObject({ code: '23503' });
  });
});

describe('deleted users', () => {
  const deleted = sql`
    insert into "user" (id, name, first_name, last_name, user_name, email, deleted_at)
    values ('gone', 'Deleted user', 'Deleted', 'user', 'deleted-gone', 'gone@deleted.invalid', now())`;
  beforeAll(async () => {
    await opened.database.db.execute(deleted);
  });

  test.each<[table: string, columns: SQL, values: SQL]>([
    ['session', sql`id, token, expires_at`, sql`'s', 't', now()`],
    ['account', sql`id, account_id, provider_id`, sql`'a', 'a', 'credential'`],
    ['creators', sql`id, public_id`, sql`9, 'creator00009'`],
    ['user_tribe_memberships', sql`tribe_id`, sql`1`],
    ['user_avatars', sql`public_id, base_model_id`, sql`'avatar000009', 1`],
    ['user_avatar_inventory', sql`item_id, source`, sql`1, 'starter'`],
    ['user_inventory', sql`public_id, product_id`, sql`'owned0000009', 1`],
    ['point_balances', sql`creator_id`, sql`1`],
    ['idempotency_keys', sql`key, request_hash, answer`, sql`'k', 'h', ''`],
    ['space_bans', sql`space_id`, sql`1`],
    ['space_mutes', sql`space_id`, sql`1`],
    ['held_user_names', sql`user_name`, sql`'Once'`],
    ['point_gifts', sql`gift_id`, sql`gen_random_uuid()`],
  ])('LEAVE7 get no row of %s', async (table, columns, values) => {
    const statement = sql`insert into ${sql.identifier(table)} (user_id, ${columns})
      overriding system value values ('gone', ${values})`;
    expect(await refusalOf(statement)).toEqual({ code: '23001', constraint: 'user_deleted' });
  });

  test('LEAVE7 stay as they are', async () => {
    const back = sql`update "user" set deleted_at = null where id = 'gone'`;
    expect(await refusalOf(back)).toEqual({ code: '23001', constraint: 'user_deleted' });
  });
});

describe('userNames', () => {
  test('NAME6 NAME7 that were given up are held for who had them, five of them', async () => {
    const { db } = opened.database;
    for (const letter of 'abcdef') {
      const renamed = sql`update "user" set user_name = ${`bob_${letter}`} where id = 'bob'`;
      const expected = letter === 'f' ? { code: '23514', constraint: 'user_names_held' } : undefined;
      expect(await refusalOf(renamed)).toEqual(expected);
    }
    const heldNow = { code: '23505', constraint: 'user_name_held' };
    expect(await refusalOf(sql`update "user" set user_name = 'B0B' where id = 'ada'`)).toEqual(heldNow);
    const newcomer = sql`insert into "user" (id, name, first_name, last_name, user_name, email)
      values ('eve', '', 'Eve', 'N', 'bob_a', 'eve@example.com')`;
    expect(await refusalOf(newcomer)).toEqual(heldNow);
    await db.execute(sql`update "user" set user_name = 'bob' where id = 'bob'`);
  });

  test('NAME9 a whole name is always its parts', async () => {
    const { db } = opened.database;
    await db.execute(sql`update "user" set name = 'Somebody Else' where id = 'ada'`);
    expect(await rows(db, sql`select name from "user" where id = 'ada'`)).toEqual([{ name: 'Ada L' }]);
  });
});

describe('unique constraints', () => {
  test.each([
    [
      'held_user_names_key_unique',
      sql`insert into held_user_names (user_name, user_id) values ('Same', 'bob'), ('SAME', 'ada')`,
    ],
    ['user_user_name_key_unique', sql`update "user" set user_name = 'ADA' where id = 'bob'`],
    [
      'user_avatars_one_active',
      sql`insert into user_avatars (public_id, user_id, base_model_id) values ('avatar000002', 'bob', 1)`,
    ],
    [
      'points_purchases_payment_unique',
      sql`insert into points_purchases
            (transaction_id, user_id, creator_id, package_id, points_received, amount_usd, payment_provider, payment_id)
          values (gen_random_uuid(), 'ada', 1, 1, 100, 1.99, 'sandbox', 'pay-1')`,
    ],
    [
      'payment_events_provider_eventId_unique',
      sql`insert into payment_events (provider, event_id, payment_id, kind, occurred_at)
          values ('sandbox', 'event-1', 'pay-1', 'failed', now())`,
    ],
    [
      'point_gifts_giftId_unique',
      sql`insert into point_gifts (gift_id, user_id)
          select '00000000-0000-4000-8000-000000000001', 'bob' from generate_series(1, 2)`,
    ],
    [
      'space_bans_spaceId_userId_unique',
      sql`insert into space_bans (space_id, user_id) select 1, 'bob' from generate_series(1, 2)`,
    ],
    [
      'space_mutes_spaceId_userId_unique',
      sql`insert into space_mutes (space_id, user_id) select 1, 'bob' from generate_series(1, 2)`,
    ],
    [
      'idempotency_keys_userId_key_unique',
      sql`insert into idempotency_keys (user_id, key, request_hash, answer)
          select 'bob', 'key', n::text, '' from generate_series(1, 2) n`,
    ],
    [
      'outbox_tasks_one_for_key',
      sql`insert into outbox_tasks (kind, payload, key, due_at)
          select 'event.end', n::text, 'key', now() from generate_series(1, 2) n`,
    ],
    [
      'event_attendance_stay_unique',
      sql`insert into event_attendance (user_id, event_id, stay_id) values ('ada', 1, 'stay')`,
    ],
    [
      'events_one_live_per_space',
      sql`insert into events (public_id, space_id, name, start_time, end_time, is_live, started_at)
          select 'event000000' || n, 1, 'E', now(), now() + interval '1 h', true, now() from generate_series(2, 3) n`,
    ],
  ])('%s', async (constraint, statement) => {
    expect(await refusalOf(statement)).toEqual({ code: '23505', constraint });
  });

  test('a second avatar that is not active is welcome', async () => {
    const inactive = sql`
      insert into user_avatars (public_id, user_id, base_model_id, is_active)
      select 'avatar00001' || n, 'bob', 1, false from generate_series(2, 3) n`;
    expect(await refusalOf(inactive)).toBeUndefined();
  });
});

test('ids are given by the database, from 1000 on', async () => {
  const { db } = opened.database;
  const [creator] = await rows<{ id: number }>(
    db,
    sql`insert into creators (public_id, user_id) values ('creator00002', 'bob') returning id`,
  );
  expect(creator?.id).toBe(1000);
  const chosen = sql`insert into creators (id, public_id, user_id) values (5, 'creator00003', 'bob')`;
  expect(await refusalOf(chosen)).toMatchObject({ code: '428C9' });
});
