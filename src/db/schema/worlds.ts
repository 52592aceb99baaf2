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
import { createdAt, folded, id, moment, publicId, searchIndexes } from '../columns.ts';
import { user } from './auth.ts';
import { creators } from './creators.ts';

export const worlds = pgTable(
  'worlds',
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
    createdAt: createdAt(),
  },
  (t) => [index().on(t.name), ...searchIndexes('worlds', t.nameFolded)],
);

export const spaces = pgTable(
  'spaces',
  {
    id: id(),
    publicId: publicId(),
    worldId: integer()
      .notNull()
      .references(() => worlds.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    nameFolded: folded('name'),
    spaceType: text().notNull(),
    isActive: boolean().notNull().default(true),
    /** Players that one instance of the space takes before another one opens. */
    capacity: integer().notNull().default(100),
    /** How avatars move here, where that is not as usual. */
    movement: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    createdAt: createdAt(),
  },
  (t) => [
    index().on(t.worldId),
    index().on(t.spaceType),
    index().on(t.isActive),
    index('spaces_active_index').on(t.id).where(sql`${t.isActive}`),
    index('spaces_active_world_index').on(t.worldId, t.id).where(sql`${t.isActive}`),
    index('spaces_active_type_index').on(t.spaceType, t.id).where(sql`${t.isActive}`),
    ...searchIndexes('spaces', t.nameFolded),
    check('spaces_capacity_positive', sql`${t.capacity} > 0`),
  ],
);

/** Something that a moderator keeps a user from in a space. */
const sanctionColumns = (by: string) => ({
  id: id(),
  spaceId: integer()
    .notNull()
    .references(() => spaces.id, { onDelete: 'cascade' }),
  userId: text()
    .notNull()
    .references(() => user.id, { onDelete: 'cascade' }),
  reason: text(),
  /** From when on it no longer counts; empty for one without end. */
  until: moment(),
  /** Which moderator; empty where that account is gone. */
  byUserId: text(by).references(() => user.id, { onDelete: 'set null' }),
  createdAt: createdAt(),
});

/** Who may not enter a space. */
export const spaceBans = pgTable('space_bans', sanctionColumns('banned_by'), (t) => [
  unique().on(t.spaceId, t.userId),
  index().on(t.until),
]);

/** Who may not talk in a space. */
export const spaceMutes = pgTable('space_mutes', sanctionColumns('muted_by'), (t) => [
  unique().on(t.spaceId, t.userId),
  index().on(t.until),
]);

export const events = pgTable(
  'events',
  {
    id: id(),
    publicId: publicId(),
    spaceId: integer()
      .notNull()
      .references(() => spaces.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    nameFolded: folded('name'),
    startTime: moment().notNull(),
    endTime: moment().notNull(),
    description: text(),
    isLive: boolean().notNull().default(false),
    /** When it really went live; empty before. */
    startedAt: moment(),
    /** When it really ended; empty before. An ended event never goes live again. */
    endedAt: moment(),
    /** The reward rule: points for each credited minute. 0 pays nothing. */
    pointsPerMinute: integer().notNull().default(0),
    /** Credited seconds below which nothing is paid. */
    minimumSeconds: integer().notNull().default(0),
    /** The most that one player can earn at this event; empty for no limit. */
    maximumPoints: integer(),
    /** The most that all players together can earn at this event; empty for no limit. */
    rewardBudget: integer(),
    createdAt: createdAt(),
  },
  (t) => [
    index().on(t.spaceId),
    index().on(t.startTime),
    index().on(t.isLive),
    /** In the order of the list; the end lets it pass over what is over without looking at the row. */
    index().on(t.startTime, t.id, t.endTime),
    index().on(t.spaceId, t.startTime, t.id, t.endTime),
    index().on(t.endTime),
    index('events_live_index').on(t.startTime, t.id).where(sql`${t.isLive}`),
    ...searchIndexes('events', t.nameFolded),
    uniqueIndex('events_one_live_per_space').on(t.spaceId).where(sql`${t.isLive}`),
    check('events_end_after_start', sql`${t.endTime} > ${t.startTime}`),
    check(
      'events_live_is_started',
      sql`not ${t.isLive} or (${t.startedAt} is not null and ${t.endedAt} is null)`,
    ),
    check('events_ended_after_started', sql`${t.endedAt} is null or ${t.endedAt} >= ${t.startedAt}`),
    check(
      'events_reward_not_negative',
      sql`${t.pointsPerMinute} >= 0 and ${t.minimumSeconds} >= 0 and coalesce(${t.maximumPoints}, 0) >= 0 and coalesce(${t.rewardBudget}, 0) >= 0`,
    ),
  ],
);
