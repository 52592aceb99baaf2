import { integer, timestamp, varchar } from 'drizzle-orm/pg-core';
import { newPublicId } from './public-id.ts';

/** Internal primary key; never leaves the server. Counts from 1000 as the schema asks. */
export const id = () => integer().primaryKey().generatedAlwaysAsIdentity({ startWith: 1000 });

/** The 12-character id that clients see. */
export const publicId = () => varchar({ length: 12 }).notNull().unique().$defaultFn(newPublicId);

/** A moment, kept with its time zone so that no session setting can shift it. */
export const moment = () => timestamp({ withTimezone: true });

export const createdAt = () => moment().notNull().defaultNow();

export const updatedAt = () =>
  moment()
    .notNull()
    .defaultNow()
    .$onUpdateFn(() => new Date());
