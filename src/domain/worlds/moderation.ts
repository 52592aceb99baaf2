import { type SQL, sql } from 'drizzle-orm';
import { type Database, type Executor, rows } from '#db/client.ts';
import { afterCommit, type Transact } from '#db/transact.ts';
import type { Actor } from '../actor.ts';
import { type Clock, isoTime } from '../clock.ts';
import { DomainError, found } from '../errors.ts';
import type { Attendance } from '../events/attendance.ts';
import type { FactBus } from '../facts.ts';
import type { Page, PageRequest } from '../paging.ts';
import { isBanned } from './ban-sql.ts';
import { assertMayModerate, assertRemovable, type Standing, type Target } from './moderation-rules.ts';
import { createSanctions, type SanctionRecord, type SanctionTerms } from './sanctions.ts';

/**
 * Shows a user out of every room of a space, by its public id, and tells them why; returns how many connections they
 * had there.
 */
export type ShowOut = (spacePublicId: string, userId: string, reason: string | null) => Promise<number>;

/** The user of a session in a room of a space, now or a few minutes ago; undefined where there is none. */
export type UserOfSession = (spacePublicId: string, sessionId: string) => Promise<string | undefined>;

/** Whom a moderator means. */
export type Whom = { userName: string } | { userId: string };

/** `sentAt` is ISO 8601. */
export type Announcement = { spacePublicId: string; userName: string; text: string; sentAt: string };

export type Kicked = { spacePublicId: string; userName: string; connections: number };

export type Moderation = ReturnType<typeof createModeration>;

type Needs = { database: Database; transact: Transact; clock: Clock; facts: FactBus; attendance: Attendance };

type Scene = Standing & { spaceId: number; now: string };

