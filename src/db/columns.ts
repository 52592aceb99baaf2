import { type SQL, sql } from 'drizzle-orm';
import {
  bigint,
  type ExtraConfigColumn,
  index,
  integer,
  text,
  timestamp,
  varchar,
} from 'drizzle-orm/pg-core';
import { foldedText, shortParts } from './folding.ts';
import { newPublicId } from './public-id.ts';

/** Internal primary key; never leaves the server. Counts from 1000 as the schema asks. */
export const id = () => integer().primaryKey().generatedAlwaysAsIdentity({ startWith: 1000 });

/** The 12-character id that clients see. */
export const publicId = () => varchar({ length: 12 }).notNull().unique().$defaultFn(newPublicId);

/** What a search looks in: another column of the row, folded. The database keeps it up to date. */
export const folded = (column: string) =>
  text()
    .notNull()
    .generatedAlwaysAs((): SQL => foldedText(sql.identifier(column)));

/** What serves searches in a folded column: trigrams for those of three characters and more, parts for others. */
export const searchIndexes = (table: string, column: ExtraConfigColumn) => [
  index(`${table}_search_index`).using('gin', column.op('gin_trgm_ops')),
  index(`${table}_short_search_index`).using('gin', shortParts(column)),
];

/** A moment, kept with its time zone so that no session setting can shift it. */
export const moment = () => timestamp({ withTimezone: true });

/**
 * The largest number of points in one balance or one movement: the largest whole number that JSON and JavaScript keep
 * exact. Twice of it still fits a bigint, so that the database can add first and check then.
 */
export const POINTS_LIMIT = Number.MAX_SAFE_INTEGER;

/** POINTS_LIMIT as a literal: check constraints take no parameters. */
export const pointsLimit = sql.raw(String(POINTS_LIMIT));

/** A number of points that sums up others: bounded by POINTS_LIMIT, not by a 32-bit integer. */
export const points = () => bigint({ mode: 'number' });

export const createdAt = () => moment().notNull().defaultNow();

export const updatedAt = () =>
  moment()
    .notNull()
    .defaultNow()
    .$onUpdateFn(() => new Date());
