import { sql } from 'drizzle-orm';
import { type Database, rows, textSet } from '#db/client.ts';
import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import { DomainError, found } from '../errors.ts';
import { inForce, isBanned } from './ban-sql.ts';

/** What a room needs to know of its space. */
export type AdmittedSpace = {
  id: number;
  creatorId: number;
  publicId: string;
  name: string;
  spaceType: string;
  capacity: number;
};

type Answer = AdmittedSpace & { isActive: boolean; isBanned: boolean; isSignedIn: boolean };

export type Admission = ReturnType<typeof createAdmission>;

/** Who may be in which space; the one rule that the REST edge and the rooms both ask. */
export function createAdmission({ database: { db }, clock }: { database: Database; clock: Clock }) {
  async function look(publicId: string, userId: string, sessionId: string): Promise<Answer | undefined> {
    const [answer] = await rows<Answer>(
      db,
      sql`select s.id, c.id as "creatorId", s.public_id as "publicId", s.name, s.space_type as "spaceType", s.capacity,
            s.is_active and c.retired_at is null as "isActive",
            ${isBanned(userId, clock.now)} as "isBanned",
            exists (select 1 from session t where t.id = ${sessionId} and t.user_id = ${userId}
              and t.expires_at > ${clock.now}) as "isSignedIn"
          from spaces s join worlds w on w.id = s.world_id join creators c on c.id = w.creator_id
          where s.public_id = ${publicId}`,
    );
    return answer;
  }

  return {
    /**
     * Lets a signed-in user into a space that exists, is active, and has not banned them. Asked at the door,
     * on entering, and again on every reconnection, since a session can be revoked in between.
     */
    async admit(actor: Actor, spacePublicId: string): Promise<AdmittedSpace> {
      const space = found(await look(spacePublicId, actor.userId, actor.authSessionId), 'SPACE_NOT_FOUND');
      if (!space.isSignedIn) throw new DomainError('NOT_SIGNED_IN');
      if (!space.isActive) throw new DomainError('SPACE_INACTIVE');
      if (space.isBanned) throw new DomainError('BANNED');
      return space;
    },

    /** Which of these users are banned from a space, for a room that did not hear of it. */
    async bannedAmong(spaceId: number, userIds: readonly string[]): Promise<string[]> {
      const banned = await rows<{ userId: string }>(
        db,
        sql`select b.user_id as "userId" from space_bans b
            where b.space_id = ${spaceId} and b.user_id in ${textSet(userIds)} and ${inForce(clock.now)}`,
      );
      return banned.map(({ userId }) => userId);
    },

    /** Which of these sessions are still there. */
    async standing(sessionIds: readonly string[]): Promise<Set<string>> {
      const there = await rows<{ id: string }>(
        db,
        sql`select id from session where id in ${textSet(sessionIds)}`,
      );
      return new Set(there.map(({ id }) => id));
    },

    /** The space, for a room that opens on it. */
    async space(publicId: string): Promise<AdmittedSpace> {
      return found(await look(publicId, '', ''), 'SPACE_NOT_FOUND');
    },
  };
}
