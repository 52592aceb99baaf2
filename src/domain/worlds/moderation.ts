import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { type Database, type Executor, rows, type Tx } from '#db/client.ts';
import { spaceBans, user } from '#db/schema/index.ts';
import { afterCommit, type Transact } from '#db/transact.ts';
import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import { DomainError, found } from '../errors.ts';
import type { Attendance } from '../events/attendance.ts';
import type { FactBus } from '../facts.ts';
import { byId, type Page, type PageRequest, readPage } from '../paging.ts';
import { isBanned } from './ban-sql.ts';
import { assertMayModerate, assertRemovable, type Standing, type Target } from './moderation-rules.ts';

export type BanTerms = {
  /** Why, for whoever reads the list. */
  reason?: string | null | undefined;
  /** When it ends by itself; empty for a ban without end. */
  until?: Date | null | undefined;
};

export type BanRecord = {
  ban: typeof spaceBans.$inferSelect;
  userName: string;
  /** The userName of who banned them; null where that account is gone. */
  bannedBy: string | null;
};

/** Shows a user out of every room of a space, by its public id; answers with how many connections that were. */
export type ShowOut = (spacePublicId: string, userId: string) => Promise<number>;

export type Kicked = { spacePublicId: string; userName: string; connections: number };

const newestBan = byId<BanRecord>('descending', spaceBans.id, ({ ban }) => ban.id);

export type Moderation = ReturnType<typeof createModeration>;

type Needs = { database: Database; transact: Transact; clock: Clock; facts: FactBus; attendance: Attendance };

type Scene = Standing & { spaceId: number };

