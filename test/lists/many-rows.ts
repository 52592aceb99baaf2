import { type SQL, sql } from 'drizzle-orm';
import { type Db, rows } from '#db/client.ts';

/** How many rows each table gets that a list is made of. */
export const MANY = 100_000;

/** Whose lists are read: what they made is one row in a hundred, what they own one in four hundred. */
export type Somebody = {
  userId: string;
  creatorId: number;
  worldId: number;
  tribeId: number;
  spaceId: number;
};

export async function findSomebody(db: Db, userName: string): Promise<Somebody> {
  const [found] = await rows<Somebody>(
    db,
    sql`select u.id as "userId", c.id as "creatorId", w.id as "worldId", t.id as "tribeId", s.id as "spaceId"
        from "user" u join creators c on c.user_id = u.id join worlds w on w.creator_id = c.id
        join tribes t on t.creator_id = c.id join spaces s on s.world_id = w.id
        where u.user_name = ${userName}`,
  );
  return found as Somebody;
}

/** One number in so many is theirs, and the others are everybody's in turn. */
const oneIn = (howMany: number, theirs: SQL, others: SQL): SQL =>
  sql`case when n % ${sql.raw(String(howMany))} = 0 then ${theirs} else ${others} end`;

/** Names of which all have `hall` in them, a hundred `übung`, and one `zeppelin`. */
const names = sql`'Hall ' || n || case when n % 1000 = 0 then ' Übung' when n = 77777 then ' Zeppelin' else '' end`;

/** Beyond every id that the database gives by itself while the test runs. */
const FIRST_ID = 1_000_000;
const id = sql`(n + ${sql.raw(String(FIRST_ID))})`;
const publicId = sql`lpad(n::text, 12, '0')`;

