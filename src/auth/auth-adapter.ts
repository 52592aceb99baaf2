import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { APIError } from 'better-auth/api';
import type { Db } from '#db/client.ts';
import * as schema from '#db/schema/index.ts';
import { userNameRefusal } from '#domain/accounts/user-names.ts';

type Adapter = ReturnType<ReturnType<typeof drizzleAdapter>>;
type Within = Pick<Adapter, 'create' | 'update'>;

function refuseTaken(error: unknown): never {
  const refusal = userNameRefusal(error);
  if (!refusal) throw error;
  const message =
    refusal.code === 'USERNAME_TAKEN'
      ? 'userName is taken'
      : 'userName was changed too often: try again later';
  throw new APIError('CONFLICT', { code: refusal.code, message });
}

/**
 * Better Auth on our tables. That a name is taken is for the database to say, also of two who want it at the
 * same moment; it is told as the refusal that it is, within a transaction too.
 */
export function createAuthAdapter(db: Db) {
  const make = drizzleAdapter(db as never, { provider: 'pg', schema, transaction: true });
  return (options: Parameters<typeof make>[0]): Adapter => {
    const adapter = tellTaken(make(options));
    const { transaction } = adapter;
    return Object.assign(adapter, {
      transaction: ((work) => transaction((within) => work(tellTaken(within)))) as Adapter['transaction'],
    });
  };
}

/** Better Auth knows its adapter by identity, so it is changed and not copied. */
function tellTaken<A extends Within>(adapter: A): A {
  const { create, update } = adapter;
  return Object.assign(adapter, {
    create: ((values) => create(values).catch(refuseTaken)) as Within['create'],
    update: ((values) => update(values).catch(refuseTaken)) as Within['update'],
  });
}
