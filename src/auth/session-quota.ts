import { sql } from 'drizzle-orm';
import { type Db, rows } from '#db/client.ts';
import type { FactBus } from '#domain/facts.ts';

type Needs = { db: Db; facts: FactBus; sessionsPerUser: number };

/**
 * Ends the oldest sessions of a user who has signed in more often than one user may be signed in: a client that signs
 * in anew each time, and never out, pushes out its own forgotten sessions and nobody is refused.
 */
export const createSessionQuota =
  ({ db, facts, sessionsPerUser }: Needs) =>
  async (userId: string): Promise<void> => {
    const ended = await rows<{ id: string }>(
      db,
      sql`delete from session where id in (
            select id from session where user_id = ${userId}
            order by created_at desc, id desc offset ${sessionsPerUser})
          returning id`,
    );
    for (const { id } of ended) facts.publish('SessionRevoked', { sessionId: id });
  };
