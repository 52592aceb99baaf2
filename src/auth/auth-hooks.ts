import { APIError, createAuthMiddleware, isAPIError } from 'better-auth/api';
import { parseSetCookieHeader } from 'better-auth/cookies';
import type { Db } from '#db/client.ts';
import { CLIENT_ADDRESS_HEADER } from './client-address.ts';
import { assertCanHash } from './hashing.ts';
import { createKnownDevices, DEVICE_MAX_AGE_SECONDS } from './known-devices.ts';
import { addressesOfSessions, type PasswordTry, type Tries, takeTry } from './password-tries.ts';
import { CHANGE_PASSWORD, type EndpointContext, noteWish, tokenAfterChange } from './sessions-of-password.ts';
import { createTokenSigner } from './signed-token.ts';

type Needs = { db: Db; secret: string; tries: Tries };

const SIGN_IN = '/sign-in/email';
const SIGN_UP = '/sign-up/email';
const REVOKE_SESSION = '/revoke-session';

type Session = { token: string; userId: string };

/**
 * What is done before and after each of Better Auth's endpoints: tries of passwords are counted, every session token
 * has one form, and what is answered as done is done.
 */
export function createAuthHooks({ db, secret, tries }: Needs) {
  const signer = createTokenSigner(secret);
  const devices = createKnownDevices(secret);
  /** Whose session a request wants to end; nobody's where there is no such session. */
  const ownerOfRevoked = new WeakMap<Request, string | undefined>();

  const deviceCookie = (ctx: EndpointContext, email: string) =>
    ctx.context.createAuthCookie(devices.cookieOf(email), { maxAge: DEVICE_MAX_AGE_SECONDS });

  function tryOf(ctx: EndpointContext, email: string): PasswordTry {
    return {
      email,
      address: ctx.headers?.get(CLIENT_ADDRESS_HEADER) ?? undefined,
      device: devices.read(email, ctx.getCookie(deviceCookie(ctx, email).name)),
      knownAddresses: addressesOfSessions(db, email),
    };
  }

  /** From now on this device may try the account's password while others guess. */
  function rememberDevice(ctx: EndpointContext, email: string): void {
    const { name, attributes } = deviceCookie(ctx, email);
    const device = devices.read(email, ctx.getCookie(name));
    ctx.setCookie(name, devices.write(email, device), attributes);
  }

  /** The session that a token names, by its bare token; one that is not there where it names none. */
  async function bareToken(ctx: EndpointContext, signed: string): Promise<string> {
    const token = signer.verify(signed);
    const found = token === undefined ? null : await ctx.context.internalAdapter.findSession(token);
    if (ctx.request) ownerOfRevoked.set(ctx.request, found?.session.userId);
    return found?.session.token ?? 'none';
  }

  const before = createAuthMiddleware(async (ctx) => {
    const { path, body } = ctx;
    if (path === SIGN_IN && typeof body?.email === 'string') {
      assertCanHash();
      await takeTry(tries, tryOf(ctx, body.email));
    }
    if (path === CHANGE_PASSWORD && isObject(body)) return { context: { body: noteWish(ctx.request, body) } };
    if (path === REVOKE_SESSION && typeof body?.token === 'string')
      return { context: { body: { token: await bareToken(ctx, body.token) } } };
  });

  /** The session's token as the cookie of this answer has it. */
  function tokenOfCookie(ctx: EndpointContext): string | undefined {
    const { responseHeaders } = ctx.context as { responseHeaders?: Headers };
    const cookie = responseHeaders?.get('set-cookie');
    return cookie
      ? parseSetCookieHeader(cookie).get(ctx.context.authCookies.sessionToken.name)?.value
      : undefined;
  }

  const signed = <S extends Session>(session: S): S => ({ ...session, token: signer.sign(session.token) });

  /** What is answered instead, by the path; undefined for the answer as it is. */
  const answers: Record<string, (ctx: EndpointContext, answer: never) => Promise<unknown> | unknown> = {
    [SIGN_IN]: async (ctx, answer: object) => {
      await tries.giveBack(tryOf(ctx, ctx.body.email));
      rememberDevice(ctx, ctx.body.email);
      return { ...answer, token: tokenOfCookie(ctx) };
    },
    [SIGN_UP]: (ctx, answer: object) => {
      rememberDevice(ctx, ctx.body.email);
      return { ...answer, token: tokenOfCookie(ctx) };
    },
    [CHANGE_PASSWORD]: async (ctx, answer: object) => {
      const token = await tokenAfterChange(ctx);
      return { ...answer, token: token === undefined ? null : signer.sign(token) };
    },
    '/get-session': (_ctx, answer: { session: Session } | null) =>
      answer && { ...answer, session: signed(answer.session) },
    '/list-sessions': (_ctx, sessions: Session[]) => sessions.map(signed),
    [REVOKE_SESSION]: async (ctx) => {
      const owner = ctx.request && ownerOfRevoked.get(ctx.request);
      if (owner === undefined || owner !== ctx.context.session?.user.id) {
        const message = 'You have no session with this token: /list-sessions has those that you have';
        throw new APIError('NOT_FOUND', { code: 'SESSION_NOT_FOUND', message });
      }
      await assureGone(ctx, [ctx.body.token]);
      return undefined;
    },
    '/revoke-other-sessions': async (ctx) => {
      const own = ctx.context.session;
      if (!own) return undefined;
      const left = await ctx.context.internalAdapter.listSessions(own.user.id);
      await assureGone(
        ctx,
        left.filter(({ id }) => id !== own.session.id).map(({ token }) => token),
      );
      return undefined;
    },
    '/sign-out': async (ctx) => {
      const { name } = ctx.context.authCookies.sessionToken;
      const token = await ctx.getSignedCookie(name, ctx.context.secret);
      if (token) await assureGone(ctx, [token]);
      return undefined;
    },
  };

  const after = createAuthMiddleware(async (ctx) => {
    const answer = ctx.context.returned;
    const change = answers[ctx.path];
    if (!change || answer === undefined || isAPIError(answer)) return;
    const changed = await change(ctx, answer as never);
    if (changed !== undefined) return ctx.json(changed);
  });

  return { before, after };
}

/** Better Auth reports a session as ended where the database failed on the way. This ends it, or throws. */
async function assureGone(ctx: EndpointContext, tokens: string[]): Promise<void> {
  if (tokens.length > 0) await ctx.context.internalAdapter.deleteSessions(tokens);
}

const isObject = (body: unknown): body is Record<string, unknown> =>
  typeof body === 'object' && body !== null;
