import { sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { jsonRows, rows, type Tx } from '#db/client.ts';
import type { Transact } from '#db/transact.ts';
import { holdReceiver, holdSomebodyElse } from '../accounts/receiver.ts';
import type { Actor } from '../actor.ts';
import { isoTime } from '../clock.ts';
import { DomainError, found } from '../errors.ts';
import { type About, type Answered, once } from '../idempotency.ts';
import type { Holds } from './holds.ts';
import type { Ledger, Movements, Posting } from './ledger.ts';

/** Points of one creator, from the user who asks. */
export type Gift = {
  creatorId: string;
  toUserName: string;
  amount: number;
  message?: string | null | undefined;
};

/** Points that come from nobody: an admin makes good for something. */
export type PointsGrant = { creatorId: string; userName: string; amount: number; reason: string };

/** A gift as the giver sees it; `giftId` is in the books of both sides. Times are ISO 8601. */
export type Given = Required<Gift> & {
  message: string | null;
  giftId: string;
  /** What the giver has left. */
  balance: number;
  givenAt: string;
};

/** A grant as the admin sees it; the receiver finds it under `giftId`. Times are ISO 8601. */
export type Granted = PointsGrant & { giftId: string; grantedAt: string };

type GiftRow = { id: number; giftId: string; at: string };

export type Gifts = ReturnType<typeof createGifts>;

type Needs = { transact: Transact; ledger: Ledger; holds: Holds };

/** Points that are given: by one user to another, and by admins. */
export function createGifts({ transact, ledger, holds }: Needs) {
  async function give(tx: Tx, actor: Actor, request: Gift, about: About): Promise<Given> {
    const { creatorId, amount, message = null } = request;
    const receiver = await holdSomebodyElse(tx, actor, request.toUserName);
    about(receiver.id);
    const creator = await holdPointsOf(tx, creatorId);
    await ledger.lockBalances(tx, creator.id, [actor.userId, receiver.id]);
    await holds.assertGiftable(tx, { userId: actor.userId, creatorId: creator.id }, amount);
    const gift = await write(tx, actor, message);
    const posting = postingOf(creator.id, gift, 'experience', 'A gift of points');
    const movements = sides(actor.userId, receiver.id, amount);
    const entries = await ledger.postAll(tx, posting, movements);
    const taken = entries.find(({ userId }) => userId === actor.userId);
    if (!taken) throw new DomainError('INSUFFICIENT_POINTS', 'That is more points than you have.');
    const { giftId, at: givenAt } = gift;
    const { balance } = taken;
    return { giftId, creatorId, toUserName: receiver.userName, amount, message, balance, givenAt };
  }

  async function grant(tx: Tx, actor: Actor, request: PointsGrant, about: About): Promise<Granted> {
    const { creatorId, amount, reason } = request;
    const receiver = await holdReceiver(tx, actor, request.userName);
    about(receiver.id);
    const creator = await holdPointsOf(tx, creatorId);
    if (creator.isRetired) throw new DomainError('CREATOR_RETIRED');
    await ledger.lockBalances(tx, creator.id, [receiver.id]);
    const gift = await write(tx, actor, reason);
    await ledger.post(tx, postingOf(creator.id, gift, 'admin', 'Granted by an admin'), receiver.id, amount);
    const { giftId, at: grantedAt } = gift;
    return { giftId, creatorId, userName: receiver.userName, amount, reason, grantedAt };
  }

  return {
    /**
     * Gives points of a creator to another user.
     * @throws DomainError USER_NOT_FOUND, CREATOR_NOT_FOUND, INSUFFICIENT_POINTS, POINTS_ON_HOLD, BALANCE_LIMIT_REACHED;
     *   INVALID for oneself
     */
    give: (actor: Actor, request: Gift, key: string | undefined): Promise<Answered<Given>> =>
      transact((tx) =>
        once(tx, { userId: actor.userId, name: 'points.gift', key, request }, (about) =>
          give(tx, actor, request, about),
        ),
      ),

    /**
     * Gives a user points of a creator that were nobody's.
     * @throws DomainError USER_NOT_FOUND, CREATOR_NOT_FOUND, CREATOR_RETIRED, BALANCE_LIMIT_REACHED
     */
    grant: (actor: Actor, request: PointsGrant, key: string | undefined): Promise<Answered<Granted>> =>
      transact((tx) =>
        once(tx, { userId: actor.userId, name: 'points.grant', key, request }, (about) =>
          grant(tx, actor, request, about),
        ),
      ),

    /** Takes back what was said with the gifts from and to a user who is being deleted; the gifts stay. */
    async unsay(tx: Tx, userId: string): Promise<void> {
      await tx.execute(sql`update point_gifts set message = null
        where message is not null and (user_id = ${userId} or id in (
          select reference_id from point_transactions where user_id = ${userId} and reference_type = 'gift'))`);
    },
  };
}

/** The creator whose points they are, who is not erased meanwhile. */
async function holdPointsOf(tx: Tx, publicId: string): Promise<{ id: number; isRetired: boolean }> {
  const [creator] = await rows<{ id: number; isRetired: boolean }>(
    tx,
    sql`select id, retired_at is not null as "isRetired" from creators where public_id = ${publicId} for key share`,
  );
  return found(creator, 'CREATOR_NOT_FOUND');
}

/** Both sides of a gift. */
function sides(fromUserId: string, toUserId: string, amount: number): Movements {
  const movements = [
    { userId: fromUserId, amount: -amount },
    { userId: toUserId, amount },
  ];
  const ctes = sql`sides as (
    select "userId" as user_id, amount from ${jsonRows(movements)} as s("userId" text, amount bigint))`;
  return { ctes, from: sql`sides`, atMost: movements.length };
}

async function write(tx: Tx, { userId }: Actor, message: string | null): Promise<GiftRow> {
  const [gift] = await rows<GiftRow>(
    tx,
    sql`insert into point_gifts (gift_id, user_id, message) values (${uuidv7()}::uuid, ${userId}, ${message})
        returning id, gift_id as "giftId", ${isoTime(sql`created_at`)} as at`,
  );
  return gift as GiftRow;
}

const postingOf = (
  creatorId: number,
  { id }: GiftRow,
  source: 'experience' | 'admin',
  description: string,
): Posting => ({ creatorId, type: 'gift', source, referenceType: 'gift', referenceId: id, description });
