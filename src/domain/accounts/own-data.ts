import { type SQL, sql } from 'drizzle-orm';
import { isoTime } from '../clock.ts';

/** Everything of one user in one table that stays short, as rows whose names and values are those of the answer. */
export type OwnData = (userId: string) => SQL;

/** The same of a table that may be long: what follows the row `after`, at most ROWS_AT_ONCE, each with its `rowId`. */
export type OwnBook = (userId: string, after: number) => SQL;

/** Rows of a list that are read at once. What an export holds in memory is this many rows, and other work goes on in between. */
export const ROWS_AT_ONCE = 5_000;

/** The end of a query: the rows whose `column` follows `after`. */
export const nextRows = (column: string, after: number): SQL =>
  sql`${sql.raw(column)} > ${after} order by ${sql.raw(column)} limit ${ROWS_AT_ONCE}`;

const time = (column: string): SQL => isoTime(sql.raw(column));

/** What is kept of who they are and how they come in; no password, no token. */
export const identity = {
  signIns: (userId) => sql`
    select provider_id as "providerId", ${time('created_at')} as "createdAt", ${time('updated_at')} as "updatedAt"
    from account where user_id = ${userId} order by created_at, id`,

  sessions: (userId) => sql`
    select ip_address as "ipAddress", user_agent as "userAgent", ${time('created_at')} as "createdAt",
      ${time('expires_at')} as "expiresAt"
    from session where user_id = ${userId} order by created_at, id`,

  formerUserNames: (userId) => sql`
    select user_name as "userName", ${time('released_at')} as "releasedAt"
    from held_user_names where user_id = ${userId} order by id`,
} satisfies Record<string, OwnData>;

const sanctions = (table: string, userId: string, after: number): SQL => sql`
  select b.id as "rowId", s.public_id as "spaceId", b.reason, ${time('b.until')} as until,
    ${time('b.created_at')} as "createdAt"
  from ${sql.identifier(table)} b join spaces s on s.id = b.space_id
  where b.user_id = ${userId} and ${nextRows('b.id', after)}`;

/** What they have. */
export const belongings = {
  requests: (userId, after) => sql`
    select id as "rowId", key as "idempotencyKey", ${time('created_at')} as "createdAt"
    from idempotency_keys where user_id = ${userId} and ${nextRows('id', after)}`,

  avatars: (userId, after) => sql`
    select a.id as "rowId", a.public_id as id, m.public_id as "baseModelId", a.name, a.is_active as "isActive",
      ${time('a.created_at')} as "createdAt", ${time('a.updated_at')} as "updatedAt",
      coalesce((
        select jsonb_agg(jsonb_build_object('slotName', q.slot_name, 'itemId', i.public_id,
          'colorVariant', q.color_variant, 'equippedAt', ${time('q.equipped_at')}) order by q.slot_name)
        from avatar_equipped_items q join avatar_items i on i.id = q.item_id
        where q.user_avatar_id = a.id), '[]') as equipped
    from user_avatars a join avatar_base_models m on m.id = a.base_model_id
    where a.user_id = ${userId} and ${nextRows('a.id', after)}`,

  wearables: (userId, after) => sql`
    select w.id as "rowId", i.public_id as "itemId", i.slot_name as "slotName", w.source, ${time('w.acquired_at')} as "acquiredAt"
    from user_avatar_inventory w join avatar_items i on i.id = w.item_id
    where w.user_id = ${userId} and ${nextRows('w.id', after)}`,

  inventory: (userId, after) => sql`
    select h.id as "rowId", h.public_id as id, p.public_id as "productId", c.public_id as "creatorId", p.name, h.quantity,
      o.order_number as "orderNumber", h.metadata, ${time('h.acquired_at')} as "acquiredAt"
    from user_inventory h join products p on p.id = h.product_id join creators c on c.id = p.creator_id
    left join orders o on o.id = h.order_id
    where h.user_id = ${userId} and ${nextRows('h.id', after)}`,

  memberships: (userId, after) => sql`
    select m.id as "rowId", t.public_id as "tribeId", t.name, m.role, ${time('m.joined_at')} as "joinedAt"
    from user_tribe_memberships m join tribes t on t.id = m.tribe_id
    where m.user_id = ${userId} and ${nextRows('m.id', after)}`,

  bans: (userId, after) => sanctions('space_bans', userId, after),

  mutes: (userId, after) => sanctions('space_mutes', userId, after),
} satisfies Record<string, OwnBook>;

