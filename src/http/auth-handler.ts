import { toNodeHandler } from 'better-auth/node';
import type { RequestHandler } from 'express';
import type { Auth } from '#auth/auth.ts';
import { AUTH_PATHS } from '#auth/auth-paths.ts';
import { isDatabaseAway, isUserDeleted } from '#db/constraint.ts';
import { DomainError } from '#domain/errors.ts';
import {
  problemAnswer,
  sendEdgeProblem,
  statusOfKind,
  UNAVAILABLE_RETRY_SECONDS,
  USER_DELETED,
} from './problem-details.ts';
import { currentRequest } from './request-context.ts';

/**
 * Better Auth's own endpoints. Its refusals stay in its words; what has no code there, a limit and a failure,
 * is answered as everywhere else.
 */
export function authHandler(auth: Auth, log: (error: unknown) => void): RequestHandler {
  return toNodeHandler(async (request: Request) => {
    try {
      const answer = withBareToken(await auth.handler(request));
      return answer.status === 429 ? limited(answer) : answer;
    } catch (error) {
      return explain(error, log);
    }
  });
}

/** Where the token of a new session is told, beside the body. */
const TOKEN_HEADER = 'set-auth-token';

/** Lets nothing through but what is served of Better Auth. */
export const servedByAuth: RequestHandler = (request, response, next) => {
  if (AUTH_PATHS.includes(request.path)) return next();
  sendEdgeProblem(response, 'NO_SUCH_ROUTE');
};

/** Notes by which pattern Better Auth knows a path: those without parameters by themselves. */
export function noteAuthPattern(auth: Auth): RequestHandler {
  const known = new Set(Object.values(auth.api).map(({ path }) => path));
  return (request, _response, next) => {
    const context = currentRequest();
    if (context) context.pattern = known.has(request.path) ? `/api/auth${request.path}` : '/api/auth/{*path}';
    next();
  };
}

/** The header's token in the form of the body's: Better Auth has it URL-encoded there, as in the cookie. */
function withBareToken(answer: Response): Response {
  const token = answer.headers.get(TOKEN_HEADER);
  if (token?.includes('%')) answer.headers.set(TOKEN_HEADER, decodeURIComponent(token));
  return answer;
}

function limited(answer: Response): Response {
  const retryAfterSeconds = Number(answer.headers.get('retry-after')) || 60;
  return problemAnswer('TOO_MANY_REQUESTS', 429, { retryAfterSeconds });
}

function explain(error: unknown, log: (error: unknown) => void): Response {
  if (isDatabaseAway(error)) {
    return problemAnswer('DATABASE_UNAVAILABLE', 503, { retryAfterSeconds: UNAVAILABLE_RETRY_SECONDS });
  }
  if (error instanceof DomainError) {
    return problemAnswer(error.code, statusOfKind[error.kind], error.details);
  }
  if (isUserDeleted(error)) return problemAnswer('USER_NOT_FOUND', 404, USER_DELETED);
  log(error);
  return problemAnswer('INTERNAL', 500);
}
