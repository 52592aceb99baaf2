import { AsyncLocalStorage } from 'node:async_hooks';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { APIError, isAPIError } from 'better-auth/api';
import type { Db } from '#db/client.ts';
import { isDatabaseAway, violatedUnique } from '#db/constraint.ts';
import * as schema from '#db/schema/index.ts';
import { userNameRefusal } from '#domain/accounts/user-names.ts';

type Adapter = ReturnType<ReturnType<typeof drizzleAdapter>>;

/** Codes with which Better Auth, and we in its place, say that an account cannot be made as it was asked for. */
export const TAKEN = {
  email: 'USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL',
  userName: 'USERNAME_TAKEN',
} as const;

/** The first error of the database in one call of Better Auth, which it may have turned into anything else. */
const calls = new AsyncLocalStorage<{ fault?: unknown }>();

/**
 * Calls Better Auth and throws the database's own error where there was one. Better Auth catches errors in places and
 * answers with a refusal, or with nothing: an account that could not be written would be a taken one, and somebody
 * whose session could not be read would be signed out.
 */
export async function withFaults<T>(call: () => Promise<T>): Promise<T> {
  const noted: { fault?: unknown } = {};
  const [result] = await Promise.allSettled([calls.run(noted, call)]);
  if (noted.fault !== undefined) throw noted.fault;
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}

/** Refuses what is taken as such, notes every other error, and throws either. */
function explain(error: unknown): never {
  const refusal = userNameRefusal(error);
  if (refusal) {
    const message =
      refusal.code === TAKEN.userName
        ? 'userName is taken'
        : 'userName was changed too often: try again later';
    throw new APIError('CONFLICT', { code: refusal.code, message });
  }
  if (violatedUnique(error) === 'user_email_unique') {
    throw new APIError('UNPROCESSABLE_ENTITY', { code: TAKEN.email, message: 'email is taken' });
  }
  const call = calls.getStore();
  if (call && (isDatabaseAway(error) || !isAPIError(error))) call.fault ??= error;
  throw error;
}

/**
 * Better Auth on our tables. That a name or an e-mail address is taken is for the database to say, also of two who
 * want it at the same moment; it is told as the refusal that it is, within a transaction too.
 */
export function createAuthAdapter(db: Db) {
  const make = drizzleAdapter(db as never, { provider: 'pg', schema, transaction: true });
  return (options: Parameters<typeof make>[0]): Adapter => {
    const adapter = explained(make(options));
    const { transaction } = adapter;
    const begin: Adapter['transaction'] = (work) => transaction((within) => work(explained(within)));
    return Object.assign(adapter, { transaction: begin });
  };
}

/** Better Auth knows its adapter by identity, so it is changed and not copied. */
function explained<A extends object>(adapter: A): A {
  for (const [name, method] of Object.entries(adapter)) {
    if (typeof method !== 'function') continue;
    const call = method as (...values: unknown[]) => unknown;
    Object.assign(adapter, {
      [name]: async (...values: unknown[]) => {
        try {
          return await call(...values);
        } catch (error) {
          return explain(error);
        }
      },
    });
  }
  return adapter;
}
