import type { SignUp, SignUpAnswer } from '#domain/accounts/accounts.ts';
import type { Auth } from './auth.ts';
import { TAKEN } from './auth-adapter.ts';
import { CLIENT_ADDRESS_HEADER } from './client-address.ts';

type SignUpBody = { token: string | null; user: { id: string } };

/** Signs up through Better Auth's own endpoint, so that its checks hold for every way in. */
export function createSignUp(auth: Auth, baseUrl: string): SignUp {
  return async (account, from) => {
    const headers = new Headers({ 'content-type': 'application/json' });
    for (const name of [CLIENT_ADDRESS_HEADER, 'user-agent']) {
      const value = from.get(name);
      if (value) headers.set(name, value);
    }
    const response = await auth.handler(
      new Request(`${baseUrl}/api/auth/sign-up/email`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ ...account, name: `${account.firstName} ${account.lastName}` }),
      }),
    );
    if (!response.ok) return refusal(response);
    const body = (await response.json()) as SignUpBody;
    return { token: body.token as string, userId: body.user.id };
  };
}

/** Only what names a reason that we know is one; everything else is a failure. */
async function refusal(response: Response): Promise<SignUpAnswer> {
  const text = await response.text();
  const code = codeIn(text);
  if (code === TAKEN.email) return { refused: 'EMAIL_TAKEN' };
  if (code === TAKEN.userName) return { refused: 'USERNAME_TAKEN' };
  throw new Error(`Sign-up failed with ${response.status}: ${text}`);
}

function codeIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { code?: unknown } | null)?.code;
  } catch {
    return undefined;
  }
}
