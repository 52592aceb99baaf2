import type { ErrorRequestHandler, Response } from 'express';
import { isDatabaseAway, isUserDeleted } from '#db/constraint.ts';
import {
  DomainError,
  type FieldError,
  type RefusalCode,
  type RefusalDetails,
  type RefusalKind,
  refusals,
} from '#domain/errors.ts';
import { refusalTexts } from './refusal-texts.ts';

/** The HTTP status of each kind of refusal. */
export const statusOfKind: Record<RefusalKind, number> = {
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  invalid: 422,
  'too-many': 429,
  unavailable: 503,
};

/** Refusals that only this edge knows: requests that never reach the domain. */
export const edgeCodes = {
  MALFORMED_JSON: 400,
  WEBHOOK_NOT_SIGNED: 400,
  WEBHOOK_STALE: 400,
  WEBHOOK_MALFORMED: 400,
  NO_SUCH_ROUTE: 404,
  METHOD_NOT_ALLOWED: 405,
  BODY_TOO_LARGE: 413,
  NOT_JSON: 415,
  INTERNAL: 500,
} as const;

export type EdgeCode = keyof typeof edgeCodes;

export type ProblemCode = RefusalCode | EdgeCode;

/** RFC 9457, with a stable `code` and, for invalid input, every field that is wrong. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  detail: string;
  errors?: FieldError[];
  reason?: string | null;
  until?: string | null;
};

/** Words of a code: `SOLD_OUT` reads `Sold out`. */
export const titleOf = (code: string): string =>
  code.charAt(0) + code.slice(1).toLowerCase().replaceAll('_', ' ');

/** How long a client had better wait while the database is away, in seconds. */
export const UNAVAILABLE_RETRY_SECONDS = 2;

/** What somebody is told whose write met the deletion of the account that it was for. */
export const USER_DELETED = { detail: 'The account was deleted.' };

export function sendProblem(
  response: Response,
  code: ProblemCode,
  status: number,
  details: RefusalDetails = {},
): void {
  if (response.headersSent) return;
  if (details.retryAfterSeconds) response.set('Retry-After', String(Math.ceil(details.retryAfterSeconds)));
  const problem = problemOf(code, status, details);
  response.set('Cache-Control', 'no-store').status(status).type('application/problem+json');
  response.end(JSON.stringify(problem));
}

/** The same as an answer of fetch, for handlers that speak that. */
export function problemAnswer(
  code: ProblemCode,
  status: number,
  details: RefusalDetails = {},
): globalThis.Response {
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  if (details.retryAfterSeconds) headers.set('Retry-After', String(Math.ceil(details.retryAfterSeconds)));
  return new globalThis.Response(JSON.stringify(problemOf(code, status, details)), { status, headers });
}

const problemOf = (code: ProblemCode, status: number, details: RefusalDetails): Problem => ({
  type: 'about:blank',
  title: titleOf(code),
  status,
  code,
  detail: details.detail ?? refusalTexts[code],
  ...(details.errors && { errors: details.errors }),
  ...details.sanction,
});

export function sendEdgeProblem(response: Response, code: EdgeCode, detail?: string): void {
  sendProblem(response, code, edgeCodes[code], detail === undefined ? {} : { detail });
}

/** Answers every error: refusals as they are, an account deleted meanwhile as 404, the database being away as 503, anything else as a 500 that says nothing. */
export function problemHandler(log: (error: unknown) => void): ErrorRequestHandler {
  return (error, _request, response, _next) => {
    if (error instanceof DomainError) {
      sendProblem(response, error.code, statusOfKind[error.kind], error.details);
    } else if (isUserDeleted(error)) {
      sendProblem(response, 'USER_NOT_FOUND', statusOfKind[refusals.USER_NOT_FOUND], USER_DELETED);
    } else if (isDatabaseAway(error)) {
      sendProblem(response, 'DATABASE_UNAVAILABLE', 503, { retryAfterSeconds: UNAVAILABLE_RETRY_SECONDS });
    } else {
      answerParserError(error, response, log);
    }
  };
}

/** What Express's own parsers throw, by their `type`. */
const parserProblems: Record<string, EdgeCode> = {
  'entity.parse.failed': 'MALFORMED_JSON',
  'request.size.invalid': 'MALFORMED_JSON',
  'request.aborted': 'MALFORMED_JSON',
  'encoding.unsupported': 'NOT_JSON',
  'charset.unsupported': 'NOT_JSON',
  'entity.too.large': 'BODY_TOO_LARGE',
};

type ParserError = { type?: string; status?: number } | undefined;

/** The parsers give a status to whatever a body made them throw; a broken compression has no type beside it. */
const parserProblemOf = (error: ParserError): EdgeCode | undefined =>
  parserProblems[error?.type ?? ''] ?? (error?.status === 400 ? 'MALFORMED_JSON' : undefined);

/** Answers what Express threw; everything else is ours, and unexpected. */
function answerParserError(error: ParserError, response: Response, log: (e: unknown) => void): void {
  const code = error instanceof URIError ? 'NO_SUCH_ROUTE' : parserProblemOf(error);
  if (code) {
    sendEdgeProblem(response, code);
  } else {
    log(error);
    sendEdgeProblem(response, 'INTERNAL');
  }
}
