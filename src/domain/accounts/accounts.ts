import { and, eq, isNull } from 'drizzle-orm';
import type { Database, Executor } from '#db/client.ts';
import { creators, user } from '#db/schema/index.ts';
import type { Actor } from '../actor.ts';
import { DomainError, found } from '../errors.ts';
import type { FactBus } from '../facts.ts';
import { keyOfUserName } from './account-rules.ts';
import { assertPersonNotPlatform, isReserved } from './reserved-names.ts';
import { isUserNameInUse, userNameRefusal } from './user-names.ts';

export type NewAccount = {
  email: string;
  password: string;
  firstName: string;
  lastName: string;
  userName: string;
};

export type AccountRecord = typeof user.$inferSelect & { creatorPublicId: string | null };

/** What a user may change of their account; what is not given stays. */
export type AccountChanges = {
  firstName?: string | undefined;
  lastName?: string | undefined;
  userName?: string | undefined;
  socialLinks?: Record<string, string> | undefined;
  image?: string | null | undefined;
  avatarUrl?: string | null | undefined;
};

/** Makes the account and its first session; answers with the token, or says why not. */
export type SignUp = (account: NewAccount, headers: Headers) => Promise<SignUpAnswer>;
export type SignUpAnswer = { token: string; userId: string } | { refused: 'EMAIL_TAKEN' | 'USERNAME_TAKEN' };

export type Accounts = ReturnType<typeof createAccounts>;

type Needs = { database: Database; facts: FactBus; signUp: SignUp };

/** Accounts: the people behind the avatars. */
export function createAccounts({ database: { db }, facts, signUp }: Needs) {
  async function assertFree({ email, userName }: { email: string; userName: string }): Promise<void> {
    if (isReserved(userName)) throw new DomainError('USERNAME_RESERVED', `${userName} is reserved.`);
    const registered = await db.select({ id: user.id }).from(user).where(eq(user.email, email.toLowerCase()));
    if (registered.length > 0) throw new DomainError('EMAIL_TAKEN');
    if (await isUserNameInUse(db, userName)) throw new DomainError('USERNAME_TAKEN');
  }

  async function assertMayBeNamed(actor: Actor, changes: AccountChanges): Promise<void> {
    if (changes.firstName === undefined && changes.lastName === undefined) return;
    assertPersonNotPlatform(actor, changes, await get(actor.userId));
  }

  const get = (userId: string): Promise<AccountRecord> => readAccount(db, userId);

  return {
    get,

    /** Signs a new user up and in. Two sign-ups for one name at once: one of them is refused. */
    async signUpFull(
      account: NewAccount,
      headers: Headers,
    ): Promise<{ account: AccountRecord; token: string }> {
      assertPersonNotPlatform(undefined, account, account);
      await assertFree(account);
      const answer = await signUp(account, headers);
      if ('refused' in answer) throw new DomainError(answer.refused);
      return { account: await get(answer.userId), token: answer.token };
    },

    /** Whether signing up with this name would be let through. */
    async isUserNameFree(userName: string): Promise<boolean> {
      return !isReserved(userName) && !(await isUserNameInUse(db, userName));
    },

    /** Changes the actor's account. Of two who want one name at once, the database refuses one. */
    async change(actor: Actor, changes: AccountChanges): Promise<AccountRecord> {
      const given = Object.values(changes).some((value) => value !== undefined);
      if (!given) return get(actor.userId);
      assertMayBeCalled(actor, changes.userName);
      await assertMayBeNamed(actor, changes);
      await db
        .update(user)
        .set(changes)
        .where(eq(user.id, actor.userId))
        .catch((error) => {
          throw userNameRefusal(error) ?? error;
        });
      const { userId } = actor;
      if (changes.userName !== undefined)
        facts.publish('UserRenamed', { userId, userName: changes.userName });
      return get(userId);
    },

    me: (actor: Actor): Promise<AccountRecord> => get(actor.userId),
  };
}

export async function readAccount(executor: Executor, userId: string): Promise<AccountRecord> {
  const [record] = await executor
    .select({ user, creatorPublicId: creators.publicId })
    .from(user)
    .leftJoin(creators, and(eq(creators.userId, user.id), isNull(creators.retiredAt)))
    .where(eq(user.id, userId));
  const { user: account, creatorPublicId } = found(record, 'USER_NOT_FOUND');
  return { ...account, creatorPublicId };
}

/** A reserved name is refused, but for whoever has it already. */
function assertMayBeCalled(actor: Actor, userName: string | undefined): void {
  if (userName === undefined || keyOfUserName(userName) === keyOfUserName(actor.userName)) return;
  if (isReserved(userName)) throw new DomainError('USERNAME_RESERVED', `${userName} is reserved.`);
}
