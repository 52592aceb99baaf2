import express, { type RequestHandler } from 'express';
import { DomainError, type FieldError } from '#domain/errors.ts';
import { sendEdgeProblem } from './problem-details.ts';
import { hasBody } from './route.ts';
import { hasUnstorable, isNestedWithin } from './schemas.ts';

const MOST_LEVELS = 10;

/**
 * Reads a body for Better Auth, which takes one of any size and looks at little of it: nothing goes on but an
 * object of JSON whose texts the database can hold.
 * @param limit bytes
 */
export const authBody = (limit: number): RequestHandler[] => [
  express.json({ limit, type: 'application/json' }),
  (request, response, next) => {
    if (hasBody(request) && !request.is('application/json')) return sendEdgeProblem(response, 'NOT_JSON');
    const errors = faultsIn(request.body ?? {});
    if (errors.length > 0) throw new DomainError('INVALID', { detail: 'The request is not valid.', errors });
    next();
  },
];

function faultsIn(body: object): FieldError[] {
  if (Array.isArray(body)) return [{ path: '', message: 'must be an object' }];
  return Object.entries(body).flatMap(([path, value]) => {
    if (!isNestedWithin(MOST_LEVELS, value))
      return { path, message: `must be nested at most ${MOST_LEVELS} deep` };
    return hasUnstorable(JSON.stringify([path, value]))
      ? { path, message: 'has characters that cannot be stored' }
      : [];
  });
}
