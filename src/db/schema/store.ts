import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  createdAt,
  folded,
  id,
  moment,
  points,
  pointsLimit,
  publicId,
  searchIndexes,
  updatedAt,
} from '../columns.ts';
import { user } from './auth.ts';
import { avatarItems } from './avatars.ts';
import { creators } from './creators.ts';
import { pointTransactions } from './points.ts';

export const creatorStores = pgTable(
  'creator_stores',
  {
    id: id(),
    publicId: publicId(),
    creatorId: integer()
      .notNull()
      .unique()
      .references(() => creators.id, { onDelete: 'cascade' }),
    storeName: text().notNull(),
    storeNameFolded: folded('store_name'),
    description: text(),
    bannerUrl: text(),
    logoUrl: text(),
    isActive: boolean().notNull().default(true),
    settings: jsonb().$type<Record<string, unknown>>(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index().on(t.isActive),
    index('creator_stores_active_index').on(t.id).where(sql`${t.isActive}`),
    ...searchIndexes('creator_stores', t.storeNameFolded),
  ],
);

/**
 * Where a product stands in its store, the higher the earlier: products without a `displayOrder` come last. Negated,
 * so that one index read backwards gives equal ones newest first. Written with the bare column name, as an index has it.
 */
const displayRank = sql`(- coalesce(display_order, 2147483647))`;

export const products = pgTable(
  'products',
  {
    id: id(),
    publicId: publicId(),
    creatorId: integer()
      .notNull()
      .references(() => creators.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    nameFolded: folded('name'),
    description: text(),
    productType: text({
      enum: ['avatar', 'collectible', 'digital_asset', 'merchandise', 'access_pass', 'custom'],
    }).notNull(),
    digitalAssetUrl: text(),
    itemId: integer().references((): AnyPgColumn => avatarItems.id),
    pricePoints: integer().notNull(),
    isActive: boolean().notNull().default(true),
    /** How many were made; empty for an unlimited product. */
    maxQuantity: integer(),
    /** How many are left; empty for an unlimited product. */
    currentStock: integer(),
    /** How many one user may buy; empty for as many as they like. */
    maxPerUser: integer(),
    releaseDate: moment(),
    metadata: jsonb().$type<Record<string, unknown>>(),
    displayOrder: integer(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index().on(t.creatorId),
    index().on(t.productType),
    index().on(t.isActive),
    index().on(t.releaseDate),
    index('products_active_index').on(t.id).where(sql`${t.isActive}`),
    index('products_active_creator_index').on(t.creatorId, t.id).where(sql`${t.isActive}`),
    index('products_active_type_index').on(t.productType, t.id).where(sql`${t.isActive}`),
    index('products_active_price_index').on(t.pricePoints, t.id).where(sql`${t.isActive}`),
    index('products_active_name_index').on(t.nameFolded, t.id).where(sql`${t.isActive}`),
    index('products_active_display_index').on(t.creatorId, displayRank, t.id).where(sql`${t.isActive}`),
    ...searchIndexes('products', t.nameFolded),
    check(
      'products_type_known',
      sql`${t.productType} in ('avatar', 'collectible', 'digital_asset', 'merchandise', 'access_pass', 'custom')`,
    ),
    check('products_price_not_negative', sql`${t.pricePoints} >= 0`),
    check('products_max_per_user_positive', sql`${t.maxPerUser} > 0`),
    check(
      'products_stock_within_quantity',
      sql`(${t.maxQuantity} is null) = (${t.currentStock} is null) and coalesce(${t.currentStock}, 0) between 0 and coalesce(${t.maxQuantity}, 0)`,
    ),
  ],
);

export const orders = pgTable(
  'orders',
  {
    id: id(),
    orderNumber: uuid().notNull().unique(),
    userId: text()
      .notNull()
      .references(() => user.id),
    creatorId: integer()
      .notNull()
      .references(() => creators.id),
    totalPoints: points().notNull(),
    status: text({ enum: ['pending', 'completed', 'shipped', 'cancelled'] })
      .notNull()
      .default('pending'),
    paymentTransactionId: integer().references(() => pointTransactions.id),
    notes: text(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index().on(t.userId),
    index().on(t.creatorId),
    index().on(t.status),
    index().on(t.userId, t.id),
    check('orders_total_not_negative', sql`${t.totalPoints} >= 0`),
    check('orders_total_within_limit', sql`${t.totalPoints} <= ${pointsLimit}`),
    check('orders_status_known', sql`${t.status} in ('pending', 'completed', 'shipped', 'cancelled')`),
  ],
);

export const orderItems = pgTable(
  'order_items',
  {
    id: id(),
    orderId: integer()
      .notNull()
      .references(() => orders.id, { onDelete: 'cascade' }),
    productId: integer()
      .notNull()
      .references(() => products.id),
    quantity: integer().notNull().default(1),
    pointsPerItem: integer().notNull(),
    totalPoints: points().notNull(),
    metadata: jsonb().$type<Record<string, unknown>>(),
    createdAt: createdAt(),
  },
  (t) => [
    index().on(t.orderId),
    index().on(t.productId),
    check('order_items_quantity_positive', sql`${t.quantity} > 0`),
    check(
      'order_items_total_adds_up',
      sql`${t.pointsPerItem} >= 0 and ${t.totalPoints} = ${t.quantity}::bigint * ${t.pointsPerItem}`,
    ),
  ],
);

export const userInventory = pgTable(
  'user_inventory',
  {
    id: id(),
    publicId: publicId(),
    userId: text()
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    productId: integer()
      .notNull()
      .references(() => products.id),
    orderId: integer().references(() => orders.id),
    quantity: integer().notNull().default(1),
    acquiredAt: moment().notNull().defaultNow(),
    metadata: jsonb().$type<Record<string, unknown>>(),
  },
  (t) => [
    unique().on(t.userId, t.productId),
    index().on(t.userId),
    index().on(t.productId),
    index().on(t.userId, t.id),
    check('user_inventory_quantity_not_negative', sql`${t.quantity} >= 0`),
  ],
);

/**
 * Every change of what a user holds of a product. The database refuses UPDATE, DELETE and TRUNCATE on it: what
 * is held is the sum of these rows.
 */
export const inventoryMovements = pgTable(
  'inventory_movements',
  {
    id: id(),
    userId: text()
      .notNull()
      .references(() => user.id),
    productId: integer()
      .notNull()
      .references(() => products.id),
    /** Positive for what came, negative for what went. */
    quantity: integer().notNull(),
    kind: text({
      enum: ['purchase', 'transfer_in', 'transfer_out', 'consume', 'refund', 'erase'],
    }).notNull(),
    /** The number of the order, or an id that both sides of a transfer share. */
    reference: uuid().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index().on(t.userId, t.productId),
    index().on(t.productId),
    index().on(t.reference),
    check(
      'inventory_movements_kind_known',
      sql`${t.kind} in ('purchase', 'transfer_in', 'transfer_out', 'consume', 'refund', 'erase')`,
    ),
    check(
      'inventory_movements_direction',
      sql`case when ${t.kind} in ('purchase', 'transfer_in') then ${t.quantity} > 0 else ${t.quantity} < 0 end`,
    ),
  ],
);
