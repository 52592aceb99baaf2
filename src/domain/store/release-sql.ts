import { type SQL, sql } from 'drizzle-orm';

/** Whether product `p` may be bought at that moment, as far as its release time goes. */
export const isReleased = (now: SQL): SQL => sql`(p.release_date is null or p.release_date <= ${now})`;
