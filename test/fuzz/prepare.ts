import { type Account, accountNames, signUpAll } from '../../loadtest/accounts.ts';
import { createTally } from '../../loadtest/measurements.ts';
import { openOwnSpace } from '../../loadtest/own-space.ts';

const SIGN_UP_LIMIT_MS = 120_000;

/** Accounts on a server, and a space that is theirs alone. */
export async function prepare(url: string, count: number) {
  const stop = AbortSignal.timeout(SIGN_UP_LIMIT_MS);
  const nothing = () => {};
  const accounts = await signUpAll(accountNames('fuzz', count), {
    ...{ url, stop, errors: createTally(), settled: nothing, waiting: nothing },
  });
  const creator = accounts[0] as Account;
  const { id: spaceId } = await openOwnSpace(url, creator, { capacity: 2 * count, movement: {} }, stop);
  return { spaceId, accounts };
}
