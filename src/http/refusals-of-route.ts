import { type RefusalCode, refusals } from '#domain/errors.ts';
import { type EdgeCode, edgeCodes, type ProblemCode, statusOfKind } from './problem-details.ts';
import type { Route } from './route.ts';

/** What every route may answer instead, whoever asks: none of it is about this request's content. */
const ALWAYS: readonly ProblemCode[] = ['INVALID', 'TOO_MANY_REQUESTS', 'DATABASE_UNAVAILABLE', 'INTERNAL'];

/** What a body can be refused for before anybody reads its fields. */
const WITH_BODY: readonly ProblemCode[] = ['MALFORMED_JSON', 'BODY_TOO_LARGE', 'NOT_JSON'];

/** Every code that a route can refuse with: its own, and those that come with its access and its method. */
export function refusalsOf(route: Route): ProblemCode[] {
  const codes: ProblemCode[] = [...route.errors];
  if (route.access !== 'public') codes.push('NOT_SIGNED_IN');
  if (route.access !== 'public' && route.method !== 'get') codes.push('USER_NOT_FOUND');
  if (route.access === 'admin' || route.method !== 'get') codes.push('FORBIDDEN');
  if (route.method !== 'get') codes.push(...WITH_BODY);
  if (route.idempotent) codes.push('IDEMPOTENCY_KEY_REUSED');
  return [...new Set([...codes, ...ALWAYS])].sort();
}

/** The HTTP status of a code. */
export const statusOf = (code: ProblemCode): number =>
  code in edgeCodes ? edgeCodes[code as EdgeCode] : statusOfKind[refusals[code as RefusalCode]];