/** Keeping somebody out of a space, or sending them out of it. */
export function createModeration({ database: { db }, transact, clock, facts, attendance }: Needs) {
  const isNow = or(sql`${spaceBans.until} is null`, sql`${spaceBans.until} > ${clock.now}`);

  /** Whether a user moderates the tribe of creator `c`. */
  const moderates = (userId: SQL) => sql`exists (
    select 1 from tribes t join user_tribe_memberships m on m.tribe_id = t.id
    where t.creator_id = c.id and m.user_id = ${userId} and m.role in ('moderator', 'admin'))`;

  /** The space, for somebody who may moderate there. */
  async function moderated(executor: Executor, actor: Actor, spacePublicId: string): Promise<Scene> {
    const [space] = await rows<Scene>(
      executor,
      sql`select s.id as "spaceId", c.user_id as "ownerUserId",
            ${moderates(sql`${actor.userId}`)} and not ${isBanned(actor.userId, clock.now)} as "isModerator"
          from spaces s join worlds w on w.id = s.world_id join creators c on c.id = w.creator_id
          where s.public_id = ${spacePublicId}`,
    );
    const scene = found(space, 'SPACE_NOT_FOUND');
    assertMayModerate(actor, scene);
    return scene;
  }

  async function userNamed(executor: Executor, userName: string, spaceId: number): Promise<Target> {
    const [target] = await rows<Target>(
      executor,
      sql`select u.id as "userId", u.user_name as "userName", u.role = 'admin' as "isAdmin",
            ${moderates(sql`u.id`)} as "isModerator"
          from "user" u, spaces s join worlds w on w.id = s.world_id join creators c on c.id = w.creator_id
          where lower(u.user_name) = ${userName.toLowerCase()} and s.id = ${spaceId}`,
    );
    return found(target, 'USER_NOT_FOUND');
  }

  /** The space and whom the actor may remove from it. */
  async function removable(executor: Executor, actor: Actor, spacePublicId: string, userName: string) {
    const scene = await moderated(executor, actor, spacePublicId);
    const target = await userNamed(executor, userName, scene.spaceId);
    assertRemovable(actor, scene, target);
    return { spaceId: scene.spaceId, target };
  }

  async function assertAhead(tx: Tx, until: Date): Promise<void> {
    const [answer] = await rows<{ isAhead: boolean }>(
      tx,
      sql`select ${until.toISOString()}::timestamptz > ${clock.now} as "isAhead"`,
    );
    if (!answer?.isAhead)
      throw new DomainError('INVALID', { errors: [{ path: 'until', message: 'must be in the future' }] });
  }

  /** Writes the ban, or its new terms; one that had ended begins anew. */
  async function write(tx: Tx, actor: Actor, spaceId: number, userId: string, terms: BanTerms) {
    const values = { reason: terms.reason ?? null, until: terms.until ?? null, bannedBy: actor.userId };
    const begun = sql`case when ${spaceBans.until} <= ${clock.now} then ${clock.now} else ${spaceBans.createdAt} end`;
    const [ban] = await tx
      .insert(spaceBans)
      .values({ ...values, spaceId, userId, createdAt: sql`${clock.now}` })
      .onConflictDoUpdate({
        target: [spaceBans.spaceId, spaceBans.userId],
        set: { ...values, createdAt: begun },
      })
      .returning();
    return ban as BanRecord['ban'];
  }

  return {
    /**
     * Keeps somebody out of a space: its rooms show them out, and their visit is paid for what they attended.
     * Of who is banned already the terms change.
     * @throws DomainError SPACE_NOT_FOUND, NOT_THE_OWNER, USER_NOT_FOUND, CANNOT_BE_REMOVED
     */
    ban: (actor: Actor, spacePublicId: string, userName: string, terms: BanTerms): Promise<BanRecord> =>
      transact(async (tx) => {
        const { spaceId, target } = await removable(tx, actor, spacePublicId, userName);
        if (terms.until) await assertAhead(tx, terms.until);
        const ban = await write(tx, actor, spaceId, target.userId, terms);
        await attendance.closeOfUser(tx, spaceId, target.userId);
        afterCommit(tx, () => facts.publish('PlayerBanned', { spaceId, userId: target.userId }));
        return { ban, userName: target.userName, bannedBy: actor.userName };
      }),

    /** Lets somebody in again. */
    lift: (actor: Actor, spacePublicId: string, userName: string): Promise<void> =>
      transact(async (tx) => {
        const { spaceId } = await moderated(tx, actor, spacePublicId);
        const { userId } = await userNamed(tx, userName, spaceId);
        const lifted = await tx
          .delete(spaceBans)
          .where(and(eq(spaceBans.spaceId, spaceId), eq(spaceBans.userId, userId), isNow))
          .returning({ id: spaceBans.id });
        if (lifted.length === 0)
          throw new DomainError('BAN_NOT_FOUND', 'They are not banned from this space.');
      }),

    /** Who is kept out of a space now, the newest first. */
    async bans(actor: Actor, spacePublicId: string, request: PageRequest): Promise<Page<BanRecord>> {
      const { spaceId } = await moderated(db, actor, spacePublicId);
      const moderator = alias(user, 'moderator');
      return readPage(request, newestBan, (beginning) =>
        db
          .select({ ban: spaceBans, userName: user.userName, bannedBy: moderator.userName })
          .from(spaceBans)
          .innerJoin(user, eq(user.id, spaceBans.userId))
          .leftJoin(moderator, and(eq(moderator.id, spaceBans.bannedBy), isNull(moderator.deletedAt)))
          .where(and(eq(spaceBans.spaceId, spaceId), isNow, beginning)),
      );
    },

    /**
     * Sends somebody out of a space now, from its rooms and from a visit without one; they may come back.
     * @throws DomainError NOT_IN_SPACE, and what `ban` throws
     */
    async kick(actor: Actor, spacePublicId: string, userName: string, showOut: ShowOut): Promise<Kicked> {
      const { spaceId, target } = await removable(db, actor, spacePublicId, userName);
      const connections = await showOut(spacePublicId, target.userId);
      const visits = await transact((tx) => attendance.closeOfUser(tx, spaceId, target.userId));
      if (connections + visits === 0) throw new DomainError('NOT_IN_SPACE', 'They are not in this space.');
      return { spacePublicId, userName: target.userName, connections };
    },
  };
}
