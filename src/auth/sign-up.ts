import type { SignUp } from '#domain/accounts/accounts.ts';
import { type Auth, CLIENT_ADDRESS_HEADER } from './auth.ts';

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
    if (response.status === 409 || response.status === 422) return { refused: 'taken' };
    if (!response.ok) throw new Error(`Sign-up failed with ${response.status}: ${await response.text()}`);
    const body = (await response.json()) as SignUpBody;
    return { token: body.token as string, userId: body.user.id };
  };
}
