import { randomBytes } from 'node:crypto';
import { RequestFailed, requestData } from './http.ts';
import type { Tally } from './measurements.ts';
import { pause } from './pause.ts';

/** Password hashing takes a server a good part of a core: more at once would only time out. */
const SIGN_UPS_AT_ONCE = 8;

export type Account = { userName: string; token: string };

export type SignUp = {
  url: string;
  stop: AbortSignal;
  errors: Tally;
  /** Called after each account, had or not. */
  settled(): void;
  /** Called each time that the server asks to wait, with how long. */
  waiting(ms: number): void;
};

/** Names that no earlier run has used: 3–20 characters of [A-Za-z0-9_], `prefix` up to 8. */
export function accountNames(prefix: string, count: number): string[] {
  const run = randomBytes(3).toString('hex').slice(0, 5);
  return Array.from({ length: count }, (_, at) => `${prefix}_${run}_${at + 1}`);
}

/** Creates the accounts, 8 at a time; what fails is tallied and missing from the answer. */
export async function signUpAll(names: readonly string[], signUp: SignUp): Promise<Account[]> {
  const waitingNames = [...names];
  const accounts: Account[] = [];
  const gate = { openAt: 0 };

  const worker = async () => {
    for (let name = waitingNames.shift(); name && !signUp.stop.aborted; name = waitingNames.shift()) {
      const account = await signUpPatiently(name, signUp, gate);
      if (account) accounts.push(account);
      signUp.settled();
    }
  };
  await Promise.all(Array.from({ length: SIGN_UPS_AT_ONCE }, worker));
  return accounts;
}

/** One account; when the server asks to wait, every worker waits at the same gate and then asks again. */
async function signUpPatiently(
  userName: string,
  signUp: SignUp,
  gate: { openAt: number },
): Promise<Account | undefined> {
  while (!signUp.stop.aborted) {
    await pause(gate.openAt - performance.now(), signUp.stop);
    try {
      return await signUpOnce(userName, signUp);
    } catch (error) {
      if (signUp.stop.aborted) return undefined;
      if (!(error instanceof RequestFailed)) throw error;
      if (error.status !== 429 && error.code !== 'SERVER_BUSY') {
        signUp.errors.add('sign-up', error.code, error.message);
        return undefined;
      }
      gate.openAt = Math.max(gate.openAt, performance.now() + error.retryAfterMs);
      signUp.waiting(error.retryAfterMs);
    }
  }
  return undefined;
}

async function signUpOnce(userName: string, { url, stop }: SignUp): Promise<Account> {
  const body = {
    email: `${userName}@loadtest.example`,
    password: randomBytes(18).toString('base64url'),
    firstName: 'Load',
    lastName: 'Test',
    userName,
  };
  const data = (await requestData(`${url}/api/v1/auth/signup-full`, { body, stop })) as { token?: unknown };
  if (typeof data?.token !== 'string')
    throw new RequestFailed(201, 'no-token', 'the answer has no data.token');
  return { userName, token: data.token };
}
