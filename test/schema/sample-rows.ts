import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';

/** One row in each table that the refusals are tried on; ids are written out so that statements can name them. */
const ROWS: readonly SQL[] = [
  sql`insert into "user" (id, name, first_name, last_name, user_name, email)
      values ('ada', 'Ada', 'Ada', 'L', 'ada', 'ada@example.com'), ('bob', 'Bob', 'Bob', 'M', 'bob', 'bob@example.com')`,
  sql`insert into creators (id, public_id, user_id) overriding system value values (1, 'creator00001', 'ada')`,
  sql`insert into tribes (id, public_id, creator_id, name) overriding system value values (1, 'tribe0000001', 1, 'T')`,
  sql`insert into user_tribe_memberships (id, user_id, tribe_id) overriding system value values (1, 'bob', 1)`,
  sql`insert into worlds (id, public_id, creator_id, name) overriding system value values (1, 'world0000001', 1, 'W')`,
  sql`insert into spaces (id, public_id, world_id, name, space_type)
      overriding system value values (1, 'space0000001', 1, 'S', 'stage')`,
  sql`insert into events (id, public_id, space_id, name, start_time, end_time)
      overriding system value values (1, 'event0000001', 1, 'E', now(), now() + interval '1 hour')`,
  sql`insert into event_attendance (id, user_id, event_id, stay_id) overriding system value values (1, 'bob', 1, 'stay')`,
  sql`insert into avatar_base_models (id, public_id, name, mesh_url, skeleton_url, rig_type)
      overriding system value values (1, 'model0000001', 'M', 'm', 's', 'humanoid')`,
  sql`insert into avatar_slots (id, base_model_id, slot_name, slot_type, display_order)
      overriding system value values (1, 1, 'head', 'attachment', 1)`,
  sql`insert into user_avatars (id, public_id, user_id, base_model_id)
      overriding system value values (1, 'avatar000001', 'bob', 1)`,
  sql`insert into avatar_items (id, public_id, base_model_id, slot_name, thumbnail_url)
      overriding system value values (1, 'item00000001', 1, 'head', 't')`,
  sql`insert into avatar_equipped_items (id, user_avatar_id, slot_name, item_id)
      overriding system value values (1, 1, 'head', 1)`,
  sql`insert into user_avatar_inventory (id, user_id, item_id, source)
      overriding system value values (1, 'bob', 1, 'starter')`,
  sql`insert into points_packages (id, public_id, creator_id, name, points_amount, price_usd, display_order)
      overriding system value values (1, 'package00001', 1, 'P', 100, 1.99, 1)`,
  sql`insert into points_purchases
        (id, transaction_id, user_id, creator_id, package_id, points_received, amount_usd, payment_provider, payment_id)
      overriding system value values (1, gen_random_uuid(), 'bob', 1, 1, 100, 1.99, 'sandbox', 'pay-1')`,
  sql`insert into point_balances (id, user_id, creator_id, balance) overriding system value values (1, 'bob', 1, 10)`,
  sql`insert into point_transactions (id, transaction_id, user_id, creator_id, amount, balance, type, source)
      overriding system value values (1, gen_random_uuid(), 'bob', 1, 10, 10, 'earn', 'experience')`,
  sql`insert into products (id, public_id, creator_id, name, product_type, price_points, max_quantity, current_stock)
      overriding system value values (1, 'product00001', 1, 'P', 'collectible', 5, 10, 10)`,
  sql`insert into orders (id, order_number, user_id, creator_id, total_points)
      overriding system value values (1, gen_random_uuid(), 'bob', 1, 10)`,
  sql`insert into order_items (id, order_id, product_id, quantity, points_per_item, total_points)
      overriding system value values (1, 1, 1, 2, 5, 10)`,
  sql`insert into user_inventory (id, public_id, user_id, product_id)
      overriding system value values (1, 'owned0000001', 'bob', 1)`,
  sql`insert into inventory_movements (id, user_id, product_id, quantity, kind, reference)
      overriding system value values (1, 'bob', 1, 1, 'purchase', gen_random_uuid())`,
  sql`insert into payment_events (id, provider, event_id, payment_id, kind, amount_cents, currency, occurred_at)
      overriding system value values (1, 'sandbox', 'event-1', 'pay-1', 'succeeded', 199, 'USD', now())`,
  sql`insert into outbox_tasks (kind, payload, due_at) values ('visits.sweep', '{}', now())`,
];

export async function insertSampleRows(db: Db): Promise<void> {
  for (const row of ROWS) await db.execute(row);
}
