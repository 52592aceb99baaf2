import { type SQL, sql } from 'drizzle-orm';
import { isoTime } from '../clock.ts';

/** Whether ban or mute `b` counts at that moment: one with an end stops counting by itself. */
export const inForce = (now: SQL): SQL => sql`(b.until is null or b.until > ${now})`;

/** The terms of ban or mute `b`, as JSON. */
export const termsOf: SQL = sql`json_build_object('reason', b.reason, 'until', ${isoTime(sql`b.until`)})`;

const sanctionOf = (table: SQL, userId: SQL, now: SQL): SQL => sql`(
  select ${termsOf} from ${table} b where b.space_id = s.id and b.user_id = ${userId} and ${inForce(now)})`;

/** The terms of a user's ban from space `s` at that moment, as JSON; null where there is none. */
export const banOf = (userId: SQL, now: SQL): SQL => sanctionOf(sql`space_bans`, userId, now);

/** The same of a user's mute. */
export const muteOf = (userId: SQL, now: SQL): SQL => sanctionOf(sql`space_mutes`, userId, now);

/** Whether a user is banned from space `s` at that moment. */
export const isBanned = (userId: string | SQL, now: SQL): SQL => sql`exists (
  select 1 from space_bans b where b.space_id = s.id and b.user_id = ${userId} and ${inForce(now)})`;