/** Keeping somebody out of a space, sending them out of it, keeping them from talking there, and announcing. */
export function createModeration({ database: { db }, transact, clock, facts, attendance }: Needs) {
  const bans = createSanctions('ban', clock);
  const mutes = createSanctions('mute', clock);

  /** Whether a user moderates the tribe of creator `c`. */
  const moderates = (userId: SQL) => sql`exists (
    select 1 from tribes t join user_tribe_memberships m on m.tribe_id = t.id
    where t.creator_id = c.id and m.user_id = ${userId} and m.role in ('moderator', 'admin'))`;

  /** The space, for somebody who may moderate there. */
  async function moderated(executor: Executor, actor: Actor, spacePublicId: string): Promise<Scene> {
    const [space] = await rows<Scene>(
      executor,
      sql`select s.id as "spaceId", c.user_id as "ownerUserId", ${isoTime(clock.now)} as now,
            ${moderates(sql`${actor.userId}`)} and not ${isBanned(actor.userId, clock.now)} as "isModerator"
          from spaces s join worlds w on w.id = s.world_id join creators c on c.id = w.creator_id
          where s.public_id = ${spacePublicId}`,
    );
    const scene = found(space, 'SPACE_NOT_FOUND');
    assertMayModerate(actor, scene);
    return scene;
  }

  async function find(executor: Executor, whom: Whom, spaceId: number): Promise<Target> {
    const isMeant =
      'userId' in whom
        ? sql`u.id = ${whom.userId}`
        : sql`lower(u.user_name) = ${whom.userName.toLowerCase()}`;
    const [target] = await rows<Target>(
      executor,
      sql`select u.id as "userId", u.user_name as "userName", u.role = 'admin' as "isAdmin",
            ${moderates(sql`u.id`)} as "isModerator"
          from "user" u, spaces s join worlds w on w.id = s.world_id join creators c on c.id = w.creator_id
          where ${isMeant} and s.id = ${spaceId}`,
    );
    return found(target, 'USER_NOT_FOUND');
  }

  /** The space and whom the actor may remove from it. */
  async function removable(executor: Executor, actor: Actor, spacePublicId: string, whom: Whom) {
    const scene = await moderated(executor, actor, spacePublicId);
    const target = await find(executor, whom, scene.spaceId);
    assertRemovable(actor, scene, target);
    return { spaceId: scene.spaceId, target };
  }

  return {
    /**
     * Whom a moderator means by a session of a room of the space, who may have left it a few minutes ago.
     * @throws DomainError SPACE_NOT_FOUND, NOT_THE_OWNER, USER_NOT_FOUND
     */
    async playerOf(
      actor: Actor,
      spacePublicId: string,
      sessionId: string,
      userOf: UserOfSession,
    ): Promise<Whom> {
      await moderated(db, actor, spacePublicId);
      const userId = await userOf(spacePublicId, sessionId);
      if (userId !== undefined) return { userId };
      throw new DomainError(
        'USER_NOT_FOUND',
        'Nobody with this sessionId is in this space or left it recently.',
      );
    },

    /**
     * Keeps somebody out of a space: its rooms show them out, and their visit is paid for what they attended.
     * Of who is banned already the terms change.
     * @throws DomainError SPACE_NOT_FOUND, NOT_THE_OWNER, USER_NOT_FOUND, CANNOT_BE_REMOVED
     */
    ban: (actor: Actor, spacePublicId: string, whom: Whom, terms: SanctionTerms): Promise<SanctionRecord> =>
      transact(async (tx) => {
        const { spaceId, target } = await removable(tx, actor, spacePublicId, whom);
        const sanction = await bans.write(tx, actor, spaceId, target.userId, terms);
        await attendance.closeOfUser(tx, spaceId, target.userId);
        const { reason } = sanction;
        const until = sanction.until?.toISOString() ?? null;
        afterCommit(tx, () =>
          facts.publish('PlayerBanned', { spaceId, userId: target.userId, reason, until }),
        );
        return { sanction, userName: target.userName, by: actor.userName };
      }),

    /** Lets somebody in again. */
    lift: (actor: Actor, spacePublicId: string, whom: Whom): Promise<void> =>
      transact(async (tx) => {
        const { spaceId } = await moderated(tx, actor, spacePublicId);
        const { userId } = await find(tx, whom, spaceId);
        if (!(await bans.lift(tx, spaceId, userId)))
          throw new DomainError('BAN_NOT_FOUND', 'They are not banned from this space.');
      }),

    /** Who is kept out of a space now, the newest first. */
    async bans(actor: Actor, spacePublicId: string, request: PageRequest): Promise<Page<SanctionRecord>> {
      const { spaceId } = await moderated(db, actor, spacePublicId);
      return bans.page(db, spaceId, request);
    },

    /**
     * Keeps somebody from talking in a space, in all of its rooms, now and when they come back. Of who is muted
     * already the terms change.
     * @throws DomainError SPACE_NOT_FOUND, NOT_THE_OWNER, USER_NOT_FOUND, CANNOT_BE_REMOVED
     */
    mute: (actor: Actor, spacePublicId: string, whom: Whom, terms: SanctionTerms): Promise<SanctionRecord> =>
      transact(async (tx) => {
        const { spaceId, target } = await removable(tx, actor, spacePublicId, whom);
        const sanction = await mutes.write(tx, actor, spaceId, target.userId, terms);
        afterCommit(tx, () => facts.publish('PlayerMuted', { spaceId, userId: target.userId }));
        return { sanction, userName: target.userName, by: actor.userName };
      }),

    /** Lets somebody talk again whom the actor might mute: nobody lifts their own. */
    unmute: (actor: Actor, spacePublicId: string, whom: Whom): Promise<void> =>
      transact(async (tx) => {
        const { spaceId, target } = await removable(tx, actor, spacePublicId, whom);
        const { userId } = target;
        if (!(await mutes.lift(tx, spaceId, userId)))
          throw new DomainError('MUTE_NOT_FOUND', 'They are not muted in this space.');
        afterCommit(tx, () => facts.publish('PlayerMuted', { spaceId, userId }));
      }),

    /** Who is kept from talking in a space now, the newest first. */
    async mutes(actor: Actor, spacePublicId: string, request: PageRequest): Promise<Page<SanctionRecord>> {
      const { spaceId } = await moderated(db, actor, spacePublicId);
      return mutes.page(db, spaceId, request);
    },

    /**
     * Says something to everybody who is in a space, in all of its instances. It is told as a fact: at most once,
     * and kept nowhere.
     * @throws DomainError SPACE_NOT_FOUND, NOT_THE_OWNER
     */
    async announce(actor: Actor, spacePublicId: string, text: string): Promise<Announcement> {
      const { spaceId, now } = await moderated(db, actor, spacePublicId);
      const announcement = { userName: actor.userName, text, sentAt: now };
      facts.publish('Announced', { spaceId, ...announcement });
      return { spacePublicId, ...announcement };
    },

    /**
     * Sends somebody out of a space now, from its rooms and from a visit without one; they may come back.
     * @throws DomainError NOT_IN_SPACE, and what `ban` throws
     */
    async kick(
      actor: Actor,
      spacePublicId: string,
      whom: Whom,
      reason: string | null,
      showOut: ShowOut,
    ): Promise<Kicked> {
      const { spaceId, target } = await removable(db, actor, spacePublicId, whom);
      const connections = await showOut(spacePublicId, target.userId, reason);
      const visits = await transact((tx) => attendance.closeOfUser(tx, spaceId, target.userId));
      if (connections + visits === 0) throw new DomainError('NOT_IN_SPACE', 'They are not in this space.');
      return { spacePublicId, userName: target.userName, connections };
    },
  };
}
