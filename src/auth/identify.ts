import type { Actor } from '#domain/actor.ts';
import type { Auth } from './auth.ts';

/** Who is asking, from a request's headers or from a bare token; undefined for nobody. */
export type Identify = {
  byHeaders(headers: Headers): Promise<Actor | undefined>;
  byToken(token: string | undefined): Promise<Actor | undefined>;
};

/** One identification for both edges: a cookie or `Authorization: Bearer`, checked against the session table. */
export function createIdentify(auth: Auth): Identify {
  const byHeaders = async (headers: Headers): Promise<Actor | undefined> => {
    if (!headers.has('authorization') && !headers.has('cookie')) return undefined;
    const found = await auth.api.getSession({ headers });
    if (!found) return undefined;
    const { user, session } = found;
    return {
      userId: user.id,
      userName: user.userName,
      role: user.role as Actor['role'],
      authSessionId: session.id,
    };
  };
  return {
    byHeaders,
    byToken: async (token) =>
      token ? byHeaders(new Headers({ authorization: `Bearer ${token}` })) : undefined,
  };
}
