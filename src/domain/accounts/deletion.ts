import { eq, sql } from 'drizzle-orm';
import { rows, type Tx } from '#db/client.ts';
import { newPublicId } from '#db/public-id.ts';
import { user } from '#db/schema/index.ts';
import { afterCommit, type Transact } from '#db/transact.ts';
import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import { lockLeaving } from '../creators/leaving.ts';
import type { Removals } from '../creators/removal.ts';
import { DomainError } from '../errors.ts';
import type { Attendance } from '../events/attendance.ts';
import type { FactBus } from '../facts.ts';
import { forgetInAnswers } from '../idempotency.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { CallOffs } from '../points/call-offs.ts';
import type { Gifts } from '../points/gifts.ts';
import type { Ledger } from '../points/ledger.ts';

/** Whether a password is the user's; `none` where the account has no password. */
export type CheckPassword = (userId: string, password: string) => Promise<'right' | 'wrong' | 'none'>;

export type Deletion = ReturnType<typeof createDeletion>;

type Needs = {
  transact: Transact;
  clock: Clock;
  facts: FactBus;
  checkPassword: CheckPassword;
  attendance: Attendance;
  ledger: Ledger;
  gifts: Gifts;
  inventory: Inventory;
  removals: Removals;
  callOffs: CallOffs;
};

/** Leaving for good. */
export function createDeletion(needs: Needs) {
  const { transact, clock, facts, checkPassword, attendance, ledger, gifts, inventory, removals } = needs;
  const { callOffs } = needs;

  async function removeCreator(tx: Tx, creator: NonNullable<Leaving['creator']>): Promise<void> {
    const { outcome } = await removals.remove(tx, creator);
    if (outcome === 'retired') await removals.anonymize(tx, creator.id);
  }

  /** Ends every session; whoever is in a room with one is shown out. */
  async function endSessions(tx: Tx, userId: string): Promise<void> {
    const ended = await rows<{ id: string }>(
      tx,
      sql`delete from session where user_id = ${userId} returning id`,
    );
    afterCommit(tx, () => {
      for (const { id } of ended) facts.publish('SessionRevoked', { sessionId: id });
    });
  }

  /** The row of the books, which no longer says who it was. No sign-up can take such a name. */
  async function anonymize(tx: Tx, userId: string): Promise<void> {
    const random = newPublicId();
    await tx
      .update(user)
      .set({
        name: 'Deleted user',
        firstName: 'Deleted',
        lastName: 'user',
        userName: `deleted-${random}`,
        email: `${random.toLowerCase()}@deleted.invalid`,
        emailVerified: false,
        image: null,
        avatarUrl: null,
        socialLinks: null,
        role: 'user',
        deletedAt: sql`${clock.now}`,
      })
      .where(eq(user.id, userId));
  }

  return {
    /**
     * Deletes the actor's account, in one transaction: pays for the visits that are open, removes the creator
     * that they are, and takes away sessions, ways to sign in, avatars, memberships, inventory and balances.
     * The ledger, orders, purchases, gifts and attendance stay, of nobody.
     * @throws DomainError WRONG_PASSWORD; INVALID where an account with a password is given none; NOT_SIGNED_IN
     *   where the account was deleted just now
     */
    async remove({ userId }: Actor, password: string | undefined): Promise<void> {
      assertConfirmed(password, await checkPassword(userId, password ?? ''));
      await transact(async (tx) => {
        const { isThere, creator } = await lockLeaving(tx, userId, 'account');
        if (!isThere) throw new DomainError('NOT_SIGNED_IN');
        if (creator) await removeCreator(tx, creator);
        await attendance.closeAllOf(tx, userId);
        await endSessions(tx, userId);
        await takeEverything(tx, userId);
        await inventory.takeAll(tx, userId);
        await ledger.closeAccount(tx, userId);
        await gifts.unsay(tx, userId);
        await callOffs.callOff(tx, { userId });
        await anonymize(tx, userId);
        await forgetInAnswers(tx, userId);
      });
    },
  };
}

type Leaving = Awaited<ReturnType<typeof lockLeaving>>;

function assertConfirmed(password: string | undefined, answer: Awaited<ReturnType<CheckPassword>>): void {
  if (answer === 'none' || answer === 'right') return;
  if (password !== undefined) throw new DomainError('WRONG_PASSWORD', 'That is not your password.');
  throw new DomainError('INVALID', {
    detail: 'Confirm with your password.',
    errors: [{ path: 'password', message: 'is needed to confirm' }],
  });
}

/** Everything that is the user's and has no writer of its own. What an avatar wears goes with it. */
async function takeEverything(tx: Tx, userId: string): Promise<void> {
  await tx.execute(sql`delete from verification v using "user" u
    where u.id = ${userId} and (v.value = u.id or position(u.email in lower(v.identifier || ' ' || v.value)) > 0)`);
  await tx.execute(sql`delete from account where user_id = ${userId}`);
  await tx.execute(sql`delete from user_avatars where user_id = ${userId}`);
  await tx.execute(sql`delete from user_tribe_memberships where user_id = ${userId}`);
  await tx.execute(sql`delete from space_bans where user_id = ${userId}`);
  await tx.execute(sql`delete from space_mutes where user_id = ${userId}`);
  await tx.execute(sql`delete from held_user_names where user_id = ${userId}`);
  await tx.execute(sql`delete from idempotency_keys where user_id = ${userId}`);
}
