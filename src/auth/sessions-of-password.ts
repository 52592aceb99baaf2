import { setSessionCookie } from 'better-auth/cookies';
import { generateRandomString } from 'better-auth/crypto';

/** What Better Auth hands to hooks. */
export type EndpointContext = Parameters<typeof setSessionCookie>[0];

export const CHANGE_PASSWORD = '/change-password';

/** Requests that asked to stay signed in elsewhere, and the new tokens of those that did not. */
const keepsOthers = new WeakSet<Request>();
const renewed = new WeakMap<Request, string>();

/**
 * Takes `revokeOtherSessions` over from Better Auth, which would end the caller's session too and open another one:
 * a player would be shown out of their room. Unless it is false, sessions end. What is no boolean is left to be refused.
 */
export function noteWish(
  request: Request | undefined,
  body: Record<string, unknown>,
): Record<string, unknown> {
  const { revokeOtherSessions: wish = true, ...rest } = body;
  if (request && wish === false) keepsOthers.add(request);
  return typeof wish === 'boolean' ? { ...rest, revokeOtherSessions: false } : body;
}

/**
 * Called in the transaction that changes a password: ends every other session of the user, and gives the caller's
 * session a new token, so that a copy of the old one is worth nothing. The session itself stays, and with it its
 * connections to rooms.
 */
export async function endSessionsOfOldPassword(ctx: EndpointContext | null): Promise<void> {
  const own = ctx?.context.session;
  if (!ctx || !own || (ctx.request && keepsOthers.has(ctx.request))) return;
  const { internalAdapter } = ctx.context;
  const all = await internalAdapter.listSessions(own.user.id);
  const others = all.filter(({ id }) => id !== own.session.id).map(({ token }) => token);
  if (others.length > 0) await internalAdapter.deleteSessions(others);
  const token = generateRandomString(32, 'a-z', 'A-Z', '0-9');
  await internalAdapter.updateSession(own.session.token, { token });
  if (ctx.request) renewed.set(ctx.request, token);
}

/** The caller's token after a change of password, which the cookie now has too. */
export async function tokenAfterChange(ctx: EndpointContext): Promise<string | undefined> {
  const own = ctx.context.session;
  const token = ctx.request && renewed.get(ctx.request);
  if (!own || token === undefined) return own?.session.token;
  await setSessionCookie(ctx, { session: { ...own.session, token }, user: own.user });
  return token;
}
