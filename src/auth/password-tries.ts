import { APIError } from 'better-auth/api';
import { eq, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { session, user } from '#db/schema/index.ts';

/** Somebody tries the password of an account. */
export type PasswordTry = {
  email: string;
  /** The client's address. */
  address: string | undefined;
  /** The known device from which it is tried; undefined where it is none. */
  device: string | undefined;
  /** The addresses from which somebody is signed in to the account. */
  knownAddresses(): Promise<string[]>;
};

/** Tries of passwords, counted. */
export type Tries = {
  /** Takes one; returns the seconds to wait where there are none left. */
  take(tried: PasswordTry): Promise<number | undefined>;
  giveBack(tried: PasswordTry): Promise<void>;
};

/** The addresses of an account's sessions; none where there is no such account. */
export const addressesOfSessions = (db: Db, email: string) => async (): Promise<string[]> => {
  const found = await db
    .selectDistinct({ address: session.ipAddress })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .where(sql`${user.email} = ${email.toLowerCase()} and ${session.expiresAt} > now()`);
  return found.flatMap(({ address }) => address ?? []);
};

/** A sign-in costs a try before anything is looked up, so that many at once get no more than one by one. */
export async function takeTry(tries: Tries, tried: PasswordTry): Promise<void> {
  const seconds = await tries.take(tried);
  if (seconds === undefined) return;
  const headers = { 'Retry-After': String(seconds) };
  throw new APIError('TOO_MANY_REQUESTS', { code: 'TOO_MANY_REQUESTS', message: 'Too many tries' }, headers);
}
