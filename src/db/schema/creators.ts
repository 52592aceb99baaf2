import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { createdAt, folded, id, moment, publicId, searchIndexes, updatedAt } from '../columns.ts';
import { user } from './auth.ts';

export const creators = pgTable('creators', {
  id: id(),
  publicId: publicId(),
  userId: text()
    .notNull()
    .unique()
    .references(() => user.id, { onDelete: 'cascade' }),
  bio: text(),
  pointsName: text().notNull().default('Points'),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
  /** When the creator was retired: on record for the books, and nobody's to run. */
  retiredAt: moment(),
});

export const tribes = pgTable(
  'tribes',
  {
    id: id(),
    publicId: publicId(),
    creatorId: integer()
      .notNull()
      .unique()
      .references(() => creators.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    nameFolded: folded('name'),
    description: text(),
    perks: jsonb().$type<string[]>(),
    joinCost: integer().notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    ...searchIndexes('tribes', t.nameFolded),
    check('tribes_join_cost_not_negative', sql`${t.joinCost} >= 0`),
  ],
);

export const userTribeMemberships = pgTable(
  'user_tribe_memberships',
  {
    id: id(),
    userId: text()
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    tribeId: integer()
      .notNull()
      .references(() => tribes.id, { onDelete: 'cascade' }),
    role: text({ enum: ['member', 'moderator', 'admin'] })
      .notNull()
      .default('member'),
    joinedAt: moment().notNull().defaultNow(),
  },
  (t) => [
    unique().on(t.userId, t.tribeId),
    index().on(t.userId, t.tribeId),
    /** For the members of a tribe, counted and in pages. */
    index().on(t.tribeId, t.id),
    check('user_tribe_memberships_role_known', sql`${t.role} in ('member', 'moderator', 'admin')`),
  ],
);
