import { ServerError } from '@colyseus/core';
import { DomainError, type RefusalKind } from '#domain/errors.ts';

/** What the SDK reports as the code of a failed join, in the numbers of HTTP. */
const statusOf: Record<RefusalKind, number> = {
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  invalid: 422,
  'too-many': 429,
  unavailable: 503,
};

/** Thrown where Colyseus passes messages on to clients: a stable code, and never what went wrong inside. */
export function toServerError(error: unknown, log: (error: unknown) => void): ServerError {
  if (error instanceof ServerError) return error;
  if (error instanceof DomainError) return new ServerError(statusOf[error.kind], error.code);
  log(error);
  return new ServerError(500, 'INTERNAL');
}
