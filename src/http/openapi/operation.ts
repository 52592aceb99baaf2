import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiParameters } from 'zod-openapi';
import { refusalsOf } from '../refusals-of-route.ts';
import { type Access, idempotencyKeySchema, needsBody, pageSchema, type Route } from '../route.ts';
import { problemResponses } from './problem-responses.ts';
import { SIGNED_IN } from './security.ts';

const whoMay: Record<Access, string> = {
  public: 'Anybody.',
  'signed-in': 'Whoever is signed in.',
  creator: 'Creators.',
  owner: 'The creator whose it is.',
  admin: 'Administrators.',
};

const UNCHANGED = { description: 'Unchanged: `If-None-Match` has the `ETag` that came with it.' };

const pageAnswer = z
  .object({
    limit: z.int(),
    nextCursor: z.string().nullable().describe('Send it as `cursor` for the next page; null on the last.'),
  })
  .meta({ id: 'Page' });

/** A path of Express, `/worlds/:worldId`, as OpenAPI writes it: `/worlds/{worldId}`. */
export const templateOf = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

/** The area of a route: the first part of its path. */
export const tagOf = (route: Pick<Route, 'path'>): string => route.path.split('/')[1] as string;

/** One declared route as an operation of OpenAPI. */
export function operationOf(route: Route): ZodOpenApiOperationObject {
  return {
    operationId: route.operationId,
    tags: [tagOf(route)],
    summary: route.summary,
    description: `Who may: ${whoMay[route.access]}${route.idempotent ? ' Takes an `Idempotency-Key`.' : ''}`,
    security: route.access === 'public' ? [{}, ...SIGNED_IN] : SIGNED_IN,
    requestParams: paramsOf(route),
    ...(route.body && {
      requestBody: { required: needsBody(route), content: { 'application/json': { schema: route.body } } },
    }),
    responses: {
      [String(route.status ?? 200)]: successOf(route),
      ...(route.method === 'get' && { '304': UNCHANGED }),
      ...problemResponses(refusalsOf(route)),
    },
  };
}

function paramsOf(route: Route): ZodOpenApiParameters {
  const query = queryOf(route);
  return {
    ...(route.params && { path: route.params as z.ZodObject }),
    ...(query && { query }),
    ...(route.idempotent && { header: z.object({ 'Idempotency-Key': idempotencyKeySchema.optional() }) }),
  };
}

function queryOf(route: Route): z.ZodObject | undefined {
  const own = route.query as z.ZodObject | undefined;
  if (!route.isList) return own;
  return own ? own.extend(pageSchema.shape) : pageSchema;
}

const replayed = {
  'Idempotent-Replayed': {
    description: '`true` where this key was answered before, and this is that answer.',
    schema: { type: 'string' as const, enum: ['true'] },
  },
};

function successOf(route: Route) {
  if (route.status === 204) return { description: 'Done; there is nothing to say.' };
  const schema = route.isList
    ? z.object({ data: z.array(route.response), page: pageAnswer })
    : z.object({ data: route.response });
  return {
    description: route.status === 201 ? 'It was made.' : 'As asked.',
    ...(route.idempotent && { headers: replayed }),
    content: { 'application/json': { schema }, ...othersOf(route) },
  };
}

/** What an operation may answer instead of JSON. */
const othersOf = ({ alternatives = {} }: Route) =>
  Object.fromEntries(Object.entries(alternatives).map(([mediaType, schema]) => [mediaType, { schema }]));
