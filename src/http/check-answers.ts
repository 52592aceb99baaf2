import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { DomainError } from '#domain/errors.ts';
import { refusalsOf } from './refusals-of-route.ts';
import type { Route } from './route.ts';

/** A route answered what it does not declare. */
export class UndeclaredAnswer extends Error {
  override name = 'UndeclaredAnswer';
}

/** @throws UndeclaredAnswer for data that is not as the route's schema says, or has a field that is not in it. */
export function assertDeclaredAnswer(route: Route, data: unknown): void {
  const schema = route.isList ? z.array(route.response) : route.response;
  const sent = JSON.parse(JSON.stringify(data));
  const parsed = schema.safeParse(sent);
  if (!parsed.success) throw new UndeclaredAnswer(`${route.operationId}: ${parsed.error.message}`);
  if (!isDeepStrictEqual(parsed.data, sent))
    throw new UndeclaredAnswer(`${route.operationId} answers fields that its schema does not have.`);
}

/** @throws UndeclaredAnswer for a refusal with a code that the route does not list. */
export function assertDeclaredRefusal(route: Route, error: unknown): void {
  if (error instanceof DomainError && !refusalsOf(route).includes(error.code))
    throw new UndeclaredAnswer(`${route.operationId} refuses with ${error.code}, which it does not list.`);
}