/** Every table with what goes into it for each number n; what names another row names the nth of its table. */
function tables({
  userId,
  creatorId,
  worldId,
  tribeId,
  spaceId,
}: Somebody): Record<string, Record<string, SQL>> {
  const theirUser = sql`${userId}::text`;
  const anyUser = oneIn(400, theirUser, sql`'user-' || n`);
  const ofCreator = oneIn(100, sql`${creatorId}::int`, id);
  const moment = sql`timestamptz '2030-01-01' + n * interval '1 minute'`;
  return {
    user: {
      id: sql`'user-' || n`,
      name: names,
      first_name: sql`'Hall'`,
      last_name: sql`'Person'`,
      user_name: sql`'user_' || n`,
      email: sql`n || '@example.com'`,
    },
    creators: { id, public_id: publicId, user_id: sql`'user-' || n` },
    creator_points_config: { id, creator_id: id },
    worlds: { id, public_id: publicId, creator_id: id, name: names },
    tribes: { id, public_id: publicId, creator_id: id, name: names },
    creator_stores: {
      id,
      public_id: publicId,
      creator_id: id,
      store_name: names,
      is_active: sql`n % 10 <> 1`,
    },
    user_tribe_memberships: {
      id,
      user_id: sql`'user-' || n`,
      tribe_id: oneIn(100, sql`${tribeId}::int`, id),
    },
    spaces: {
      id,
      public_id: publicId,
      world_id: oneIn(100, sql`${worldId}::int`, id),
      name: names,
      space_type: sql`(array['stage', 'hall', 'shop', 'garden'])[n % 4 + 1]`,
      is_active: sql`n % 10 <> 1`,
    },
    events: {
      id,
      public_id: publicId,
      space_id: oneIn(100, sql`${spaceId}::int`, id),
      name: names,
      start_time: moment,
      end_time: sql`${moment} + interval '1 hour'`,
      is_live: sql`n % 100 = 50`,
      started_at: sql`case when n % 100 = 50 then now() end`,
    },
    event_attendance: {
      id,
      user_id: anyUser,
      event_id: sql`${FIRST_ID}::int + case when n % 100 in (0, 50) then 100 else n end`,
      stay_id: sql`'stay-' || n`,
    },
    avatar_base_models: {
      id,
      public_id: publicId,
      name: names,
      mesh_url: sql`'/mesh.glb'`,
      skeleton_url: sql`'/skeleton.glb'`,
      rig_type: sql`'humanoid'`,
    },
    avatar_slots: {
      id,
      base_model_id: id,
      slot_name: sql`'hat'`,
      slot_type: sql`'attachment'`,
      display_order: sql`1`,
    },
    avatar_items: {
      id,
      public_id: publicId,
      creator_id: id,
      base_model_id: oneIn(100, sql`${FIRST_ID}::int + 100`, id),
      slot_name: sql`(array['hat', 'body', 'feet'])[n % 3 + 1]`,
      mesh_url: sql`'/hat.glb'`,
      thumbnail_url: sql`'/hat.png'`,
    },
    user_avatars: { id, public_id: publicId, user_id: anyUser, base_model_id: id, is_active: sql`false` },
    user_avatar_inventory: { id, user_id: anyUser, item_id: id, source: sql`'starter'` },
    products: {
      id,
      public_id: publicId,
      creator_id: ofCreator,
      name: names,
      product_type: sql`(array['avatar', 'collectible', 'digital_asset', 'merchandise', 'access_pass', 'custom'])[n % 6 + 1]`,
      item_id: sql`case when n % 6 = 0 then ${id} end`,
      price_points: sql`n * 7 % 1000`,
      is_active: sql`n % 10 <> 1`,
      max_quantity: sql`case when n % 2 = 0 then 10 end`,
      current_stock: sql`case when n % 2 = 0 then n % 5 end`,
      release_date: sql`case when n % 7 = 0 then now() + interval '1 day' end`,
      display_order: sql`nullif(n % 50, 0)`,
    },
    points_packages: {
      id,
      public_id: publicId,
      creator_id: ofCreator,
      name: names,
      points_amount: sql`n`,
      price_usd: sql`4.99`,
      display_order: sql`n % 50`,
      is_active: sql`n % 10 <> 1`,
    },
    orders: {
      id,
      order_number: sql`gen_random_uuid()`,
      user_id: anyUser,
      creator_id: id,
      total_points: sql`n`,
    },
    order_items: { id, order_id: id, product_id: id, points_per_item: sql`n`, total_points: sql`n` },
    user_inventory: { id, public_id: publicId, user_id: anyUser, product_id: id, quantity: sql`1` },
    point_balances: {
      id,
      user_id: anyUser,
      creator_id: sql`case when n % 100 = 50 then ${creatorId}::int else ${id} end`,
      balance: sql`n`,
      total_earned: sql`n % 1000`,
    },
    points_purchases: {
      id,
      user_id: anyUser,
      creator_id: id,
      package_id: id,
      transaction_id: sql`gen_random_uuid()`,
      points_received: sql`n`,
      amount_usd: sql`4.99`,
      payment_provider: sql`'sandbox'`,
      payment_id: sql`'payment-' || n`,
    },
    space_bans: { id, user_id: sql`'user-' || n`, space_id: oneIn(100, sql`${spaceId}::int`, id) },
    space_mutes: { id, user_id: sql`'user-' || n`, space_id: oneIn(100, sql`${spaceId}::int`, id) },
    point_transactions: {
      id,
      transaction_id: sql`gen_random_uuid()`,
      user_id: anyUser,
      creator_id: id,
      amount: sql`n`,
      balance: sql`n`,
      type: sql`(array['earn', 'spend', 'purchase', 'refund', 'gift'])[n % 5 + 1]`,
      source: sql`'store'`,
      reference_type: sql`(array['order', 'event', 'tribe'])[n % 3 + 1]`,
      reference_id: id,
      created_at: moment,
    },
  };
}

/**
 * Fills every table that a list is made of, without looking at foreign keys: they are right by the way the rows
 * are made. Answers with the names of the tables.
 */
export async function insertManyRows(db: Db, somebody: Somebody): Promise<string[]> {
  const filled = tables(somebody);
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    for (const [table, columns] of Object.entries(filled)) {
      const into = sql.raw(`"${table}" (${Object.keys(columns).join(', ')})`);
      const values = sql.join(Object.values(columns), sql`, `);
      await tx.execute(
        sql`insert into ${into} overriding system value select ${values} from generate_series(1, ${MANY}::int) n`,
      );
    }
  });
  await db.execute(sql`analyze`);
  return Object.keys(filled);
}

/** The public id of the hundredth row of a table, which has one in a hundred of what refers to that table. */
export const POPULAR_ID = '100'.padStart(12, '0');
