import { eq, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Db } from '#db/client.ts';
import { readByPlan } from '#db/row-mapper.ts';
import { session, user } from '#db/schema/index.ts';
import type { Actor } from '#domain/actor.ts';
import { createTokenSigner, type TokenSigner } from './signed-token.ts';

/** A session that needs nothing done to it, and whose it is; undefined where Better Auth has to look. */
export type LookUpSession = (authorization: string) => Promise<Actor | undefined>;

/** The same for many headers at once, each with the answer at its place. */
export type LookUpSessions = (authorizations: readonly string[]) => Promise<(Actor | undefined)[]>;

/** `expiresIn` and `updateAge` in seconds, as Better Auth has them. */
type Needs = { db: Db; secret: string; expiresIn: number; updateAge: number };

/**
 * The short way for the usual request, a signed bearer token of a session of today: the signature is checked here
 * and one statement asks for session and user. A session that is not there, is over or is due to be prolonged is
 * left to Better Auth, as is everything that looks unusual.
 */
export function createSessionLookup({ db, secret, ...times }: Needs): LookUpSession {
  const byToken = readByPlan(
    sessions(db)
      .where(eq(session.token, sql.placeholder('token')))
      .prepare('session_by_token'),
  );
  const signer = createTokenSigner(secret);
  return async (authorization) => {
    const token = signedToken(authorization, signer);
    if (token === undefined) return undefined;
    const [found] = await byToken.execute({ token });
    return unlessDue(found, times);
  };
}

/** The same way for those who come together: one statement, however many they are. */
export function createSessionsLookup({ db, secret, ...times }: Needs): LookUpSessions {
  const byTokens = readByPlan(
    sessions(db, { token: session.token })
      .where(
        sql`${session.token} in (select jsonb_array_elements_text(${sql.placeholder('tokens')}::text::jsonb))`,
      )
      .prepare('sessions_by_tokens'),
  );
  const signer = createTokenSigner(secret);
  return async (authorizations) => {
    const tokens = authorizations.map((authorization) => signedToken(authorization, signer));
    const signed = tokens.filter((token) => token !== undefined);
    if (signed.length === 0) return tokens.map(() => undefined);
    const found = await byTokens.execute({ tokens: JSON.stringify(signed) });
    const actors = new Map(found.map(({ token, ...row }) => [token as string, unlessDue(row, times)]));
    return tokens.map((token) => (token === undefined ? undefined : actors.get(token)));
  };
}

/** Sessions, whose they are, and until when. */
const sessions = <More extends Record<string, PgColumn>>(db: Db, more = {} as More) =>
  db
    .select({
      expiresAt: session.expiresAt,
      authSessionId: session.id,
      userId: user.id,
      userName: user.userName,
      role: user.role,
      ...more,
    })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId));

function unlessDue(
  found: (Actor & { expiresAt: Date }) | undefined,
  { expiresIn, updateAge }: Omit<Needs, 'db' | 'secret'>,
): Actor | undefined {
  if (!found) return undefined;
  const { expiresAt, ...actor } = found;
  const isDue = expiresAt.getTime() - (expiresIn - updateAge) * 1000 <= Date.now();
  return isDue ? undefined : actor;
}

const BEARER = /^bearer (\S+)$/i;

/** The token of `Bearer token.signature`, where the signature is ours. */
function signedToken(authorization: string, signer: TokenSigner): string | undefined {
  const [, signed] = BEARER.exec(authorization) ?? [];
  return signed === undefined ? undefined : signer.verify(signed);
}
