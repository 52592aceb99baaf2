import type { Actor } from '#domain/actor.ts';
import type { Auth } from './auth.ts';
import { withFaults } from './auth-adapter.ts';
import { createIdentityOfJoins } from './identity-of-joins.ts';
import type { LookUpSession, LookUpSessions } from './session-lookup.ts';

/** Where headers are read from: a fetch `Headers`, or a request of Express. */
export type HeaderReader = { get(name: string): string | null | undefined };

/** Who is asking, from a request's headers or from a bare token; undefined for nobody. */
export type Identify = {
  byHeaders(headers: HeaderReader): Promise<Actor | undefined>;
  /** For the way into a room: those who come together are looked up together. */
  byToken(token: string | undefined): Promise<Actor | undefined>;
};

/** One identification for both edges: a cookie or `Authorization: Bearer`, checked against the session table. */
export function createIdentify(
  auth: Auth,
  lookUpSession: LookUpSession,
  lookUpSessions: LookUpSessions,
): Identify {
  const byHeaders = async (headers: HeaderReader): Promise<Actor | undefined> => {
    const authorization = headers.get('authorization');
    const cookie = headers.get('cookie');
    if (!authorization && !cookie) return undefined;
    const usual = authorization && !cookie ? await lookUpSession(authorization) : undefined;
    return (
      usual ?? askBetterAuth(auth, { ...(authorization && { authorization }), ...(cookie && { cookie }) })
    );
  };
  const joining = createIdentityOfJoins(
    lookUpSessions,
    async (authorization) => await askBetterAuth(auth, { authorization }),
  );
  return {
    byHeaders,
    byToken: async (token) => (token ? joining(`Bearer ${token}`) : undefined),
  };
}

/** Better Auth's own answer. It also prolongs a session that is in use, and clears away one that is over. */
async function askBetterAuth(auth: Auth, headers: Record<string, string>): Promise<Actor | undefined> {
  const found = await withFaults(() => auth.api.getSession({ headers: new Headers(headers) }));
  if (!found) return undefined;
  const { user, session } = found;
  return {
    userId: user.id,
    userName: user.userName,
    role: user.role as Actor['role'],
    authSessionId: session.id,
  };
}
