import { type SQL, sql } from 'drizzle-orm';

/** Whether ban or mute `b` counts at that moment: one with an end stops counting by itself. */
export const inForce = (now: SQL): SQL => sql`(b.until is null or b.until > ${now})`;

/** Whether a user is banned from space `s` at that moment. */
export const isBanned = (userId: string | SQL, now: SQL): SQL => sql`exists (
  select 1 from space_bans b where b.space_id = s.id and b.user_id = ${userId} and ${inForce(now)})`;
