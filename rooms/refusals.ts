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

export type ErrorEdge = {
  /** Whether an error means that the database is away for now. */
  isDatabaseAway: (error: unknown) => boolean;
  log: (error: unknown) => void;
};

/** Thrown where Colyseus passes messages on to clients: a stable code, and never what went wrong inside. */
export function toServerError(error: unknown, { isDatabaseAway, log }: ErrorEdge): ServerError {
  if (error instanceof ServerError) return error;
  const refusal = isDatabaseAway(error) ? new DomainError('DATABASE_UNAVAILABLE') : error;
  if (refusal instanceof DomainError) return new ServerError(statusOf[refusal.kind], refusal.code);
  log(error);
  return new ServerError(500, 'INTERNAL');
}
