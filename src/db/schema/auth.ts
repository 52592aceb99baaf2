import { type SQL, sql } from 'drizzle-orm';
import { boolean, check, index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, id, moment, searchIndexes, updatedAt } from '../columns.ts';
import { foldedText, userNameKey } from '../folding.ts';

export const user = pgTable(
  'user',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    firstName: text().notNull(),
    lastName: text().notNull(),
    userName: text().notNull().unique(),
    /** What is unique of a userName: two that look alike have the same. */
    userNameKey: text()
      .notNull()
      .generatedAlwaysAs((): SQL => userNameKey(sql.identifier('user_name'))),
    /** Both names, one on a line, as searches see them. */
    namesFolded: text()
      .notNull()
      .generatedAlwaysAs((): SQL => foldedText(sql`(user_name || E'\\n' || name)`)),
    email: text().notNull().unique(),
    emailVerified: boolean().notNull().default(false),
    image: text(),
    avatarUrl: text(),
    socialLinks: jsonb().$type<Record<string, string>>(),
    role: text({ enum: ['user', 'creator', 'admin'] })
      .notNull()
      .default('user'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    /** When the account was deleted. The row stays for the books, and says nothing of who it was. */
    deletedAt: moment(),
  },
  (t) => [
    uniqueIndex('user_user_name_key_unique').on(t.userNameKey),
    ...searchIndexes('user', t.namesFolded),
    check('user_role_known', sql`${t.role} in ('user', 'creator', 'admin')`),
    check(
      'user_deleted_is_nobody',
      sql`${t.deletedAt} is null or (${t.userName} like 'deleted-%' and ${t.email} like '%@deleted.invalid'
        and ${t.name} = 'Deleted user' and ${t.firstName} = 'Deleted' and ${t.lastName} = 'user' and ${t.role} = 'user'
        and ${t.image} is null and ${t.avatarUrl} is null and ${t.socialLinks} is null)`,
    ),
  ],
);

/**
 * UserNames that were given up and are held for who had them. A trigger writes them whenever a user is renamed, and
 * refuses a name that is held for somebody else (docs/decisions/0024-text-and-names.md).
 */
export const heldUserNames = pgTable(
  'held_user_names',
  {
    id: id(),
    userName: text().notNull(),
    userNameKey: text()
      .notNull()
      .generatedAlwaysAs((): SQL => userNameKey(sql.identifier('user_name'))),
    userId: text()
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    releasedAt: moment().notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('held_user_names_key_unique').on(t.userNameKey),
    index().on(t.userId),
    index().on(t.releasedAt),
  ],
);

export const session = pgTable(
  'session',
  {
    id: text().primaryKey(),
    expiresAt: moment().notNull(),
    token: text().notNull().unique(),
    ipAddress: text(),
    userAgent: text(),
    userId: text()
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [index().on(t.userId), index().on(t.expiresAt)],
);

export const account = pgTable(
  'account',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    providerId: text().notNull(),
    userId: text()
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: moment(),
    refreshTokenExpiresAt: moment(),
    scope: text(),
    password: text(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [index().on(t.userId)],
);

export const verification = pgTable(
  'verification',
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: moment().notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [index().on(t.identifier), index().on(t.expiresAt)],
);
