import { and, eq, sql } from 'drizzle-orm';
import { type Database, type Executor, rows, type Tx } from '#db/client.ts';
import { creators, tribes, user, userTribeMemberships } from '#db/schema/index.ts';
import type { Transact } from '#db/transact.ts';
import type { Actor } from '../actor.ts';
import { isoTime } from '../clock.ts';
import { DomainError, found } from '../errors.ts';
import { assertExpected } from '../expected-price.ts';
import { type Answered, once } from '../idempotency.ts';
import { byId, type Page, type PageRequest, readPage } from '../paging.ts';
import { balanceOf } from '../points/balances.ts';
import type { Ledger } from '../points/ledger.ts';
import { type Terms, termsFor } from './tribe-rules.ts';

export type MemberRecord = { membership: typeof userTribeMemberships.$inferSelect; userName: string };

const newestFirst = byId(
  'descending',
  userTribeMemberships.id,
  ({ membership }: MemberRecord) => membership.id,
);

/** A membership that has just begun, as the new member sees it. Times are ISO 8601. */
export type Joined = {
  tribeId: string;
  creatorId: string;
  role: 'member' | 'moderator' | 'admin';
  joinedAt: string;
  pointsSpent: number;
  /** What is left of the creator's points after it. */
  balance: number;
};

type Tribe = {
  id: number;
  publicId: string;
  joinCost: number;
  creatorId: number;
  creatorPublicId: string;
  ownerUserId: string;
  retiredAt: Date | null;
};

export type Memberships = ReturnType<typeof createMemberships>;

type Needs = { database: Database; transact: Transact; ledger: Ledger };

/** Memberships: who belongs to which tribe. */
export function createMemberships({ database: { db }, transact, ledger }: Needs) {
  async function tribeOf(executor: Executor, publicId: string): Promise<Tribe> {
    const [tribe] = await executor
      .select({
        id: tribes.id,
        publicId: tribes.publicId,
        joinCost: tribes.joinCost,
        creatorId: creators.id,
        creatorPublicId: creators.publicId,
        ownerUserId: creators.userId,
        retiredAt: creators.retiredAt,
      })
      .from(tribes)
      .innerJoin(creators, eq(creators.id, tribes.creatorId))
      .where(eq(tribes.publicId, publicId));
    return found(tribe, 'TRIBE_NOT_FOUND');
  }

  async function assertNoMember(tx: Tx, userId: string, tribeId: number): Promise<void> {
    const { userId: member, tribeId: of } = userTribeMemberships;
    const [membership] = await tx
      .select({ id: userTribeMemberships.id })
      .from(userTribeMemberships)
      .where(and(eq(member, userId), eq(of, tribeId)));
    if (membership) throw new DomainError('ALREADY_MEMBER');
  }

  /** Takes the points; answers with the balance after it. */
  async function pay(tx: Tx, userId: string, tribe: Tribe, cost: number): Promise<number> {
    if (cost === 0) return balanceOf(tx, userId, tribe.creatorId);
    const entry = await ledger.post(
      tx,
      {
        creatorId: tribe.creatorId,
        type: 'spend',
        source: 'experience',
        referenceType: 'tribe',
        referenceId: tribe.id,
        description: 'Joined the tribe',
      },
      userId,
      -cost,
    );
    if (entry) return entry.balance;
    // Who has joined from elsewhere meanwhile has paid, and lacks the points for that reason.
    await assertNoMember(tx, userId, tribe.id);
    throw new DomainError('INSUFFICIENT_POINTS', `Joining costs ${cost} points, more than the balance.`);
  }

  /**
   * Writes the membership, unless there is one already or the tribe is gone: either may have happened while
   * this waited for the balance. The lock keeps the tribe there until this is committed.
   */
  async function enrol(tx: Tx, userId: string, tribe: Tribe, { role }: Terms): Promise<string> {
    const [made] = await rows<{ joinedAt: string }>(
      tx,
      sql`insert into user_tribe_memberships (user_id, tribe_id, role)
          select ${userId}::text, id, ${role}::text from tribes where id = ${tribe.id} for key share
          on conflict (user_id, tribe_id) do nothing
          returning ${isoTime(sql`joined_at`)} as "joinedAt"`,
    );
    if (made) return made.joinedAt;
    await assertNoMember(tx, userId, tribe.id);
    throw new DomainError('TRIBE_NOT_FOUND');
  }

  async function join(
    tx: Tx,
    { userId }: Actor,
    publicId: string,
    expectedPoints: number | undefined,
  ): Promise<Joined> {
    const tribe = await tribeOf(tx, publicId);
    if (tribe.retiredAt) throw new DomainError('CREATOR_RETIRED', 'The creator of this tribe has left.');
    await assertNoMember(tx, userId, tribe.id);
    const terms = termsFor(userId, tribe);
    assertExpected([{ path: 'expectedPoints', expected: expectedPoints, current: terms.cost }]);
    const balance = await pay(tx, userId, tribe, terms.cost);
    const joinedAt = await enrol(tx, userId, tribe, terms);
    return {
      tribeId: tribe.publicId,
      creatorId: tribe.creatorPublicId,
      role: terms.role,
      joinedAt,
      pointsSpent: terms.cost,
      balance,
    };
  }

  return {
    /**
     * Joins a tribe for what it costs: points, ledger and membership in one transaction.
     * @throws DomainError TRIBE_NOT_FOUND, CREATOR_RETIRED, ALREADY_MEMBER, INSUFFICIENT_POINTS; PRICE_CHANGED where it
     *   costs anything but `expectedPoints`
     */
    join: (
      actor: Actor,
      request: { tribeId: string; expectedPoints?: number | undefined },
      key: string | undefined,
    ): Promise<Answered<Joined>> =>
      transact((tx) =>
        once(tx, { userId: actor.userId, name: 'tribes.join', key, request }, () =>
          join(tx, actor, request.tribeId, request.expectedPoints),
        ),
      ),

    /** Ends the actor's membership. What it cost is not paid back. */
    async leave(actor: Actor, tribePublicId: string): Promise<void> {
      const { id } = await tribeOf(db, tribePublicId);
      const { userId, tribeId } = userTribeMemberships;
      const left = await db
        .delete(userTribeMemberships)
        .where(and(eq(userId, actor.userId), eq(tribeId, id)))
        .returning({ id: userTribeMemberships.id });
      if (left.length === 0) throw new DomainError('NOT_A_MEMBER');
    },

    /** The members of a tribe, the newest first. */
    async list(tribePublicId: string, request: PageRequest): Promise<Page<MemberRecord>> {
      const tribe = await tribeOf(db, tribePublicId);
      const { tribeId, userId } = userTribeMemberships;
      return readPage(request, newestFirst, (beginning) =>
        db
          .select({ membership: userTribeMemberships, userName: user.userName })
          .from(userTribeMemberships)
          .innerJoin(user, eq(user.id, userId))
          .where(and(eq(tribeId, tribe.id), beginning)),
      );
    },
  };
}
