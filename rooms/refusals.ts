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

/** What the answer to a refused join says beside its stable word: why, and until when. */
type Explanation = { detail: string; reason: string | null; until: string | null };

/** Colyseus makes a new error of each refusal, of code and message only; what else is to be said is kept here. */
const explanations = new WeakMap<object, Explanation>();

/** Keeps why a join was refused, by an object that its request has for itself. */
export function explain(request: object, error: unknown): void {
  if (!(error instanceof DomainError) || !error.details.sanction) return;
  explanations.set(request, { detail: error.message, ...error.details.sanction });
}

export const explanationOf = (request: object): Explanation | undefined => explanations.get(request);

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
