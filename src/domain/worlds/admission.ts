import { type SQL, sql } from 'drizzle-orm';
import { type Database, jsonRows, rows, textSet } from '#db/client.ts';
import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import { DomainError, found } from '../errors.ts';
import { banOf, inForce, muteOf, termsOf } from './ban-sql.ts';
import { type MovementSettings, movementOf } from './movement-settings.ts';
import { banText, type Sanction } from './sanction-texts.ts';

/** What a room needs to know of its space. */
export type AdmittedSpace = {
  id: number;
  creatorId: number;
  publicId: string;
  name: string;
  spaceType: string;
  capacity: number;
  movement: MovementSettings;
};

type Standing = { isActive: boolean; ban: Sanction | null; isSignedIn: boolean };

type Answer = Omit<AdmittedSpace, 'movement'> & Standing & { movement: Partial<MovementSettings> };

/** Somebody at the door of a space. */
export type Asking = { actor: Actor; spacePublicId: string };

/**
 * Somebody may not talk in a space: why and until when, and when that ends on this process's monotonic clock, which
 * agrees with the database whatever the process's time of day is.
 */
export type Mute = { terms: Sanction; endsAtMs: number };

/** What a user is kept from in a space. */
export type Sanctions = { ban: Sanction | null; mute: Sanction | null };

/** What a room shows and asks of a user. */
export type PersonNow = Pick<Actor, 'userName' | 'role'>;

/** Why somebody may not be in a space that is there; undefined where they may. */
function refusalOf({ isSignedIn, isActive, ban }: Standing): DomainError | undefined {
  if (!isSignedIn) return new DomainError('NOT_SIGNED_IN');
  if (!isActive) return new DomainError('SPACE_INACTIVE');
  if (ban) return new DomainError('BANNED', { detail: banText(ban), sanction: ban });
  return undefined;
}

export type Admission = ReturnType<typeof createAdmission>;

/** Who may be in which space; the one rule that the REST edge and the rooms both ask. */
export function createAdmission({ database: { db }, clock }: { database: Database; clock: Clock }) {
  const standingOf = (userId: SQL, sessionId: SQL): SQL => sql`
    s.is_active and c.retired_at is null as "isActive",
    ${banOf(userId, clock.now)} as ban,
    exists (select 1 from session t where t.id = ${sessionId} and t.user_id = ${userId}
      and t.expires_at > ${clock.now}) as "isSignedIn"`;

  async function look(publicId: string, userId: string, sessionId: string): Promise<Answer | undefined> {
    const [answer] = await rows<Answer>(
      db,
      sql`select s.id, c.id as "creatorId", s.public_id as "publicId", s.name, s.space_type as "spaceType", s.capacity, s.movement,
            ${standingOf(sql`${userId}`, sql`${sessionId}`)}
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
      const refusal = refusalOf(space);
      if (refusal) throw refusal;
      return { ...space, movement: movementOf(space.movement) };
    },

    /** The same rule for many at once, in one statement: each at their place the refusal, or none. */
    async refusals(asking: readonly Asking[]): Promise<(DomainError | undefined)[]> {
      const asked = asking.map(({ actor, spacePublicId }, at) => ({
        at,
        spaceId: spacePublicId,
        userId: actor.userId,
        sessionId: actor.authSessionId,
      }));
      const answers = await rows<Standing & { at: number }>(
        db,
        sql`select a.at, ${standingOf(sql`a."userId"`, sql`a."sessionId"`)}
            from ${jsonRows(asked)} as a(at int, "spaceId" text, "userId" text, "sessionId" text)
            join spaces s on s.public_id = a."spaceId"
            join worlds w on w.id = s.world_id join creators c on c.id = w.creator_id`,
      );
      const standing = new Map(answers.map((answer) => [answer.at, answer]));
      return asking.map((_, at) => {
        const answer = standing.get(at);
        return answer ? refusalOf(answer) : new DomainError('SPACE_NOT_FOUND');
      });
    },

    /** The bans from a space that these users have, for a room that did not hear of them. */
    bansAmong: (spaceId: number, userIds: readonly string[]): Promise<{ userId: string; ban: Sanction }[]> =>
      rows(
        db,
        sql`select b.user_id as "userId", ${termsOf} as ban from space_bans b
            where b.space_id = ${spaceId} and b.user_id in ${textSet(userIds)} and ${inForce(clock.now)}`,
      ),

    /** Who of these may not talk: each at their place how long. */
    async mutes(asking: readonly Asking[]): Promise<(Mute | undefined)[]> {
      const asked = asking.map(({ actor, spacePublicId }, at) => ({
        at,
        spaceId: spacePublicId,
        userId: actor.userId,
      }));
      const askedAtMs = performance.now();
      const muted = await rows<{ at: number; terms: Sanction; endsInMs: number | null }>(
        db,
        sql`select a.at, ${termsOf} as terms,
              (extract(epoch from b.until - ${clock.now}) * 1000)::float8 as "endsInMs"
            from ${jsonRows(asked)} as a(at int, "spaceId" text, "userId" text)
            join spaces s on s.public_id = a."spaceId"
            join space_mutes b on b.space_id = s.id and b.user_id = a."userId" and ${inForce(clock.now)}`,
      );
      const mutes = new Map(
        muted.map(({ at, terms, endsInMs }) => [
          at,
          { terms, endsAtMs: askedAtMs + (endsInMs ?? Number.POSITIVE_INFINITY) },
        ]),
      );
      return asking.map((_, at) => mutes.get(at));
    },

    /** What moderators of a space decided about a user, for that user. */
    async sanctionsOn(actor: Actor, spacePublicId: string): Promise<Sanctions> {
      const userId = sql`${actor.userId}`;
      const [sanctions] = await rows<Sanctions>(
        db,
        sql`select ${banOf(userId, clock.now)} as ban, ${muteOf(userId, clock.now)} as mute
            from spaces s where s.public_id = ${spacePublicId}`,
      );
      return found(sanctions, 'SPACE_NOT_FOUND');
    },

    /** These users under the names and roles that they have now, by their ids. */
    async people(userIds: readonly string[]): Promise<Map<string, PersonNow>> {
      const people = await rows<PersonNow & { id: string }>(
        db,
        sql`select id, user_name as "userName", role from "user" where id in ${textSet(userIds)}`,
      );
      return new Map(people.map(({ id, ...person }) => [id, person]));
    },

    /** Which of these sessions have neither been ended nor expired. */
    async standing(sessionIds: readonly string[]): Promise<Set<string>> {
      const there = await rows<{ id: string }>(
        db,
        sql`select id from session where id in ${textSet(sessionIds)} and expires_at > ${clock.now}`,
      );
      return new Set(there.map(({ id }) => id));
    },

    /** The space, for a room that opens on it. */
    async space(publicId: string): Promise<AdmittedSpace> {
      const space = found(await look(publicId, '', ''), 'SPACE_NOT_FOUND');
      return { ...space, movement: movementOf(space.movement) };
    },
  };
}
