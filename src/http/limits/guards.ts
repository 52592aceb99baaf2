import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Identify } from '#auth/identify.ts';
import { isDatabaseAway } from '#db/constraint.ts';
import type { Actor } from '#domain/actor.ts';
import { DomainError } from '#domain/errors.ts';
import { headersOf } from '../headers.ts';
import { statusOfKind } from '../problem-details.ts';
import { currentRequest } from '../request-context.ts';
import { isRead } from '../request-log.ts';
import type { Limits } from './limits.ts';
import { type Policy, type PolicyName, policies } from './policies.ts';

/** Before anything else is done for a request. */
export const limitAddress =
  (limits: Limits): RequestHandler =>
  async (request, response, next) => {
    await limits.ofAddress(request, response, 'address');
    next();
  };

/** The pages for people and programs: they need nobody who is signed in, and cost more than most reads. */
export const limitPages =
  (limits: Limits): RequestHandler =>
  async (request, response, next) => {
    await limits.ofAddress(request, response, 'pages');
    next();
  };

/** The call of Better Auth by which somebody with a stolen session could find out a password. */
const OF_THE_ACCOUNT = '/change-password';

/** The limit of each endpoint of Better Auth for what is no read. */
const AUTH_WRITES: Record<string, PolicyName> = { '/sign-up/email': 'sign-up', '/sign-out': 'sign-out' };

/** Better Auth's endpoints, of which only those that are served come here. */
export const limitAuth =
  (limits: Limits, identify: Identify): RequestHandler =>
  async (request, response, next) => {
    const policy = isRead(request) ? 'auth-reads' : (AUTH_WRITES[request.path] ?? 'credentials');
    await limits.ofAddress(request, response, policy);
    if (request.path === OF_THE_ACCOUNT && !isRead(request)) {
      const actor = await identify.byHeaders(headersOf(request));
      if (actor) await limits.ofSession(actor, response, 'account');
    }
    next();
  };

/** The way into the rooms. Who asks is looked up here too, so that one user is one, whatever the address. */
export const limitMatchmaking =
  (limits: Limits, identify: Identify): RequestHandler =>
  async (request, response, next) => {
    const context = currentRequest();
    if (context) context.pattern = '/matchmake/:method/:roomName';
    await limits.ofAddress(request, response, 'matchmake');
    const actor = await identify.byToken(request.get('Authorization')?.replace(/^Bearer /i, ''));
    if (context) context.actor = actor;
    if (actor) await limits.ofUser(actor, response, 'matchmake-user');
    next();
  };

/** Refusals before the matchmaker is asked, as the SDK understands them: `{ code, error }`. */
export const refuseInWords: ErrorRequestHandler = (error, _request, response, next) => {
  const refusal = isDatabaseAway(error) ? new DomainError('DATABASE_UNAVAILABLE') : error;
  if (!(refusal instanceof DomainError)) return next(error);
  const { retryAfterSeconds } = refusal.details;
  if (retryAfterSeconds) response.set('Retry-After', String(retryAfterSeconds));
  const code = statusOfKind[refusal.kind];
  response.status(code).json({ code, error: refusal.code });
};

/** The limits of a declared route: those of its own, and those of all calls that are like it. */
export function limitsOfRoute(limits: Limits, own: PolicyName | undefined) {
  const { per }: Partial<Policy> = own ? policies[own] : {};
  const ownOfAddress = own && per === 'address' ? [own] : [];
  const ownOfUser = own && per === 'user' ? [own] : [];
  const ownOfSession = own && per === 'account' ? [own] : [];
  return {
    /** Before it is looked up who asks. */
    async before(request: Request, response: Response): Promise<void> {
      if (ownOfAddress.length > 0) await limits.ofAddress(request, response, ...ownOfAddress);
    },
    /** Once it is known who asks. */
    async of(actor: Actor | undefined, request: Request, response: Response): Promise<void> {
      if (actor) {
        const general: PolicyName[] = isRead(request) ? ['user'] : ['user', 'user-writes'];
        await limits.ofUser(actor, response, ...general, ...ownOfUser);
        if (ownOfSession.length > 0) await limits.ofSession(actor, response, ...ownOfSession);
        return;
      }
      const general: PolicyName[] = isRead(request) ? ['anonymous'] : ['anonymous', 'anonymous-writes'];
      return limits.ofAddress(request, response, ...general);
    },
  };
}
