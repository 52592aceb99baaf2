import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { createdAt, id, moment, publicId, updatedAt } from '../columns.ts';
import { user } from './auth.ts';
import { creators } from './creators.ts';
import { products } from './store.ts';

export const avatarBaseModels = pgTable(
  'avatar_base_models',
  {
    id: id(),
    publicId: publicId(),
    name: text().notNull(),
    meshUrl: text().notNull(),
    skeletonUrl: text().notNull(),
    thumbnailUrl: text(),
    rigType: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index().on(t.name)],
);

export const avatarSlots = pgTable(
  'avatar_slots',
  {
    id: id(),
    baseModelId: integer()
      .notNull()
      .references(() => avatarBaseModels.id, { onDelete: 'cascade' }),
    slotName: text().notNull(),
    slotType: text({ enum: ['mesh_replacement', 'attachment', 'texture_overlay'] }).notNull(),
    maxItems: integer().notNull().default(1),
    displayOrder: integer().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique().on(t.baseModelId, t.slotName),
    index().on(t.baseModelId),
    check(
      'avatar_slots_type_known',
      sql`${t.slotType} in ('mesh_replacement', 'attachment', 'texture_overlay')`,
    ),
    check('avatar_slots_max_items_positive', sql`${t.maxItems} > 0`),
  ],
);

export const userAvatars = pgTable(
  'user_avatars',
  {
    id: id(),
    publicId: publicId(),
    userId: text()
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    baseModelId: integer()
      .notNull()
      .references(() => avatarBaseModels.id),
    name: text().notNull().default('My Avatar'),
    isActive: boolean().notNull().default(true),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index().on(t.userId),
    index().on(t.baseModelId),
    uniqueIndex('user_avatars_one_active').on(t.userId, t.isActive).where(sql`${t.isActive} = true`),
  ],
);

export const avatarItems = pgTable(
  'avatar_items',
  {
    id: id(),
    publicId: publicId(),
    productId: integer().references(() => products.id),
    /** The creator who made it and may sell it; empty for the platform's own. */
    creatorId: integer().references(() => creators.id, { onDelete: 'set null' }),
    baseModelId: integer()
      .notNull()
      .references(() => avatarBaseModels.id),
    slotName: text().notNull(),
    meshUrl: text(),
    textureUrl: text(),
    thumbnailUrl: text().notNull(),
    metadata: jsonb().$type<Record<string, unknown>>(),
    incompatibleWith: integer().array(),
    createdAt: createdAt(),
  },
  (t) => [
    index().on(t.baseModelId),
    index().on(t.productId),
    index().on(t.slotName),
    index().on(t.creatorId),
    index().on(t.baseModelId, t.id),
    index().on(t.slotName, t.id),
  ],
);

export const avatarEquippedItems = pgTable(
  'avatar_equipped_items',
  {
    id: id(),
    userAvatarId: integer()
      .notNull()
      .references(() => userAvatars.id, { onDelete: 'cascade' }),
    slotName: text().notNull(),
    itemId: integer()
      .notNull()
      .references(() => avatarItems.id),
    colorVariant: jsonb().$type<Record<string, unknown>>(),
    equippedAt: moment().notNull().defaultNow(),
  },
  (t) => [unique().on(t.userAvatarId, t.slotName), index().on(t.userAvatarId), index().on(t.itemId)],
);

export const userAvatarInventory = pgTable(
  'user_avatar_inventory',
  {
    id: id(),
    userId: text()
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    itemId: integer()
      .notNull()
      .references(() => avatarItems.id),
    acquiredAt: moment().notNull().defaultNow(),
    source: text({ enum: ['purchase', 'reward', 'starter', 'gift'] }).notNull(),
  },
  (t) => [
    unique().on(t.userId, t.itemId),
    index().on(t.userId),
    index().on(t.userId, t.id),
    check(
      'user_avatar_inventory_source_known',
      sql`${t.source} in ('purchase', 'reward', 'starter', 'gift')`,
    ),
  ],
);