const part = (table: string, userId: string, after: number): SQL => sql`(
  select * from ${sql.identifier(table)} where user_id = ${userId} and id > ${after} order by id limit ${ROWS_AT_ONCE})`;

/** What the books say of them. */
export const books = {
  balances: (userId, after) => sql`
    select b.id as "rowId", c.public_id as "creatorId", b.balance, ${time('b.last_updated')} as "lastUpdated"
    from ${part('point_balances', userId, after)} b join creators c on c.id = b.creator_id
    order by b.id`,

  transactions: (userId, after) => sql`
    select t.id as "rowId", t.transaction_id as "transactionId", c.public_id as "creatorId", t.amount,
      t.balance, t.type, t.source, t.reference_type as "referenceType",
      coalesce(o.order_number::text, p.transaction_id::text, g.gift_id::text, e.public_id, r.public_id) as "referenceId", t.description,
      g.message,
      ${time('t.created_at')} as "createdAt"
    from ${part('point_transactions', userId, after)} t join creators c on c.id = t.creator_id
    left join orders o on t.reference_type = 'order' and o.id = t.reference_id
    left join points_purchases p on t.reference_type = 'purchase' and p.id = t.reference_id
    left join point_gifts g on t.reference_type = 'gift' and g.id = t.reference_id
    left join events e on t.reference_type = 'event' and e.id = t.reference_id
    left join tribes r on t.reference_type = 'tribe' and r.id = t.reference_id
    order by t.id`,

  orders: (userId, after) => sql`
    select o.id as "rowId", o.order_number as "orderNumber", c.public_id as "creatorId",
      o.total_points as "totalPoints", o.status, o.notes, ${time('o.created_at')} as "createdAt",
      coalesce((
        select jsonb_agg(jsonb_build_object('productId', p.public_id, 'name', coalesce(i.metadata ->> 'name', p.name),
          'quantity', i.quantity, 'pointsPerItem', i.points_per_item, 'totalPoints', i.total_points) order by i.id)
        from order_items i join products p on p.id = i.product_id where i.order_id = o.id), '[]') as items
    from ${part('orders', userId, after)} o join creators c on c.id = o.creator_id
    order by o.id`,

  purchases: (userId, after) => sql`
    select p.id as "rowId", p.transaction_id as "transactionId", c.public_id as "creatorId",
      k.public_id as "packageId", p.points_received as "pointsReceived", p.amount_usd::text as "amountUSD",
      p.refunded_usd::text as "refundedUSD",
      p.payment_provider as "paymentProvider", p.payment_id as "paymentId", p.status,
      ${time('p.purchased_at')} as "purchasedAt", ${time('p.cancelled_at')} as "cancelledAt"
    from ${part('points_purchases', userId, after)} p join creators c on c.id = p.creator_id
    join points_packages k on k.id = p.package_id
    order by p.id`,

  movements: (userId, after) => sql`
    select m.id as "rowId", p.public_id as "productId", m.quantity, m.kind, m.reference,
      ${time('m.created_at')} as "createdAt"
    from ${part('inventory_movements', userId, after)} m join products p on p.id = m.product_id
    order by m.id`,

  visits: (userId, after) => sql`
    select v.id as "rowId", e.public_id as "eventId", e.name as "eventName", ${time('v.joined_at')} as "joinedAt",
      ${time('v.left_at')} as "leftAt", v.duration, v.points_earned as "pointsEarned", v.metadata
    from ${part('event_attendance', userId, after)} v join events e on e.id = v.event_id
    order by v.id`,
} satisfies Record<string, OwnBook>;
